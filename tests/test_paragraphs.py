"""Lines chosen for a paragraph as a whole, on paper: letters an em wide, no font and no engine."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from printkit.paragraphs import Break, Line, Paragraph, Setting, justified, ragged

SETTING = Setting(stretch=0.5, shrink=0.25, scale=0.0)
RIGID = replace(SETTING, shrink=0.0)


def paragraph(text: str, *, hang: float = 0.0) -> Paragraph:
    """Letters and spaces are 1 wide; `|` is where a hyphen may be put in, `-` is the author's; a full stop may hang."""
    plain = text.replace("|", "")
    breaks, at = [], 0
    for c in text:
        if c == "|":
            breaks.append(Break(at, at, "hyphen", added=1.0))
            continue
        if c == " ":
            breaks.append(Break(at, at + 1, hang=hang if plain[at - 1] == "." else 0.0))
        at += 1
        if c == "-":
            breaks.append(Break(at, at, "written"))
    return Paragraph(plain, [1.0] * len(plain), (*breaks, Break(at, at, "end")))


def said(one: Paragraph, lines: Sequence[Line]) -> list[str]:
    """The lines as they are read."""
    return [one.text[line.start : line.stop] + "-" * (line.kind == "hyphen") for line in lines]


def chance(seed: int, words: int = 90) -> Paragraph:
    """A paragraph of words of one to twelve letters, which may be cut behind every third."""
    rand = random.Random(seed)
    parts = ["".join(rand.choices("aeiounrst", k=rand.randint(1, 12))) for _ in range(words)]
    return paragraph(" ".join("|".join(part[at : at + 3] for at in range(0, len(part), 3)) for part in parts))


SEEDS = range(12)


# Justified


def test_what_fits_on_one_line_is_one_line():
    one = paragraph("the tide is out")

    assert said(one, justified(one, 20, SETTING)) == ["the tide is out"]


def test_a_line_is_left_short_for_the_sake_of_the_next():
    one = paragraph("so it is no use to an extraordinarily representative ship or sea")

    # Filled to the last, the first line would end with "to an" and leave one word alone on the second.
    assert said(one, justified(one, 24, SETTING))[:2] == ["so it is no use", "to an extraordinarily"]


def test_a_word_is_not_cut_where_spaces_alone_will_do():
    one = paragraph("the tide is in at ten and the tide is out at six be|cause of the moon and the sun")

    lines = justified(one, 20, SETTING)

    assert said(one, lines)[1:3] == ["and the tide is out", "at six because of the"]


def test_a_word_is_cut_where_its_line_would_be_loose():
    one = paragraph("out at sea ex|tra|or|di|nary con|sid|er|a|tions are of no great im|por|tance to an|y|one")

    lines = justified(one, 20, SETTING)

    assert any(line.kind == "hyphen" for line in lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lines_are_the_text(seed: int):
    one = chance(seed)
    lines = justified(one, 34, SETTING)

    assert lines[0].start == 0
    assert all(before.resume == after.start for before, after in pairwise(lines))
    assert all(not one.text[line.stop : line.resume].strip() for line in lines)
    assert (lines[-1].stop, lines[-1].kind) == (len(one.text), "end")


@pytest.mark.parametrize("seed", SEEDS)
def test_no_line_is_wider_than_its_spaces_can_shrink(seed: int):
    one = chance(seed)

    for line in justified(one, 34, SETTING):
        text = one.text[line.start : line.stop]
        assert len(text) + (line.kind == "hyphen") - text.count(" ") * SETTING.shrink * SETTING.tight <= 34 + 1e-3


@pytest.mark.parametrize("seed", SEEDS)
def test_hyphens_do_not_stand_on_a_ladder(seed: int):
    kinds = [line.kind == "hyphen" for line in justified(chance(seed), 26, SETTING)]

    assert "1" * (SETTING.ladder + 1) not in "".join(map(str, map(int, kinds)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_line_is_no_stub(seed: int):
    one = chance(seed)
    lines = justified(one, 34, SETTING)

    assert len(one.text[lines[-1].start :].replace(" ", "")) >= SETTING.stub


def test_the_last_line_does_not_begin_with_half_a_word_where_that_can_be_helped():
    one = paragraph("a a of quay quay is sel|dom stone harbour")

    careless = justified(one, 23, replace(SETTING, final=0.0))
    careful = justified(one, 23, SETTING)

    assert said(one, careless) == ["a a of quay quay is sel-", "dom stone harbour"]
    assert said(one, careful) == ["a a of quay quay is", "seldom stone harbour"]


@pytest.mark.parametrize("short", [False, True])
def test_a_short_fragment_is_the_last_resort(short: bool):
    cut = Break(16, 16, "hyphen", added=1.0, short=short)
    text = "a a a a a a a remark is made of it"
    spaces = [Break(at, at + 1) for at, c in enumerate(text) if c == " "]
    one = Paragraph(text, [1.0] * len(text), [*sorted([*spaces, cut]), Break(len(text), len(text), "end")])

    lines = justified(one, 17.5, SETTING)

    assert (lines[0].kind == "hyphen") is not short


def test_punctuation_that_hangs_gives_its_line_room():
    text = "in the lee of a quay. and out again to sea"
    plain, hung = paragraph(text), paragraph(text, hang=1.0)

    lines = justified(hung, 20, RIGID)

    assert said(plain, justified(plain, 20, RIGID))[0] == "in the lee of a"
    assert (said(hung, lines)[0], lines[0].hang) == ("in the lee of a quay.", 1.0)


def test_a_quotation_mark_that_hangs_gives_its_line_room_at_the_beginning():
    one = paragraph("“a quay of some kind is here to stay")
    hung = replace(one, lead=1.0)

    assert said(one, justified(one, 20, RIGID))[0] == "“a quay of some kind"
    assert said(one, justified(one, 19, RIGID))[0] == "“a quay of some"
    assert said(hung, justified(hung, 19, RIGID))[0] == "“a quay of some kind"
    assert [line.lead for line in justified(hung, 19, RIGID)] == [1.0, 0.0]


def test_the_first_line_may_have_a_width_of_its_own():
    one = paragraph("one two three four five six seven eight nine")

    lines = said(one, justified(one, 18, SETTING, first=13))

    assert lines[:2] == ["one two three", "four five six"]
    assert said(one, justified(one, 18, SETTING))[0] == "one two three four"


def test_a_word_wider_than_the_measure_is_not_planned():
    one = paragraph("so llanfairpwllgwyngyll is a place in Wales")

    assert (justified(one, 12, SETTING), ragged(one, 12)) == ((), ())


def test_what_is_left_of_a_paragraph_is_planned_from_there():
    one = chance(3)
    whole = justified(one, 34, SETTING)

    rest = justified(one, 34, SETTING, start=whole[4].resume)

    assert rest[0].start == whole[4].resume
    assert rest[-1] == whole[-1]


@pytest.mark.parametrize("more", [1, -1])
def test_a_paragraph_has_a_line_more_or_less_where_it_can(more: int):
    setting, changed = Setting(stretch=0.5, shrink=0.28, scale=0.03), 0
    for seed in range(20):
        one = chance(seed)
        best, other = justified(one, 34, setting), justified(one, 34, setting, more=more)
        assert all(before.resume == after.start for before, after in pairwise(other))
        assert len(other) - len(best) in (0, more)
        changed += len(other) != len(best)

    assert changed


@pytest.mark.parametrize("kind", ["justified", "ragged"])
def test_thirteen_hundred_break_points_are_planned_in_no_time(kind: str):
    paragraphs = [chance(seed, 110) for seed in range(4)]
    assert 1_000 < sum(len(one.breaks) for one in paragraphs) < 2_000

    began = time.process_time()
    for one in paragraphs:
        assert justified(one, 36, SETTING) if kind == "justified" else ragged(one, 36)
    assert time.process_time() - began < 0.5  # a tenth of it on an idle machine


# Ragged


def fewest(one: Paragraph, measure: float) -> int:
    """The lines that filling each one gives, without a word cut."""
    count, room = 1, measure
    for word in one.text.split():
        if room < len(word):
            count, room = count + 1, measure
        room -= len(word) + 1
    return count


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("balanced", [False, True])
def test_ragged_lines_are_as_few_as_there_can_be(seed: int, balanced: bool):
    one = chance(seed, 40)
    lines = ragged(one, 30, balanced=balanced)

    assert len(lines) <= fewest(one, 30)
    assert all(len(text) <= 30 for text in said(one, lines))


def test_a_balanced_headline_has_lines_of_one_length():
    one = paragraph("the North Arm will be mended in stone")

    assert said(one, ragged(one, 32))[0] != "the North Arm will"
    assert said(one, ragged(one, 32, balanced=True)) == ["the North Arm will", "be mended in stone"]


def test_a_last_word_is_not_left_alone_where_that_can_be_helped():
    one = paragraph("a ferry and a lamp and a lit sea")

    assert said(one, ragged(one, 28)) == ["a ferry and a lamp and a", "lit sea"]


def test_a_ragged_word_is_cut_only_where_that_saves_a_line():
    saves = paragraph("an extra|ordinary sea")
    does_not = paragraph("so extra|ordinary a sea is out of sight")

    assert said(saves, ragged(saves, 12)) == ["an extra-", "ordinary sea"]
    assert "-" not in "".join(said(does_not, ragged(does_not, 21)))


def test_the_authors_hyphen_does_not_end_a_line_of_a_headline_for_the_look_of_it():
    one = paragraph("Menga goals for Living 1:0-win")

    assert said(one, ragged(one, 13, balanced=True)) == ["Menga goals", "for Living", "1:0-win"]
