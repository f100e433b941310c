"""Chances and prices in words, whom something favours, and how often a club lost lately."""

from __future__ import annotations

import pytest

from graph.wording import Language
from tests.graph.grounding_world import faults

QUESTION = {
    "en": "Who wins Man United against Arsenal on Sunday, and is 1.60 on Arsenal value?",
    "hu": "Ki nyeri a Man United–Arsenal meccset, és van érték az Arsenal 1,60-as oddsában?",
}
WRONG = """
en United have virtually no chance.
en Arsenal have a slim chance.
en Man United have a very good chance of winning.
en The more likely side is under 2.5.
en Arsenal's chances are small.
en The forecast favours Man United.
en Arsenal lead the head-to-head.
en Liverpool are a bigger favourite than Arsenal.
en Both sides are expected to score the same number of goals, Man United and Arsenal.
en They should keep a clean sheet, Arsenal.
en Arsenal lost twice in their last five.
en The price of 1.60 is below our fair price.
en The price of 1.60 is higher than the market's fair price.
en There is no edge at 1.60.
en The expected value is negative.
en Around 12 times in 100 it ends 1-2.
en In total more than four goals are expected.
en Roughly one time in three, this match ends level.
en The draw is priced at 1.60.
en Arsenal won their last four.
en The bookies are clearly wrong on this one.
en Arsenal know that a slip-up would hand the title to City.
en United have a better chance of an upset than Chelsea do.
en Man United v Arsenal kicks off at 3pm.
en A 64.3% chance means Arsenal will win.
en Of the four clubs, Liverpool have the highest chance of winning.
en Chelsea and Liverpool meet on Saturday, with Chelsea the narrow favourites.
en In 60 meetings Arsenal have 25 wins from 60.
en Liverpool's chance is nearly 25 percentage points higher than Chelsea's.
en United are expected to score more than Arsenal.
en Arsenal have won more of the meetings than United.
en Arsenal won the most recent meeting between the two.
en Arsenal are second, ahead of Liverpool on goal difference.
en Arsenal have a slightly lower chance than the bookmakers think.
en An Arsenal win is the least likely of the three outcomes.
en Since 64.3% is below 62.5%, there is no edge.
en Arsenal win less than half the time.
en A draw comes more than 50% of the time.
en United or a draw is more likely than an Arsenal win.
en An away win is a one-in-five shot.
en Chelsea's form reads WWWLW.
en Arsenal play Chelsea on Saturday.
en Out of their last five matches, Arsenal lost two.
en Arsenal have more defeats than wins.
en Arsenal need this one to keep up with Man City.
en Arsenal dropped to third after the weekend.
en Arsenal's record so far: W20 D5 L4.
en Only bet if the price is 1.40 or higher.
en If Arsenal's chance is below 70%, leave it out.
en Arsenal haven't lost away from home this season.
en Arsenal lost 5-0 to Chelsea.
en United have six more wins than Arsenal in head-to-heads.
en Arsenal's game is at home.
en For a safer route there is 1X, which covers a draw too (84.7%).
en An Arsenal win is less likely than not.
en The head-to-head is dead even.
en A half of those 60 meetings ended in a draw.
en Arsenal are 6 percentage points above the break-even mark.
en The model expects 2.2 for United and 1.0 for Arsenal.
en The model expects United to outscore Arsenal by about one goal.
en Arsenal won two of their last five matches.
hu A Unitednek szinte semmi esélye.
hu Az Arsenalnak minimális esélye van a győzelemre.
hu A Man Unitednek nagyon jó esélye van.
hu A 2,5 gól alatt a valószínűbb.
hu Az előrejelzés a Man Unitednek kedvez.
hu Az egymás elleni mérleg az Arsenalnak kedvez.
hu A Liverpool nagyobb esélyes, mint az Arsenal.
hu A Man Unitedtől ugyanannyi gól várható, mint az Arsenaltól.
hu Az Arsenal valószínűleg kapott gól nélkül hozza le.
hu Az utolsó öt meccsén kétszer kapott ki az Arsenal.
hu Az 1,60 alacsonyabb a mi fair oddsunknál.
hu Az 1,60-ban semmi előny nincs.
hu 100-ból nagyjából 12-szer lesz 1-2.
hu Összesen több mint négy gólt várunk.
hu A döntetlen odds 1,60.
hu A téted 64%-át nyered meg.
hu A Chelsea hazai pályán kapott ki 5-0-ra az Arsenaltól.
hu Az Arsenal inkább nem nyer, mint igen.
hu A 60 találkozó fele döntetlennel zárult.
hu Mindkét csapatnak muszáj nyernie.
hu Az irodák itt egyértelműen tévednek.
hu A 64,3% azt jelenti, hogy az Arsenal nyerni fog.
hu Az Arsenalnak két elmaradt meccse van.
hu Az utolsó három fogadásod mind bejött.
hu Az Arsenal esélye kicsit kisebb, mint amit az irodák gondolnak.
hu A legutóbbi egymás elleni meccset az Arsenal nyerte.
hu Az Arsenal második, gólkülönbséggel a Liverpool előtt.
hu A vendégsiker esélye a legkisebb a három kimenetel közül.
hu Az Arsenal szombaton a Chelsea ellen játszik.
hu A Chelsea formája WWWLW.
hu Inkább nem lesz mindkét oldalon gól.
hu Az Arsenal március óta nem hullajtott pontot.
hu A Man Unitednek hattal több győzelme van a találkozókon, mint az Arsenalnak.
hu Csak akkor fogadj, ha az odds legalább 1,40.
hu Az Arsenal otthon játszik vasárnap.
"""
RIGHT = """
en Man United have a small chance.
en Arsenal have a good chance of winning.
en The more likely side is over 2.5.
en Arsenal should win this more often than not.
en The head-to-head record favours Man United, but the forecast clearly favours Arsenal.
en Arsenal are a stronger favourite on Sunday than Liverpool are on Saturday.
en Historically, United have the upper hand: 25 wins to Arsenal's 20, in 60 meetings.
en Arsenal are expected to score roughly twice as many goals as United.
en They lost just once in their last five.
en The price of 1.60 is higher than our fair price.
en However, the market's own fair price is 1.64, which is higher than 1.60.
en The expected value is positive but small, at +2.8%.
en Even the 1-2 result only happens around 9 times in 100.
en In total more than three goals are expected.
en Roughly one time in five, this match ends level.
en Both teams to score is close to a coin flip at 53.9%.
en A 64% chance still means Arsenal fail to win about one game in three.
en A quarter of those 60 meetings ended in a draw.
en Arsenal are about 2 percentage points above the break-even mark.
en Goals: the model expects 1.0 for United and 2.2 for Arsenal.
en So the model expects Arsenal to outscore United by about one goal.
en The gap between the two sides is big: 64.3% against 15.3%.
en If the price dropped below 1.56, the edge would be gone.
en At 1.60 the implied probability, margin included, is 62.5%.
en Only bet if the price is 1.56 or higher.
en If Arsenal's true chance is below 62.5%, then 1.60 is not a good price.
en Across all meetings, Man United have five more wins than Arsenal.
en For a safer route, consider X2, which covers both an Arsenal win and a draw (84.7%).
en The difference between 64.3% and 62.5% is small, so treat it with caution.
en Compared to Sunday's game, Saturday's is harder to call.
en Three or more goals are more likely than two or fewer.
en Arsenal (64.3%) are strongly favoured over Man United (15.3%).
en There is still a one-in-three chance that Arsenal drop points.
en Arsenal's record so far: W26 D5 L4.
en Arsenal have more wins than draws and defeats combined.
en Out of their last five matches, Arsenal lost one.
en Both teams to score: 53.9% yes, 46.1% no
en Arsenal play Man United on Sunday.
en A draw can't be ruled out: it happens in about a fifth of the simulations.
en Since 64.3% is above 62.5%, there is a small positive edge.
en The model sees Arsenal scoring around two goals and United about one.
en More than half the time, both teams score.
en A low-scoring game is possible but less likely.
en Liverpool win at Chelsea in less than 50% of cases.
en A United win is the least likely of the three outcomes.
en Of the four clubs, Arsenal have the highest chance of winning.
en Chelsea and Liverpool meet on Saturday, with Liverpool the narrow favourites.
en Man United have the better head-to-head record, with 25 wins from 60.
en Only 15 of the 60 meetings were drawn.
en Liverpool's chance is nearly 18 percentage points higher than Chelsea's.
en United's home win comes in at 15.3%, so the odds for it should be around 6.5.
en United should get about one goal.
en Given 1.60, you'd expect to make 2.8% per bet on average.
en Either team failing to score has a 46.1% chance.
en Chelsea have a better chance of an upset than United do.
en A value bet means that the price is higher than it should be.
en Arsenal won four of their last five matches.
en Arsenal have drawn only five league matches this season.
hu A Man Unitednek kicsi az esélye.
hu Az Arsenalnak jó esélye van a győzelemre.
hu A 2,5 gól felett a valószínűbb.
hu Az egymás elleni mérleg a Man Unitednek kedvez.
hu Az Arsenal nagyobb esélyes, mint a Liverpool.
hu Az Arsenaltól nagyjából kétszer annyi gól várható, mint a Unitedtől.
hu A Man Unitedtől [[f17]], az Arsenaltól [[f18]] gólt várunk.
hu Az utolsó öt meccsén csak egyszer kapott ki az Arsenal.
hu Az 1,60 magasabb a mi fair oddsunknál.
hu A mi modellünk 64,3%-ot ad neki, így az előny kicsi: nagyjából 2,8%.
hu Az 1,60-as oddsnál az Arsenalnak az esetek 62,5%-ában kell nyernie, hogy nullán legyél.
hu Az 1-2 is csak 100-ból nagyjából 9-szer jön be.
hu Összesen valamivel több mint három gólt várunk.
hu Az, hogy mindkét csapat szerez gólt, 53,9%, vagyis majdnem fele-fele.
hu A 60 találkozó negyede döntetlennel zárult.
hu A 60 egymás elleni meccsből a United 25-öt, az Arsenal 20-at nyert, 15 döntetlen lett.
hu Ez nagyjából 2 százalékponttal több a nullszaldónál.
hu A modell szerint az Arsenal nagyjából egy góllal többet lő, mint a United.
hu Az 1,60-as odds árréssel együtt 62,5%-os esélyt jelent.
hu Hogy neked megéri-e, az attól függ, mekkora kockázatot vállalsz.
hu A Man Unitednek öttel több győzelme van a találkozókon, mint az Arsenalnak.
hu Csak akkor fogadj, ha az odds legalább 1,56.
hu Az idényben mindössze négy bajnokit veszített el.
hu A vasárnapi meccshez képest a szombati nehezebben megjósolható.
hu Nagy a különbség a két csapat között: 64,3% a 15,3%-kal szemben.
hu Az utolsó öt meccséből egyet veszített el az Arsenal.
hu Az Arsenal (64,3%) erősen esélyesebb a Man Unitednél (15,3%).
hu Az Arsenalnak több győzelme van, mint döntetlene és veresége együtt.
hu Az esetek több mint felében mindkét csapat betalál.
hu A hazai siker esélye a legkisebb a három kimenetel közül.
hu Az Arsenalnak legalább az esetek 62,5%-ában nyernie kell, hogy megérje.
hu A döntetlent sem lehet kizárni: a szimulációk körülbelül ötödében az jön ki.
hu A négy csapat közül az Arsenalnak van a legnagyobb esélye a győzelemre.
hu A Chelsea és a Liverpool szombaton játszik, a Liverpool a szűk esélyes.
hu A Man Unitednek jobb az egymás elleni mérlege: 60-ból 25 győzelem.
hu A piac véleménye (61,0%) kicsit alacsonyabb, mint a miénk (64,3%).
hu Az Arsenaltól 2,2 gól körül várható.
hu 46,1% az esélye, hogy valamelyik csapat nem szerez gólt.
hu A United a 60 meccsből 25-öt nyert, tehát a történelem mellette szól.
hu 1,56 alatti odds hosszú távon már veszteséges lenne.
hu Az Arsenal idén csak öt bajnokin játszott döntetlent.
"""


def rows(text: str) -> list[tuple[str, ...]]:
    """Return (language, sentence) of each line."""
    return [tuple(line.split(" ", 1)) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("language", "sentence"), rows(WRONG))
def test_a_chance_in_words_is_held_against_the_facts(language: Language, sentence: str) -> None:
    assert faults(sentence, question=QUESTION[language], language=language)


@pytest.mark.parametrize(("language", "sentence"), rows(RIGHT))
def test_what_the_chances_say_may_be_said(language: Language, sentence: str) -> None:
    assert faults(sentence, question=QUESTION[language], language=language) == []
