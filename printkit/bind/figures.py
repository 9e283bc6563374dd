"""A box for the number of a page as it is drawn: its glyphs are read, and set anew around the figures of a folio.

What a group of glyphs says itself (ActualText) and what says that it is drawn from left to right though it is read
from the right (ReversedChars) stays around the glyphs that it stood around.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from printkit.model.words import SAMPLE

Fonts = Mapping[bytes, tuple[Mapping[int, float], Mapping[int, str]]]
"""By its name in a page's resources: the widths and the texts of a font's glyphs."""

LOOSE, LOOSE_ALONE = 0.012, 0.025
"""The most, in ems, that two letters of a box are moved apart: within a line, and where they lead it."""

CLOSE = 0.25
"""The share of the space in a box that goes first where the number is a long one."""

_STEP = re.compile(
    rb"/(?P<font>\S+)\s+(?P<size>[\d.]+)\s+Tf\b|(?P<rise>-?[\d.]+)\s+Ts\b|\[(?P<shown>[^\]]*)\]\s*TJ\b"
    rb"|(?P<begin>/\w+\s+BMC|/\w+\s*<<(?:[^<>]|<[0-9a-fA-F]*>)*>>\s*BDC)|(?P<end>\bEMC)|(?P<place>\bTm|\bET)"
    rb"|(?P<strange>\b(?:Td|Tj|Tz|Tr)\b)"
)
_PIECE = re.compile(rb"<([0-9a-fA-F]+)>|(-?[\d.]+)")
_NESTED = re.compile(rb"\b(?:BMC|BDC|EMC)\b")
_PLACED = re.compile(rb"(-?[\d.]+)\s+(-?[\d.]+)\s+Tm\b")
_SPACES = (" ", "\u00a0", "\u202f")
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff]")
"""Letters of scripts that are written without a break from one to the next."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: the name of its font in the page's resources, size and rise, number, text, width, and where it is."""

    font: bytes
    size: float
    rise: bytes
    number: int
    text: str
    width: float
    start: float

    @property
    def follows(self) -> bool:
        """Whether it has no place of its own, as a mark has none that is set on the letter before it."""
        return not self.width or unicodedata.category(self.text[:1] or " ") == "Mn"


@dataclass(frozen=True, slots=True)
class _Step:
    """What one operator does: it shows glyphs, or it begins or ends (`said`) what is around them."""

    said: bytes
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class _Letter:
    """A glyph that has a place of its own: the step that shows it, and which of its glyphs; and what moves with it."""

    step: int
    at: int
    glyph: Glyph
    follow: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where it stands in the content, the place that it leads to, its room, and how it is drawn.

    `letters` stand from left to right; `figures` is where those of the sample begin. `leads` says that nothing stands
    before it on its line. Without letters it is a box that could not be read, and is left empty.
    """

    start: int
    end: int
    target: bytes
    steps: tuple[_Step, ...] = ()
    letters: tuple[_Letter, ...] = ()
    figures: int = 0
    room: float = 0.0
    leads: bool = False
    leftward: bool = False

    def said(self, folio: str) -> bytes:
        """The operators that show the folio in this box; nothing where a letter of it has no glyph."""
        if not self.letters or not folio or any(letter not in SAMPLE for letter in folio):
            return b""
        kept = [self.letters[self.figures + SAMPLE.index(letter)] for letter in folio]
        line = [*self.letters[: self.figures], *kept, *self.letters[self.figures + len(SAMPLE) :]]
        places = _places([letter.glyph for letter in line], self.room, self.leads, self.leftward)
        moved: dict[tuple[int, int], list[float]] = {}
        for letter, place in zip(line, places, strict=True):
            for step, at in ((letter.step, letter.at), *letter.follow):
                shift = self.steps[step].glyphs[at].start - letter.glyph.start
                moved.setdefault((step, at), []).append(place + shift)
        return _shows(self._moved(moved), folio)

    def _moved(self, places: Mapping[tuple[int, int], Sequence[float]]) -> Iterator[_Step]:
        """The steps with their glyphs where they belong now: some are gone, and some stand there twice."""
        for rank, step in enumerate(self.steps):
            found = [
                replace(glyph, start=place)
                for at, glyph in enumerate(step.glyphs)
                for place in places.get((rank, at), ())
            ]
            # Figures are drawn from left to right, and in the order of the folio.
            ordered = sorted(found, key=lambda glyph: glyph.start) if len(found) != len(step.glyphs) else found
            yield replace(step, glyphs=tuple(ordered))


def read(data: bytes, start: int, fonts: Fonts, asked: tuple[bytes, float]) -> Box:
    """The box in the marked content that begins at `start`: all that shows it, but for a space drawn behind it.

    `asked` is the name of the place that it leads to, and its room.
    """
    target, room = asked
    end = close(data, start)
    steps, spans = _steps(data, start, end, fonts)
    letters = _letters(steps)
    figures = next((at for at in range(len(letters)) if _texts(letters[at : at + len(SAMPLE)]) == [*SAMPLE]), -1)
    first, last = (spans[0][0], spans[-1][1]) if spans else (start, start)
    if figures < 0:
        return Box(first, last, target)
    leads = _leads(data, first)
    lead = next(letter for letter in _read_in_order(steps) if letter.glyph.text not in SAMPLE)
    leftward = letters[figures].glyph.start < lead.glyph.start
    return Box(first, last, target, steps, letters, figures, room, leads, leftward)


def close(data: bytes, start: int) -> int:
    """Where marked content ends that begins here; more of it may stand inside."""
    depth = 1
    for found in _NESTED.finditer(data, start):
        depth += -1 if found[0] == b"EMC" else 1
        if not depth:
            return found.start()
    return len(data)


def _texts(letters: Sequence[_Letter]) -> list[str]:
    return [letter.glyph.text for letter in letters]


def line(data: bytes, start: int, fonts: Fonts, names: Mapping[bytes, bytes]) -> tuple[bytes, float]:
    """The operators that show the line in the marked content that begins here, its fonts by other names; and its width.

    Nothing where it is drawn in a way that is not ours, or in a font that has no other name.
    """
    steps, _ = _steps(data, start, close(data, start), fonts, boxed=False)
    glyphs = [glyph for step in steps for glyph in step.glyphs]
    if not glyphs or any(glyph.font not in names for glyph in glyphs):
        return b"", 0.0
    left = min(glyph.start for glyph in glyphs)
    moved = (
        replace(
            step,
            glyphs=tuple(replace(one, font=names[one.font], start=one.start - left) for one in step.glyphs),
        )
        for step in steps
    )
    return _shows(moved, ""), max(glyph.start + glyph.width for glyph in glyphs) - left


def _steps(
    data: bytes, start: int, end: int, fonts: Fonts, *, boxed: bool = True
) -> tuple[tuple[_Step, ...], list[tuple[int, int]]]:
    """What shows the box, and where that stands in the data; no steps where it is drawn in a way that is not ours.

    What is not `boxed` need show no number.
    """
    steps: list[_Step] = []
    spans: list[tuple[int, int]] = []
    font, size, rise, pen = b"", 0.0, b"0", 0.0
    for found in _STEP.finditer(data, start, end):
        if found["font"] or found["rise"]:
            font, size = (found["font"], float(found["size"])) if found["font"] else (font, size)
            rise = found["rise"] or rise
            spans += [] if steps else [found.span()]
        elif found["strange"] or (found["place"] and steps):
            # A space that is drawn behind the box may have a place of its own.
            return (tuple(steps) if found["place"] and (_whole(steps) or not boxed) else ()), spans
        elif found["shown"] is not None:
            glyphs, pen = _glyphs(found["shown"], Glyph(font, size, rise, 0, "", 0.0, pen), fonts)
            if _whole(steps) and all(glyph.text in _SPACES for glyph in glyphs):
                break
            steps.append(_Step(b"", glyphs))
            spans.append(found.span())
        elif not found["place"]:
            steps.append(_Step(b"EMC" if found["end"] else found["begin"]))
            spans.append(found.span())
    return tuple(steps), spans


def _whole(steps: Sequence[_Step]) -> bool:
    return any(SAMPLE in "".join(glyph.text for glyph in step.glyphs) for step in steps)


def _glyphs(said: bytes, pen: Glyph, fonts: Fonts) -> tuple[tuple[Glyph, ...], float]:
    """The glyphs of one operator, and where the pen is behind them; `pen` is a glyph of nothing where it begins."""
    widths, texts = fonts.get(pen.font, ({}, {}))
    glyphs: list[Glyph] = []
    at = pen.start
    for piece, move in _PIECE.findall(said):
        at -= float(move or 0) * pen.size / 1000
        for place in range(0, len(piece), 4):
            number = int(piece[place : place + 4], 16)
            width = widths.get(number, 0.0) * pen.size / 1000
            glyphs.append(replace(pen, number=number, text=texts.get(number, ""), width=width, start=at))
            at += width
    return tuple(glyphs), at


def _read_in_order(steps: Sequence[_Step]) -> Iterator[_Letter]:
    """The letters in the order that they are read in, each with the marks that are set on it."""
    held: _Letter | None = None
    is_reversed = False
    for rank, step in enumerate(steps):
        is_reversed = step.said.startswith(b"/ReversedChars") if step.said else is_reversed
        glyphs = list(enumerate(step.glyphs))
        for at, glyph in reversed(glyphs) if is_reversed else glyphs:
            if held is not None and glyph.follows:
                held = replace(held, follow=(*held.follow, (rank, at)))
            else:
                yield from [held] if held else []
                held = _Letter(rank, at, glyph)
    yield from [held] if held else []


def _letters(steps: Sequence[_Step]) -> tuple[_Letter, ...]:
    """The letters from left to right: each operator shows its own so, and all of them stand beside each other.

    They are drawn over each other, so that a wide one may begin before the one to its left.
    """

    def middle(letter: _Letter) -> float:
        shown = [glyph for glyph in steps[letter.step].glyphs if not glyph.follows] or [letter.glyph]
        return (shown[0].start + shown[-1].start + shown[-1].width) / 2

    return tuple(sorted(_read_in_order(steps), key=lambda letter: (middle(letter), letter.step, letter.at)))


def _leads(data: bytes, at: int) -> bool:
    """Whether the text that is placed here is the first on its line: what was placed before it stands elsewhere."""
    *_, before, here = ("", "", *(place[2] for place in _PLACED.finditer(data[:at])))
    return before != here


def _places(glyphs: Sequence[Glyph], room: float, leads: bool, leftward: bool) -> list[float]:
    """Where glyphs begin so that they end where their room ends, at its right or, where they are read leftward, left.

    What is over goes before them, unless they lead a line, and among them, unless they join each other. Where the room
    is scant, the space gives way, and then all letters move nearer to each other.
    """
    size = glyphs[-1].size
    over = room - sum(glyph.width for glyph in glyphs)
    space = next((at for at, glyph in enumerate(glyphs) if glyph.text in _SPACES), None)
    inner = 0.0
    if over < 0 and space is not None:
        inner = max(over, -CLOSE * glyphs[space].width)
    most = 0.0 if any(_JOINED.search(glyph.text) for glyph in glyphs) else (LOOSE_ALONE if leads else LOOSE) * size
    apart = min((over - inner) / max(1, len(glyphs) - 1), most)
    left = max(0.0, over - inner - apart * (len(glyphs) - 1))
    if left and space is not None:
        inner, left = (left, 0.0) if leads else (left / 2, left / 2)
    places, pen = [], 0.0 if leftward else left
    for at, glyph in enumerate(glyphs):
        places.append(pen)
        pen += glyph.width + apart + inner * (at == space)
    return places


def _shows(steps: Iterator[_Step], folio: str) -> bytes:
    """The operators of these steps, from where the box begins."""
    out, font, rise, pen = bytearray(), b"", b"0", 0.0
    sample, number = (text.encode("utf-16-be").hex().encode() for text in (SAMPLE, folio))
    for step in steps:
        if step.said:
            out += (step.said.replace(sample, number) if folio else step.said) + b"\n"
        elif step.glyphs:
            first = step.glyphs[0]
            if first.font != font:
                font = first.font
                out += b"/%s %.6f Tf\n" % (font, first.size)
            if float(first.rise) != float(rise):
                rise = first.rise
                out += b"%s Ts\n" % rise
            out += b"["
            for glyph in step.glyphs:
                back = (pen - glyph.start) * 1000 / glyph.size
                out += (b"%.2f" % back if abs(back) >= 0.005 else b"") + b"<%04x>" % glyph.number
                # What is rounded is made good by the next move.
                pen = glyph.start + glyph.width
            out += b"] TJ\n"
    if float(rise):
        out += b"0 Ts\n"
    return bytes(out).removesuffix(b"\n")
