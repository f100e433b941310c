from __future__ import annotations

import asyncio
import math
import subprocess
import sys
import unicodedata

import pytest

from knowledge.embedding import HashingEmbedder

TEXTS = [
    "A Fradi hazai pályán hat meccse veretlen, a kapott gólok száma alacsony.",
    "Az Újpest csatárai megsérültek, két kezdő támadó hiányzik a következő hetekben.",
    "A Bayern idegenben sok gólt szerez, a meccsein gyakran van három gól felett.",
    "A játékvezető sok sárga lapot ad, átlagosan öt lapot mérkőzésenként.",
    "Esős idő várható szombaton, a pálya mély talaja lassítja a játékot.",
    "Az Arsenal szögletekből veszélyes, a gólok negyede pontrúgásból születik.",
    "A kapus visszatér a sérüléséből, vasárnap már ő véd a Chelsea kapujában.",
    "A piac a döntetlent alulértékeli, az odds magasabb, mint a valószínűség indokolná.",
    "Edzőváltás történt Debrecenben, az új vezetőedző támadóbb focit ígér.",
    "A Liverpool sűrű programja miatt több kulcsjátékost pihentet a kupában.",
]
QUESTIONS = [
    "Mennyire veretlen otthon a Fradi?",
    "Kik sérültek meg az Újpest támadói közül?",
    "Hány gól szokott lenni a Bayern idegenbeli meccsein?",
    "Melyik bíró oszt sok sárga lapot?",
    "Milyen idő lesz szombaton, esik az eső?",
    "Honnan szerzi góljait az Arsenal, pontrúgásból?",
    "Ki véd vasárnap a Chelsea kapujában?",
    "Van-e érték a döntetlen oddsán?",
    "Ki az új edző Debrecenben?",
    "Kit pihentet a Liverpool a kupameccsen?",
]


def nearness(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


async def test_vectors_have_the_size_and_the_length_they_say() -> None:
    embedder = HashingEmbedder()
    vectors = await embedder.embed([*TEXTS, "", "x"])
    assert {len(vector) for vector in vectors} == {embedder.size}
    for vector in vectors[: len(TEXTS)]:
        assert math.hypot(*vector) == pytest.approx(1)
    assert all(math.isfinite(number) for vector in vectors for number in vector)
    assert await embedder.embed([]) == []


async def test_capitals_and_the_encoding_of_accents_do_not_matter() -> None:
    plain, shouted, taken_apart = await HashingEmbedder().embed(
        ["Kőhíd őrült", "KŐHÍD ŐRÜLT", unicodedata.normalize("NFD", "Kőhíd őrült")]
    )
    assert plain == shouted == taken_apart


async def test_hungarian_questions_find_their_texts() -> None:
    embedder = HashingEmbedder()
    texts, questions = await embedder.embed(TEXTS), await embedder.embed(QUESTIONS)
    found = [
        max(range(len(texts)), key=lambda number, asked=asked: nearness(texts[number], asked))  # type: ignore[misc]
        for asked in questions
    ]
    assert sum(number == place for place, number in enumerate(found)) >= 9


@pytest.mark.slow
async def test_another_process_makes_the_same_vectors() -> None:
    code = (
        "import asyncio, json; from knowledge.embedding import HashingEmbedder;"
        "print(json.dumps(asyncio.run(HashingEmbedder().embed(['Fradi–Újpest: 2-1']))))"
    )
    said = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(await HashingEmbedder().embed(["Fradi–Újpest: 2-1"]))
