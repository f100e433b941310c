"""Figures for Prometheus and OpenTelemetry: counted as requests go by, and from the tables."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from prometheus_client.parser import text_string_to_metric_families

from chat.telemetry import telemetry
from tests.chat.running import PROGRAM_KEY, Service, serving


def figures(http: httpx.Client, **headers: str) -> dict[tuple[str, ...], float]:
    """Return every sample by its name and labels' values."""
    answer = http.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_and_rows_are_counted(service: Service) -> None:
    with service.client() as http:
        before = figures(http)
        asked = {"message": "Who wins the next match?", "language": "en"}
        assert http.post("/api/v1/chat", json=asked).status_code == 200
        for name in ("a", "b"):
            http.get(f"/api/v1/matches/{name}")
        http.get("/no/such/page")
        after = figures(http)

    def more(*sample: str) -> float:
        return after.get(sample, 0.0) - before.get(sample, 0.0)

    counter = "tippmix_http_requests_total"
    assert more(counter, "POST", "/api/v1/chat", "200") == 1
    # by route, never by address: whoever asks for a thousand names makes one series
    assert more(counter, "GET", "/api/v1/matches/{match_id}", "404") == 2
    assert more(counter, "GET", "none", "404") == 1
    assert more("tippmix_turns", "completed") == 1
    # of an invented league nothing is written down
    assert after["tippmix_predictions",] == 0
    assert after["tippmix_turns_under_way",] == 0


def test_figures_are_not_for_strangers(home: Path) -> None:
    with (
        serving(home, auth="on", api_keys=PROGRAM_KEY, ready=False) as service,
        service.client() as http,
    ):
        assert http.get("/metrics").status_code == 401
        assert figures(http, Authorization=f"Bearer {PROGRAM_KEY}")


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, True),
    ],
)
def test_nothing_is_sent_unless_it_is_asked_for(environment: dict[str, str], wanted: bool) -> None:
    said = telemetry(environment)
    assert {said["tracing"], said["metrics"], said["auto_configure"]} == {wanted}
    assert said["logs"] is False


@contextmanager
def collector() -> Iterator[tuple[str, list[ExportTraceServiceRequest]]]:
    """Take spans as an OpenTelemetry collector does: OTLP over HTTP, protobuf."""
    taken: list[ExportTraceServiceRequest] = []

    class Take(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.path == "/v1/traces":
                taken.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Take)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", taken
    finally:
        server.shutdown()
        server.server_close()


def test_a_collector_gets_the_spans_of_a_request(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collector() as (url, taken):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
        with serving(home, ready=False) as service:
            with service.client() as http:
                asked = {"message": "Who wins the next match, dear secret friend?"}
                assert http.post("/api/v1/chat", json=asked).status_code == 200
            service.stop()
    spans = [
        span
        for request in taken
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    names = {span.name for span in spans}
    assert "POST /api/v1/chat" in names
    assert "invoke_agent mentor" in names
    assert any(name.startswith("execute_tool ") for name in names)
    (request,) = [span for span in spans if span.name == "POST /api/v1/chat"]
    (turn,) = [span for span in spans if span.name == "invoke_agent mentor"]
    assert turn.trace_id == request.trace_id
    assert all(b"secret" not in request.SerializeToString() for request in taken)
