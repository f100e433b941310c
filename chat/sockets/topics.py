"""Topics: what of a user's events a client wants to hear.

    agent:<id>      all that happens to an agent and what it does
    match:<id>      all that is found out about a match
    workflow:<id>   a workflow's executions, or one execution
    agents          the news of all his agents: who is new, changed, gone, at work

Does not know the events.
"""

from __future__ import annotations

from chat.errors import BadInput

#: a kind and an id, as the event log takes them
Topic = tuple[str, str]

KINDS = ("agent", "match", "workflow")
#: what every client hears unless it says otherwise
NEWS: Topic = ("agents", "")

LONGEST_ID = 80
#: topics that a client follows at once
MAX_TOPICS = 500


def read_topic(text: str) -> Topic:
    """Return the topic that a client names.

    Raises
    ------
    BadInput
        When there is no such kind of topic, or no id.
    """
    kind, _, id_ = text.partition(":")
    if text == NEWS[0]:
        return NEWS
    if kind not in KINDS or not 0 < len(id_) <= LONGEST_ID:
        raise BadInput("A topic is agent:<id>, match:<id>, workflow:<id> or agents.")
    return kind, id_


def show_topic(topic: Topic) -> str:
    """Return a topic as a client names it."""
    return ":".join(part for part in topic if part)
