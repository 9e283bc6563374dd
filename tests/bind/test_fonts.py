"""One program a face, and what disagrees stays apart."""

from __future__ import annotations

import io
import struct
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Pdf

from printkit.bind import bind
from printkit.bind.fonts import Compact, TrueType, program
from printkit.model.products import Book


def programs(pdf: Pdf) -> Counter[str]:
    """How many programs each face has, by its name without the tag."""
    found = [ob for ob in pdf.objects if isinstance(ob, Dictionary) and ob.get("/Type") == Name.FontDescriptor]
    return Counter(str(descriptor.FontName).partition("+")[2] for descriptor in found)


def test_there_is_one_program_a_face(pdf: Pdf) -> None:
    assert dict(programs(pdf)) == {
        "Source-Code-Pro": 1,
        "Source-Sans-3": 1,
        "Source-Sans-3-Bold": 1,
        "Source-Serif-4": 1,
        "Source-Serif-4-Bold": 1,
        "Source-Serif-4-Bold-Italic": 1,
    }


def test_a_united_program_can_be_opened_and_holds_every_part_s_glyphs(pdf: Pdf) -> None:
    descriptors = [ob for ob in pdf.objects if isinstance(ob, Dictionary) and ob.get("/Type") == Name.FontDescriptor]
    for descriptor in descriptors:
        font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        font["glyf"].ensureDecompiled()

        assert len(font["hmtx"].metrics) == font["maxp"].numGlyphs


def test_stamps_are_set_in_the_text_s_own_font(pdf: Pdf) -> None:
    fonts = pdf.pages[6].obj.Resources.Font
    stamp = fonts[Name("/PKFolio0")].DescendantFonts[0].FontDescriptor.FontName

    assert str(stamp).endswith("+Source-Sans-3")


def test_widths_are_those_of_the_program(pdf: Pdf) -> None:
    font = pdf.pages[6].obj.Resources.Font[Name("/PKFolio0")].DescendantFonts[0]
    held = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
    order, scale = held.getGlyphOrder(), 1000 / held["head"].unitsPerEm
    for first, row in zip(list(font.W)[::2], list(font.W)[1::2], strict=True):
        for step, width in enumerate(row):
            real = held["hmtx"].metrics[order[int(first) + step]][0] * scale

            assert float(width) == pytest.approx(real, abs=1)


def test_a_part_alone_is_bound_with_its_own_fonts(book: Book, out: Path) -> None:
    bind(replace(book, parts=book.parts[-1:], sheet=None), out)

    with Pdf.open(out) as pdf:
        assert set(programs(pdf)) == {"Source-Serif-4", "Source-Serif-4-Bold", "Source-Sans-3"}


def square(side: int, pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((0, 0))
    for point in ((0, side), (side, side), (side, 0)):
        pen.lineTo(point)
    pen.closePath()


def truetype(sides: dict[int, int], *, widths: dict[int, int] | None = None, upem: int = 1000) -> bytes:
    """A TrueType subset with squares as glyphs; a side of 0 is an empty glyph, -n one made of glyph n."""
    names = [".notdef", *(f"g{place}" for place in range(1, max(sides) + 1))]
    builder = FontBuilder(upem, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    glyphs = {}
    for place, called in enumerate(names):
        pen = TTGlyphPen(dict.fromkeys(names))
        side = sides.get(place, 0)
        if side > 0:
            square(side, pen)
        elif side < 0:
            pen.addComponent(names[-side], (1, 0, 0, 1, 10, 10))
        glyphs[called] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({called: ((widths or {}).get(place, 500), 0) for place, called in enumerate(names)})
    return finished(builder)


def compact(sides: dict[int, int], *, nominal: int = 0) -> bytes:
    """A CFF subset with squares as glyphs."""
    names = [".notdef", *(f"g{place}" for place in range(1, max(sides) + 1))]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    charstrings = {}
    for place, called in enumerate(names):
        pen = T2CharStringPen(500, None)
        if sides.get(place):
            square(sides[place], pen)
        charstrings[called] = pen.getCharString()
    builder.setupCFF("Test", {}, charstrings, {"nominalWidthX": nominal})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    return finished(builder)


def finished(builder: FontBuilder) -> bytes:
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def sides(data: bytes) -> dict[int, int]:
    """How wide each glyph's outline is, by glyph."""
    font = TTFont(io.BytesIO(data))
    glyphs = font.getGlyphSet()
    found = {}
    for place, called in enumerate(font.getGlyphOrder()):
        pen = BoundsPen(glyphs)
        glyphs[called].draw(pen)
        if pen.bounds:
            found[place] = round(pen.bounds[2] - pen.bounds[0])
    return found


def united(first: bytes, used: set[int], second: bytes, more: set[int]) -> bytes | None:
    made = program(first)
    assert made is not None
    assert made.take(first, frozenset(used))
    return made.data() if made.take(second, frozenset(more)) else None


def test_two_subsets_are_laid_over_each_other() -> None:
    data = united(truetype({1: 100, 2: 200}), {1, 2}, truetype({2: 200, 5: 300}), {2, 5})

    assert data is not None
    assert sides(data) == {1: 100, 2: 200, 5: 300}


def test_a_glyph_drawn_in_two_ways_keeps_the_subsets_apart() -> None:
    assert united(truetype({1: 100}), {1}, truetype({1: 101, 2: 1}), {1, 2}) is None


def test_an_advance_that_differs_keeps_the_subsets_apart() -> None:
    assert united(truetype({1: 100}), {1}, truetype({1: 100}, widths={1: 501}), {1}) is None


def test_a_glyph_that_is_blank_in_one_subset_and_drawn_in_another_keeps_them_apart() -> None:
    assert united(truetype({1: 0, 2: 5}), {1, 2}, truetype({1: 100}), {1}) is None


def test_another_size_of_em_is_another_face() -> None:
    assert united(truetype({1: 100}), {1}, truetype({1: 100}, upem=2048), {1}) is None


def test_what_disagrees_leaves_the_program_as_it_was() -> None:
    first = truetype({1: 100, 2: 200})
    made = program(first)
    assert made is not None
    made.take(first, frozenset({1, 2}))
    before = made.data()

    made.take(truetype({2: 201, 3: 300}), frozenset({2, 3}))

    assert made.data() == before


def test_components_numbered_anew_by_the_engine_get_numbers_after_the_last() -> None:
    # Glyph 1 is made of glyph 3 in the one subset and of glyph 4 in the other; both lie above what is shown.
    data = united(truetype({1: -3, 3: 100}), {1}, truetype({1: -4, 2: 50, 4: 100}), {1, 2})

    assert data is not None
    assert sides(data) == {1: 100, 2: 50, 3: 100}


def test_two_composites_share_a_component() -> None:
    data = united(truetype({1: -3, 3: 100}), {1}, truetype({2: -5, 5: 100}), {2})

    assert data is not None
    assert sides(data) == {1: 100, 2: 100, 3: 100}


def test_the_order_of_parts_does_not_matter_for_what_is_drawn() -> None:
    one, two = (truetype({1: -3, 3: 100}), {1}), (truetype({1: -3, 3: 100, 4: 7}), {1, 3, 4})

    there, back = united(*one, *two), united(*two, *one)

    assert there is not None
    assert back is not None
    assert sides(there) == sides(back) == {1: 100, 3: 100, 4: 7}


def test_checksums_of_a_united_program_are_right() -> None:
    data = united(truetype({1: 100}), {1}, truetype({2: 200}), {2})

    assert data is not None
    assert sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_compact_subsets_are_laid_over_each_other() -> None:
    data = united(compact({1: 100}), {1}, compact({2: 200}), {2})

    assert data is not None
    assert sides(data) == {1: 100, 2: 200}


def test_a_compact_glyph_drawn_in_two_ways_keeps_the_subsets_apart() -> None:
    assert united(compact({1: 100}), {1}, compact({1: 101}), {1}) is None


def test_programs_know_their_kind() -> None:
    assert isinstance(program(truetype({1: 1})), TrueType)
    assert isinstance(program(compact({1: 1})), Compact)
    assert program(b"%!PS-AdobeFont") is None
