"""The service as a process: up at once, stopped at once, honest about what it cannot do."""

from __future__ import annotations

import datetime as dt
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from chat.opening import newest_seasons
from tests.chat.running import PATIENCE, serving, tippmix, wait_for
from tests.chat.small_league import HEADS, season
from tests.ollama_server import MODEL, FakeOllama, Reply, _pieces


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_while_an_answer_is_streamed(how: signal.Signals, home: Path) -> None:
    hanging = Reply(_pieces("One moment. "), end="hang")
    with FakeOllama(hanging) as ollama:
        running = serving(home, model=f"ollama:{MODEL}", ollama_url=ollama.url)
        with running as service, service.client() as http:
            asked = {"message": "Hello"}
            with http.stream("POST", "/api/v1/chat/stream", json=asked) as answer:
                lines = answer.iter_lines()
                assert next(lines) == "event: run"
                wait_for(lambda: ollama.chats, "the model is asked")
                code, said = service.stop(how)
                assert '"code": "cancelled"' in "\n".join(lines)
    assert code == 0
    assert "Traceback" not in said


def test_health_is_there_before_the_house_is(tmp_path: Path) -> None:
    starting = serving(tmp_path / "home", ready=False, afresh=True)
    with starting as service, service.client() as http:
        assert http.get("/health").json() == {"status": "ok"}
        first = http.get("/ready")
        assert first.status_code == 503
        assert first.json()["parts"]["model"] == "starting"
        coming = http.get("/chat/")
        assert coming.status_code in (200, 503)
        # a request waits for what it needs
        leagues = http.get("/api/v1/leagues").json()["items"]
        assert [league["id"] for league in leagues] == ["DEMO"]
        service.wait_until_ready()


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = tippmix(tmp_path / "home", "serve", "--port", port)
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert port in line
    assert "--port" in line


def test_a_database_that_is_none_ends_it_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "tippmix.sqlite").write_bytes(b"this is no database " * 100)
    done = tippmix(tmp_path / "home", "serve", "--port", "0")
    assert done.returncode == 1
    assert "damaged" in done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_without_a_worker_nothing_is_fitted_behind_ones_back(tmp_path: Path) -> None:
    with serving(tmp_path / "home", worker="off") as service, service.client() as http:
        assert http.get("/ready").json()["parts"]["model"] == "off"
        assert http.get("/api/v1/models/status").json()["ready"] is False
        refused = http.post("/api/v1/models/train")
        assert refused.status_code == 503
        assert "tippmix train" in refused.json()["detail"]


def test_with_a_real_clock_it_says_how_to_get_real_results(home: Path) -> None:
    with serving(home, now="") as service:
        code, said = service.stop()
    assert code == 0
    assert "demo league" in said
    assert "tippmix data sync" in said


class QuietFiles(SimpleHTTPRequestHandler):
    """Serves files and keeps it to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def source(folder: Path) -> Iterator[str]:
    """Serve a folder as the public source would; gives its address."""
    handler = partial(QuietFiles, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_first_start_with_a_source_fetches_real_results(tmp_path: Path) -> None:
    seasons = newest_seasons(dt.datetime.now(dt.UTC).date())
    for season_name in seasons[1:]:
        year = int(season_name[:4])
        folder = tmp_path / "source" / "mmz4281" / f"{season_name[2:4]}{season_name[5:]}"
        folder.mkdir(parents=True)
        rows = [",".join(row) for row in season(dt.date(year, 8, 6))]
        (folder / "E0.csv").write_text("\n".join([HEADS, *rows, ""]), encoding="utf-8")
    (tmp_path / "source" / "fixtures.csv").write_text(f"{HEADS}\n", encoding="utf-8")
    with (
        source(tmp_path / "source") as url,
        serving(tmp_path / "home", now="", source_url=url, ready=False) as service,
        service.client() as http,
    ):
        while (leagues := http.get("/api/v1/leagues").json()["items"])[0]["id"] == "DEMO":
            time.sleep(0.2)
        assert [(league["id"], league["is_demo"]) for league in leagues] == [("E0", False)]
        asked = {"home_team": "Man City", "away_team": "Burnley"}
        while (answer := http.post("/api/v1/predictions/predict", json=asked)).status_code == 404:
            # the names are read again within seconds
            time.sleep(0.2)
        made = answer.json()
        assert made["league"] == "E0"
        assert made["match_result"]["home_win"] > made["match_result"]["away_win"]


def test_a_connection_may_rest_for_as_long_as_clients_keep_theirs(home: Path) -> None:
    with serving(home) as service:
        connection = HTTPConnection(urlsplit(service.url).netloc, timeout=PATIENCE)
        for rest in (0, 6):
            time.sleep(rest)
            connection.request("GET", "/health")
            with connection.getresponse() as answer:
                assert answer.read()
        connection.close()


def test_nothing_is_written_where_it_is_started(home: Path) -> None:
    before = set(home.parent.iterdir())
    with serving(home):
        pass
    assert set(home.parent.iterdir()) == before
