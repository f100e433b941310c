"""The command line by its console script: what it prints where, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.chat.running import tippmix
from tests.chat.small_league import CLOCK, CLUBS, HEADS, season, write_season
from tests.ollama_server import MODEL, FakeOllama, calls, dies_midway, says

COLUMNS = (
    "date,league,home_team,away_team,p_home,p_draw,p_away,p_over_2_5,p_btts,data_cutoff,"
    "model_version"
)
ENGLISH = "Who wins Arsenal against Tottenham tomorrow, and is 1.60 on Arsenal value?"
HUNGARIAN = "Mennyi az esélye, hogy az Arsenal legyőzi a Tottenhamet holnap?"


def document(done: Any) -> Any:
    """Return the JSON of a command that worked; nothing else may be on stdout."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refusal(done: Any, code: int = 1) -> str:
    """Return the one line of a command that could not."""
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return str(line)


def test_a_league_is_imported_once(tmp_path: Path) -> None:
    write_season(tmp_path / "files")
    broken = "E0,32/13/2023,15:00,Arsenal,Chelsea,1,0,H,2,3,4"
    with (tmp_path / "files" / "2324" / "E0.csv").open("a", encoding="utf-8") as file:
        file.write(broken + "\n")
    home = tmp_path / "home"
    first = document(tippmix(home, "data", "import", str(tmp_path / "files"), "--json", now=""))
    assert (first["files"], first["new"], first["refused"]) == (2, 112, 1)
    assert first["refusals"][0]["file"].endswith("2324/E0.csv")
    assert first["refusals"][0]["line"] == 58
    again = document(tippmix(home, "data", "import", str(tmp_path / "files"), "--json", now=""))
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 112)
    told = tippmix(home, "data", "import", str(tmp_path / "files"), now="")
    assert re.search(r"0 new, .*1 refused", told.stdout)
    assert "2324/E0.csv:58" in told.stderr
    status = document(tippmix(home, "data", "status", "--json", now=CLOCK))
    assert [(league["id"], league["matches"]) for league in status["leagues"]] == [("E0", 112)]
    assert not status["is_demo"]


def test_an_import_whose_rows_are_all_refused_could_not(tmp_path: Path) -> None:
    file = tmp_path / "matches.csv"
    file.write_text("date,league,home_team,away_team\n31/12/2023,E0,Arsenal,Chelsea\n")
    assert "not a date like" in refusal(tippmix(tmp_path / "home", "data", "import", str(file)))


def test_an_answer_holds_the_models_figure_in_both_languages(league_home: Path) -> None:
    made = document(tippmix(league_home, "predict", "Arsenal", "Spurs", "--json", "--as-of", CLOCK))
    assert (made["home_team"], made["away_team"]) == ("Arsenal", "Tottenham")
    assert made["kickoff"].startswith("2023-11-04")
    percent = f"{made['match_result']['home_win']:.1%}"
    english = document(tippmix(league_home, "ask", ENGLISH, "--json", now=CLOCK, afresh=True))
    assert (english["language"], english["grounded"]) == ("en", True)
    assert percent in english["answer"]
    values = {(fact["market"], fact["outcome"]): fact["value"] for fact in english["facts"]}
    assert values["1x2", "home"] == made["match_result"]["home_win"]
    assert values["expected_value", "home"] == pytest.approx(
        1.60 * made["match_result"]["home_win"] - 1
    )
    hungarian = tippmix(league_home, "ask", HUNGARIAN, now=CLOCK)
    assert hungarian.returncode == 0, hungarian.stderr
    assert percent.replace(".", ",").replace("%", "") in hungarian.stdout
    forced = document(tippmix(league_home, "ask", ENGLISH, "--lang", "hu", "--json", now=CLOCK))
    assert forced["language"] == "hu"


def test_a_season_is_told_club_by_club(league_home: Path) -> None:
    asked = ("season", "premier league", "--as-of", CLOCK)
    season = document(tippmix(league_home, *asked, "--json"))
    assert [club["place"] for club in season["clubs"]] == list(range(1, len(CLUBS) + 1))
    assert sum(club["chances"]["first_place"] for club in season["clubs"]) == pytest.approx(1)
    told = tippmix(league_home, *asked, "--team", "Spurs")
    assert told.returncode == 0, told.stderr
    (line,) = [line for line in told.stdout.splitlines() if "Tottenham" in line]
    spurs = next(club for club in season["clubs"] if club["team"] == "Tottenham")
    assert f"{spurs['points_mean']:.1f}" in line
    assert f"{spurs['chances']['first_place']:.1%}" in line
    assert "X9" in refusal(tippmix(league_home, "season", "X9", now=CLOCK))
    assert "Real Madrid" in refusal(
        tippmix(league_home, "season", "E0", "--team", "Real Madrid", now=CLOCK)
    )


def test_the_record_grows_when_the_results_are_there(league_home: Path) -> None:
    for odds in ("2.1,3.4,3.6", "2.1,3.4,3.6", "9,3.4,1.5"):
        tippmix(league_home, "predict", "Arsenal", "Spurs", "--odds", odds, now=CLOCK)
    now = document(tippmix(league_home, "record", "--json", now=CLOCK))
    assert (now["n"], now["waiting"], now["tips"]["n"], now["tips"]["settled"]) == (0, 1, 5, 0)
    told = tippmix(league_home, "record", now=CLOCK).stdout
    assert "Nothing is settled yet" in told
    later = document(tippmix(league_home, "record", "--json", "--as-of", "2023-11-06"))
    assert (later["n"], later["waiting"]) == (1, 0)
    assert later["model"]["n"] == later["by_league"]["E0"]["n"] == 1
    assert later["tips"]["settled"] == later["tips"]["n"] == 5
    shown = tippmix(league_home, "record", "--as-of", "2023-11-06").stdout
    assert f"{later['model']['rps']:.4f}" in shown
    assert "called value" in shown
    none = document(
        tippmix(league_home, "record", "--json", "--league", "E0", "--to", "2023-11-01",
                "--market", "btts", "--period", "season", "--as-of", "2023-11-06")
    )  # fmt: skip
    assert (none["n"], none["scored"], none["tips"]["n"]) == (0, "btts", 0)
    unknown = tippmix(league_home, "record", "--league", "Mars", now=CLOCK)
    assert "Mars" in refusal(unknown)


def test_later_results_change_no_answer(fitted_league: Path, tmp_path: Path) -> None:
    """The same league, once with other results after the clock: the answers are the same."""
    changed = tmp_path / "2324"
    changed.mkdir()
    rows = season_with_other_ends()
    (changed / "E0.csv").write_text("\n".join([HEADS, *rows, ""]), encoding="utf-8")
    folders = tmp_path / "files"
    write_season(folders)
    answers = []
    for name, files in (("one", [folders]), ("other", [folders, changed])):
        home = tmp_path / name
        for source in files:
            document(tippmix(home, "data", "import", str(source), "--json", now=""))
        answer = document(tippmix(home, "ask", ENGLISH, "--json", now=CLOCK))
        answers.append((answer["answer"], [fact["value"] for fact in answer["facts"]]))
    assert answers[0] == answers[1]


def season_with_other_ends() -> list[str]:
    """Return the second season's rows with every result after the clock turned round."""
    import datetime as dt

    rows = []
    for row in season(dt.date(2023, 8, 5)):
        day = dt.datetime.strptime(row[1], "%d/%m/%Y").replace(tzinfo=dt.UTC)
        if day >= dt.datetime.fromisoformat(CLOCK).replace(tzinfo=dt.UTC):
            row[5], row[6] = str(int(row[6]) + 3), row[5]
            row[7] = "H" if int(row[5]) > int(row[6]) else "A" if row[5] != row[6] else "D"
        rows.append(",".join(row))
    return rows


def test_a_backtest_has_a_row_for_each_match(league_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.csv"
    days = ("--from", "2023-09-01", "--to", "2023-10-15")
    done = tippmix(league_home, "backtest", *days, "--out", str(out), "--json", now="")
    told = document(done)
    text = out.read_text(encoding="utf-8")
    assert text.splitlines()[0] == COLUMNS
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == told["matches"] == 28
    for row in rows:
        assert row["home_team"] in CLUBS
        assert "2023-09-01" <= row["date"] <= "2023-10-15"
        assert row["data_cutoff"] <= row["date"]
        assert sum(float(row[f"p_{side}"]) for side in ("home", "draw", "away")) == pytest.approx(1)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backtest_writes_a_page_beside_the_file(league_home: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "b.csv", tmp_path / "pages" / "today"
    days = ("--from", "2023-09-01", "--to", "2023-10-15")
    done = tippmix(
        league_home, "backtest", *days, "--out", str(out), "--report", str(folder), "--json", now=""
    )
    told = document(done)
    assert told["report"] == str(folder / "b.html")
    assert told["scores"]["markets"]["1x2"]["matches"] == 28
    page = (folder / "b.html").read_text(encoding="utf-8")
    assert f"{told['scores']['markets']['1x2']['rps']:.5f}" in page
    assert "Premier League (E0)" in page
    in_the_way = refusal(
        tippmix(league_home, "backtest", *days, "--out", str(out), "--report", str(out), now="")
    )
    assert "--report" in in_the_way


def test_a_file_that_cannot_be_written_is_told_before_the_work(
    league_home: Path, tmp_path: Path
) -> None:
    days = ("--from", "2023-09-01", "--to", "2023-10-15", "--out")
    for out in (tmp_path / "none" / "b.csv", tmp_path):
        assert str(out.parent if out != tmp_path else out) in refusal(
            tippmix(league_home, "backtest", *days, str(out), now="")
        )
    if os.getuid():
        tmp_path.chmod(0o500)
        try:
            told = refusal(tippmix(league_home, "backtest", *days, str(tmp_path / "b.csv"), now=""))
        finally:
            tmp_path.chmod(0o700)
        assert "cannot be written" in told


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    told = refusal(tippmix(tmp_path / "file" / "home", "data", "status", cwd=tmp_path))
    assert "TIPPMIX_HOME" in told


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("predict", "Nonesuch", "Arsenal"), "Nonesuch"),
        (("predict", "Arsenal", "Spurs", "--date", "2023-11-07"), "Arsenal"),
        (("data", "import", "/nowhere/at/all"), "/nowhere/at/all"),
        (("train", "--until", "2030-01-01"), "2030"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...], part: str, fitted_league: Path
) -> None:
    assert part in refusal(tippmix(fitted_league, *arguments, now=CLOCK))


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("predict", "Arsenal", "Spurs", "--odds", "2,1"), "three prices"),
        (("predict", "Arsenal", "Spurs", "--date", "soon"), "2024-05-10"),
        (("ask", "  "), "question"),
        (("backtest", "--from", "2023-02-01", "--to", "2023-01-01", "--out", "x.csv"), "--from"),
    ],
)
def test_what_nobody_can_mean_is_usage(
    arguments: tuple[str, ...], part: str, fitted_league: Path
) -> None:
    assert part in refusal(tippmix(fitted_league, *arguments, now=CLOCK), 2)


def test_usage_and_settings_end_with_two(tmp_path: Path) -> None:
    assert tippmix(tmp_path / "home", "predict", "Arsenal").returncode == 2
    assert tippmix(tmp_path / "home", "nonsense").returncode == 2
    assert "TIPPMIX_MODEL" in refusal(tippmix(tmp_path / "home", "ask", "x", modell="x"), 2)
    assert "2024-05-10" in refusal(tippmix(tmp_path / "home", "ask", "x", "--as-of", "then"), 2)
    assert not (tmp_path / "home").exists()


def test_a_conversation_in_the_terminal_goes_on(home: Path) -> None:
    said = "Show me the Demo Liga table\nHello\nExit\nHello again\n"
    done = tippmix(home, "chat", "--json", given=said)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert len(answers) == 2
    assert [call["name"] for call in answers[0]["tool_calls"]] == ["league_table"]
    assert answers[1]["answer"].startswith("Hello")
    assert answers[0]["thread_id"] == answers[1]["thread_id"]


def test_the_doctor_says_how_to_mend(home: Path) -> None:
    done = tippmix(home, "doctor")
    assert done.returncode == 0, done.stdout
    assert "ollama serve" in done.stdout
    assert "tippmix data sync" in done.stdout
    found = {each["name"]: each for each in document(tippmix(home, "doctor", "--json"))["findings"]}
    assert found["database"]["status"] == found["model"]["status"] == "up"
    assert (found["worker"]["status"], found["events"]["status"]) == ("unused", "up")


def test_the_doctor_looks_at_a_house_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "tippmix.sqlite").write_bytes(b"this is no database " * 100)
    done = tippmix(tmp_path / "home", "doctor")
    assert done.returncode == 1
    assert "damaged" in done.stdout


def test_insights_are_rebuilt(home: Path) -> None:
    assert document(tippmix(home, "insights", "rebuild", "--json")) == {"insights": 0}


def test_ollama_answers_with_the_tools_figure(league_home: Path) -> None:
    def answer(body: dict[str, Any]) -> Any:
        found = next(m["content"] for m in body["messages"] if m["role"] == "tool")
        share = re.search(r"\d+\.\d ?%", found)
        assert share, found
        return says(f"Arsenal win with a chance of {share[0]}.")

    wanted = ("predict_match", {"home_team": "Arsenal", "away_team": "Spurs"})
    with FakeOllama(calls(wanted), answer) as ollama:
        asked = tippmix(
            league_home, "ask", ENGLISH, "--json", ollama_url=ollama.url, model=f"ollama:{MODEL}",
            now=CLOCK,
        )  # fmt: skip
        told = document(asked)
    assert told["model"] == f"ollama:{MODEL}"
    assert told["grounded"]
    assert re.search(r"chance of \d+\.\d ?%", told["answer"])


def test_the_analyst_takes_over_when_ollama_dies_in_mid_sentence(league_home: Path) -> None:
    made = document(tippmix(league_home, "predict", "Arsenal", "Spurs", "--json", now=CLOCK))
    dies = dies_midway("Arsenal will cer")
    with FakeOllama(dies, dies) as ollama:
        asked = tippmix(league_home, "ask", ENGLISH, "--json", ollama_url=ollama.url, now=CLOCK)
        told = document(asked)
    assert told["model"].endswith("analyst")
    assert f"{made['match_result']['home_win']:.1%}" in told["answer"]
