from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ModelStumbled
from graph.gateway.salvage import TextReader

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "predict_match",
            "parameters": {
                "properties": {"home_team": {"type": "string"}, "away_team": {"type": "string"}},
                "required": ["home_team"],
            },
        },
    }
]
ARGS = {"home_team": "Újpest", "away_team": "MTK"}
CALL = json.dumps({"name": "predict_match", "arguments": ARGS})


def read(text: str, size: int = 1000) -> tuple[str, list[Any]]:
    reader = TextReader(TOOLS)
    shown = "".join(reader.feed(text[i : i + size]) for i in range(0, len(text), size))
    rest, calls = reader.finish()
    return shown + rest, [(call["name"], call["args"]) for call in calls]


@pytest.mark.parametrize(
    "text",
    [
        CALL,
        f"```json\n{CALL}\n```",
        f"```\n{CALL}\n```",
        f"<tool_call>\n{CALL}\n</tool_call>",
        f"[{CALL}]",
        json.dumps({"name": "predict_match", "parameters": ARGS}),
        json.dumps({"tool": "predict_match", "args": ARGS}),
        json.dumps({"type": "function", "function": {"name": "predict_match", "arguments": ARGS}}),
        json.dumps({"name": "predict_match", "arguments": json.dumps(ARGS)}),
        json.dumps({"tool_calls": [{"name": "predict_match", "arguments": ARGS}]}),
        'predict_match(home_team="Újpest", away_team="MTK")',
        "```python\npredict_match(home_team='Újpest', away_team='MTK')\n```",
        "```tool_code\nprint(predict_match(home_team='Újpest', away_team='MTK'))\n```",
        "```tool_code\nprint(default_api.predict_match('Újpest', away_team='MTK'))\n```",
        "print(predict_match(home_team='Újpest', away_team='MTK'))",
        "```tool_code\nres = predict_match(\n    home_team='Újpest',\n    away_team='MTK',\n)\n```",
        f"<function=predict_match>{json.dumps(ARGS)}</function>",
        "<function=predict_match>\n<parameter=home_team>\nÚjpest\n</parameter>\n"
        "<parameter=away_team>\nMTK\n</parameter>\n</function>",
    ],
)
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_a_call_in_words_is_a_call(text: str, size: int) -> None:
    assert read(text, size) == ("", [("predict_match", ARGS)])


def test_what_comes_before_a_call_is_text() -> None:
    shown, calls = read(f"Let me see.\n```json\n{CALL}\n```", 3)
    assert (shown.strip(), calls) == ("Let me see.", [("predict_match", ARGS)])


def test_several_calls_are_several() -> None:
    _, calls = read(f"<tool_call>{CALL}</tool_call>\n<tool_call>{CALL}</tool_call>")
    assert calls == [("predict_match", ARGS)] * 2


@pytest.mark.parametrize(
    "text",
    [
        '<tool_call>{"name": "weather", "arguments": {}}</tool_call>',
        '{"name": "predict_match", "arguments": {"town": "London"}}',
        '{"name": "predict_match", "arguments": {"away_team": "MTK"}}',
        '{"name": "predict_match", "arguments": "{broken"}',
        '{"name": "predict_match", "arguments": {"home_team": "MT',
        "<tool_call>predict_match(MTK)</tool_call>",
    ],
)
def test_a_call_that_no_tool_takes_is_a_stumble(text: str) -> None:
    with pytest.raises(ModelStumbled):
        read(text)


@given(st.text(st.sampled_from("ab .\n`<{[}]t1?"), max_size=50), st.integers(1, 9))
def test_other_text_passes_unchanged(text: str, size: int) -> None:
    assert read(text, size) == (text, [])


@given(st.integers(1, 40))
def test_thinking_aloud_is_dropped(size: int) -> None:
    text = "<think>\nI guess 77%.\n</think>\n\nArsenal win."
    assert read(text, size) == ("Arsenal win.", [])


def test_thinking_that_never_ends_is_dropped() -> None:
    assert read("<think>hm, hm", 4) == ("", [])


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_an_answer_that_came_in_json_is_its_words(size: int) -> None:
    assert read(json.dumps({"answer": "Újpest win."}, ensure_ascii=False), size) == (
        "Újpest win.",
        [],
    )


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "predict_match(home_team=",
        "predict_match(Újpest, MTK)",
        "predict_match(home_team=open('x'))",
        "<function=predict_match>{broken</function>",
        '<function=weather>{"city": "Budapest"}</function>',
    ],
)
def test_a_call_as_code_that_no_tool_takes_is_a_stumble(text: str, size: int) -> None:
    with pytest.raises(ModelStumbled):
        read(text, size)
