"""Right sentences pass, all of them; wrong ones are refused, whatever the facts."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from graph.wording import Language
from tests.graph.grounding_sentences import MUTATIONS, mutations, tell
from tests.graph.grounding_world import checker

#: right sentences of a language; each is made wrong in up to six ways
SENTENCES = 200
#: the part of wrong sentences that is refused at least
REFUSED = 0.995


@pytest.mark.parametrize("language", ["en", "hu"])
def test_right_sentences_pass_and_wrong_ones_do_not(language: Language) -> None:
    random = Random(20240512)
    tried: Counter[str] = Counter()
    let_through: list[tuple[str, str]] = []
    for _ in range(SENTENCES):
        told = tell(random, language)
        found = checker("What do you think?", language, told.rows).check(told.text())
        assert found.faults == (), (told.text(), found.faults)
        for how, wrong in mutations(random, told):
            tried[how] += 1
            if not checker("What do you think?", language, told.rows).check(wrong).faults:
                let_through.append((how, wrong))
    assert set(tried) == {mutate.__name__ for mutate in MUTATIONS}
    assert len(let_through) <= (1 - REFUSED) * tried.total(), let_through[:20]
