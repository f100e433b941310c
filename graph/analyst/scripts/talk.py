"""Small talk: what can be asked, with an example that works on the matches at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.analyst.calls import Script, call
from graph.analyst.intents import Intent, by_cue
from graph.analyst.reading import Reading
from graph.analyst.spotting.beyond import is_beyond
from graph.analyst.spotting.terms import TERMS
from graph.wording.phrasebook import Phrasebook

#: what is asked of the mentor itself, folded, in the order in which they count
_ABOUT: Mapping[str, str] = {
    "riches": r"\b(?:double|triple|treble|quadruple)\b|\b(?:turn|make|grow|get)\b.*\b(?:in)?to\b"
    r"|\b(?:make|turn) (?:it|this|that|them) (?:a |an )?[£€$]\d\d"
    r"|\bmegdupl\w*|\bduplaz\w*|\bsokszoroz\w*",
    "age": r"\bage\b|\bhow old\b|\bhany eves\b|\bkorhatar\w*|\bkiskoru\w*",
    "xg": r"\bxg\b|\bexpected goals\b|\bvarhato gol\w*",
    "bets": r"\baccount\b|\b(?:log|sign)\w* (?:me )?(?:in|on)|\bcash\b|\b(?:withdraw|deposit)\b"
    r"|\b(?:place|put|lay|submit|make|bet|stick|stake)\b|\b(?:lep|jelentkez|lepsz)\w* be\b"
    r"|\bfiok\w*|\brefund\w*|\bmoney back\b|\bvissza ?(?:ad|fizet|ker|ter)\w*"
    r"|\bszamla\w*"
    r"|\bhelyettem\b|\bnevemben\b|\badd fel\b|\butal\w*|\bfizesd\b|\bnyeremeny\w*",
    "data": r"\b(?:data|stats|statistics|numbers|figures|sources?|odds|info\w*|results)\b"
    r"|\bhonnan\b|forras\w*|\b(?:szamol|becsul|josol)\w*|\b(?:calculate|work out|compute)\b",
    "price": r"\b(?:free|paid|pay|costs?|subscribe)\b"
    r"|\bingyen\w*|\bfizet\w*|\bkerul\w*|\belofizet\w*",
    "certain": r"\bfor (?:sure|certain)\b|\b(?:certainly|surely)\b|100 ?%|\bguarantee\w*"
    r"|\b(?:tutira|biztosra|biztosan)\b|\bszaz ?szazalek\w*",
    "rigged": r"\b(?:match[- ]?fixing|rig(?:s|ged|ging)?|brib\w*|cheat\w*|fix(?:es|ed|ing)?|bent"
    r"|corrupt)\b|\bbund[aa]\w*|\bcsal\w*|\bmanipulal\w*|\blefizet\w*",
    "human": r"",
}
#: what has been is asked for, no bet
_COUNTED = re.compile(
    r"\b(?:per|a|each) (?:game|match)\b|\b(?:average|avg)\b|\batlag\w*|\bmeccsenkent\b"
)
#: said to what was told, it asks for nothing
_REACTIONS: Mapping[str, re.Pattern[str]] = {
    "laugh": re.compile(r"^(?:lo+l+|lmf?ao|rofl|(?:ha|he|hi){2,}h?|xd+|:d+)\W*$"),
    "think": re.compile(r"^(?:h+m+|hu+h|a+h+|o+h+|ehm|nah|hat|nem tudom|dunno)\W*$"),
    "fine": re.compile(
        r"^(?:ok+|okay|oks|k|oke|okes|fine|right|alright|i see|got it|fair enough|makes sense|jo"
        r"|rendben|ertem|aha|vilagos|wow|hu|(?:na )?(?:akkor )?(?:ennyi|annyi|oke|jo|jolvan|jol van"
        r"|legyen|rendben|egyiket se\w*|semmit se\w*|inkabb ne|neither|none)(?: akkor| volt| lesz)?"
        r"|(?:that is|that's|thats) (?:it|all)(?: then)?"
        r")\W*$"
    ),
    "complaint": re.compile(
        r"^(?!.*\b(?:odds|price|team|club|form|they|he)\b)(?=.*\b(?:you\w*|u|ur|this|that|bot|answers?"
        r"|app|it)\b)"
        r".*\b(?:useless|rubbish|crap|shit\w*|stupid|awful|terrible|hopeless|garbage|nonsense|dumb"
        r"|no (?:use|help|good)|not (?:helpful|useful|listening)|a joke|waste of time|wrong"
        r"|did(?:n'?t| not) (?:answer|ask)|not what i (?:asked|meant|said))\b"
    ),
    "nothing": re.compile(
        r"^(?:ok,? |bocs\w*,? |sorry,? |ja,? )*(?:never ?mind|nvm|forget it|sorry|my bad|mindegy"
        r"|hagyjuk|bocs\w*|nem erdekes|semmi|felejtsd el)\W*$"
    ),
}
_PAIR = 2
#: letters of a message that are told back
_SHOWN = 60
#: the example when no match is ahead
_EXAMPLE = {"home": "Arsenal", "away": "Chelsea"}


def greeting(reading: Reading, book: Phrasebook) -> Script:
    """Greet, and say what can be asked."""
    return (yield from _with_example("talk.greeting", reading, book))


def thanks(_: Reading, book: Phrasebook) -> Script:
    """Answer thanks."""
    yield from ()
    return book.say("talk.thanks")


def help_(reading: Reading, book: Phrasebook) -> Script:
    """Say what can be asked."""
    return (yield from _with_example("talk.help", reading, book))


def meaning(reading: Reading, book: Phrasebook) -> Script:
    """Explain the words of the trade that a message names."""
    terms = [name for name, words in TERMS.items() if re.search(words, reading.folded)]
    if not terms:
        return (yield from other(reading, book))
    return "\n".join(book.say(f"term.{name}") for name in terms)


def no_data(reading: Reading, book: Phrasebook) -> Script:
    """Say that nothing is known of line-ups and the like, or that a bet is none of ours."""
    yield from ()
    counted = _COUNTED.search(reading.folded)
    is_bet = bool(reading.clubs) and is_beyond(reading.folded) and not counted
    return book.say("talk.no_such_bet" if is_bet else "talk.no_data")


def agents(_: Reading, book: Phrasebook) -> Script:
    """Say what agents do, and where they are made: not here."""
    yield from ()
    return book.say("talk.agents")


def about(reading: Reading, book: Phrasebook) -> Script:
    """Say what the mentor is, where its data is from, or what it costs."""
    yield from ()
    topic = next(name for name, words in _ABOUT.items() if re.search(words, reading.folded))
    return book.say(f"talk.about_{topic}")


def other(reading: Reading, book: Phrasebook) -> Script:
    """Answer what asks for nothing; else say that this is beyond us, and what is not.

    What no word shows to be of another trade was not understood: then what can be told of those
    spoken of is offered.
    """
    for kind, words in _REACTIONS.items():
        if words.search(reading.folded):
            yield from ()
            return book.say(f"talk.react_{kind}")
    if reading.spoken_of and by_cue(reading.masked) is not Intent.OTHER:
        names = reading.spoken_of
        key, said = (
            "talk.of_match" if len(names) == _PAIR else "talk.of_club",
            reading.typed[:_SHOWN],
        )
        return book.say(key, said=said.strip(" ?!."), club=names[0], other=names[-1])
    return (yield from _with_example("talk.other", reading, book))


def _with_example(key: str, reading: Reading, book: Phrasebook) -> Script:
    ahead = call("find_matches", date_from=reading.today, status="scheduled", limit=1)
    (found,) = yield (ahead,)
    match = next(iter(found.data.get("matches") or ()), _EXAMPLE)
    return book.say(key, home=match["home"], away=match["away"]).strip()
