"""The line of a jump on a page: the number that it needs stays of all its figures."""

from __future__ import annotations

from printkit.bind.figures import Fonts
from printkit.bind.jumps import filled

LETTERS = "0123456789 p."
FONTS: Fonts = {
    b"F1": (dict.fromkeys(range(1, 14), 500.0), dict(enumerate(LETTERS, 1))),
}
SAMPLE = b"".join(b"<%04x>" % glyph for glyph in range(1, 11))


def page(line: bytes) -> bytes:
    return (
        b"q /P <</MCID 0>> BDC BT /F1 10 Tf [<0001>] TJ ET EMC\n/Artifact <</Type/Pagination>> BDC\n"
        + line
        + b"\nEMC Q"
    )


def line(shown: bytes) -> bytes:
    return b"BT 1 0 0 -1 20 30 Tm /F1 10 Tf [" + shown + b"] TJ ET"


def test_only_the_figures_of_the_number_stay():
    data = page(line(b"<000c>-9.5<000d>" + SAMPLE + b"<000d>"))

    assert filled(data, FONTS, "42", ends=False) == page(line(b"<000c>-9.50<000d><0005><0003><000d>"))


def test_a_number_that_ends_a_line_from_the_right_moves_up_to_its_words():
    made = filled(page(line(SAMPLE)), FONTS, "7", ends=True)

    assert made == page(line(b"-4500.00<0008>"))


def test_marks_inside_of_the_line_are_looked_into():
    words = b"/ReversedChars BMC BT /F1 10 Tf [<000c>] TJ EMC "

    assert filled(page(words + line(SAMPLE)), FONTS, "7", ends=False) == page(words + line(b"<0008>"))


def test_other_artifacts_and_the_text_stay_as_they_are():
    other = b"/Artifact <</Type/Pagination>> BDC BT /F1 10 Tf [<0001><000c>] TJ ET EMC\n"
    data = other + page(line(SAMPLE))

    assert filled(data, FONTS, "1", ends=False) == other + page(line(b"<0002>"))


def test_there_is_nothing_where_no_line_has_figures_or_the_number_has_others():
    assert filled(page(line(b"<000c>")), FONTS, "1", ends=False) is None
    assert filled(page(line(SAMPLE)), FONTS, "xiv", ends=False) is None
