"""The facts of a run: numbered, without doubles, and written out for the model to quote.

Knows the shape of a tool's artifact (`tools.facts.ToolResult.to_dict()`), not the tools.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import ToolMessage

from graph.wording import Language
from graph.wording.figures import fact_shown
from tools.facts import Fact
from tools.quoting import quote

FactDict = dict[str, Any]

#: characters of a foreign tool's answer that back figures
_FOREIGN_TEXT = 1000
_IDENTITY = ("subject", "market", "outcome", "value", "unit", "as_of", "source")


def is_tool_result(artifact: object) -> bool:
    """Return whether a tool message's artifact is one of our tool results."""
    return (
        isinstance(artifact, dict)
        and isinstance(artifact.get("kind"), str)
        and isinstance(artifact.get("facts"), list)
    )


def add_evidence(
    known: Sequence[FactDict],
    message: ToolMessage,
    language: Language,
    *,
    room: int,
    as_of: str,
) -> tuple[list[FactDict], ToolMessage]:
    """Give each fact of a tool message its id, and write the facts into its text.

    Parameters
    ----------
    known : the run's facts so far.
    language : the reader's: figures are written as the reader writes them.
    message : a tool's answer. A foreign tool's answer becomes one fact, its text; its artifact is
        dropped, since state is plain JSON.
    room : characters of the tool's own text that are kept.
    as_of : ISO instant that a foreign tool's answer is of.

    Returns
    -------
    All facts of the run (a fact found before keeps its id), and the message that the model reads.
    """
    if not is_tool_result(message.artifact):
        # a failure is our own sentence; what a foreign tool found is somebody's words
        failed = message.status == "error"
        text = str(message.text)[:room] if failed else quote(str(message.text), room)
        plain = message.model_copy(update={"content": text, "artifact": None})
        found = message.status == "success" and text.strip()
        return [*known, *([_foreign_fact(message, as_of, len(known))] if found else [])], plain
    facts = list(known)
    ids = {_identity(fact): fact["id"] for fact in facts}
    numbered = []
    for fact in message.artifact["facts"]:
        identity = _identity(fact)
        if identity not in ids:
            ids[identity] = f"f{len(facts) + 1}"
            facts.append({**fact, "id": ids[identity]})
        numbered.append({**fact, "id": ids[identity]})
    content = "\n".join([message.text[:room], *fact_lines(numbered, language)])
    artifact = {**message.artifact, "facts": numbered}
    return facts, message.model_copy(update={"content": content, "artifact": artifact})


def fact_lines(facts: Sequence[FactDict], language: Language) -> list[str]:
    """Return facts as the model reads them: `[[f1]] table points: 86`, under their subject."""
    lines: list[str] = []
    subject = None
    for fact in facts:
        if fact["subject"] != subject:
            subject = fact["subject"]
            lines.append(f"Facts of {subject}:")
        value = fact_shown(fact, language)
        if fact["unit"] == "text":
            value = quote(value)
        lines.append(f"[[{fact['id']}]] {fact['market']} {fact['outcome']}: {value}")
    return lines


def with_derived(known: Sequence[FactDict], derived: Sequence[Mapping[str, Any]]) -> list[FactDict]:
    """Return the facts with those that a sentence derived from them, each once, numbered."""
    facts = list(known)
    seen = {_identity(fact) for fact in facts}
    for fact in derived:
        if _identity(fact) not in seen:
            seen.add(_identity(fact))
            facts.append({**fact, "id": f"f{len(facts) + 1}"})
    return facts


def _foreign_fact(message: ToolMessage, as_of: str, known: int) -> FactDict:
    """Return what a tool without facts of its own said, as one fact."""
    fact = Fact(
        subject=message.name or "tool",
        market="tool",
        outcome="text",
        value=quote(str(message.text), _FOREIGN_TEXT),
        unit="text",
        as_of=as_of,
        source=f"tool {message.name}",
    )
    return fact.numbered(known + 1).to_dict()


def _identity(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(fact.get(key) for key in _IDENTITY)
