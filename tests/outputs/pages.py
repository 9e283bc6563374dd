"""Small PDFs to impose, and what a second implementation sees on the sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, ImageStat

WIDTH, HEIGHT, BLEED = 200.0, 300.0, 8.0
RED, BLUE = (255, 0, 0), (0, 0, 255)


@dataclass(frozen=True)
class Look:
    """A page: its trim's size and corner, bleed around it, turn and unit; odd pages are red, even ones blue."""

    size: tuple[float, float] = (WIDTH, HEIGHT)
    corner: tuple[float, float] = (-20.0, 35.0)
    bleed: float = BLEED
    turn: int = 0
    unit: float = 1.0


def book(path: Path, looks: Sequence[Look], *, title: str = "Tides & lights") -> Path:
    """A PDF of these pages; each says `page <n>` in its middle, and is filled with its colour to the edge of its bleed
    and beyond."""
    with pikepdf.new() as pdf:
        for number, look in enumerate(looks, 1):
            _add(pdf, number, look)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Cover")), 1, Dictionary(S=Name.D)]))
        pdf.docinfo["/Title"] = title
        pdf.save(path, static_id=True)
    return path


def _add(pdf: pikepdf.Pdf, number: int, look: Look) -> None:
    (x, y), (wide, high), out = look.corner, look.size, look.bleed
    page = pdf.add_blank_page(page_size=(wide, high)).obj
    page.MediaBox = Array([x - 30, y - 30, x + wide + 30, y + high + 30])
    page.TrimBox = Array([x, y, x + wide, y + high])
    page.CropBox = page.MediaBox
    if out:
        page.BleedBox = Array([x - out, y - out, x + wide + out, y + high + out])
    if look.turn:
        page.Rotate = look.turn
    if look.unit != 1:
        page.UserUnit = look.unit
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    colour = "1 0 0 rg" if number % 2 else "0 0 1 rg"
    said = f"{colour} {x - 30} {y - 30} {wide + 60} {high + 60} re f\n"
    said += f"1 g BT /F1 12 Tf {x + wide / 2} {y + high / 2} Td (page {number}) Tj ET"
    page.Contents = pdf.make_stream(said.encode())


def many(path: Path, count: int) -> Path:
    """A PDF of so many pages, all alike."""
    return book(path, [Look()] * count)


def texts(path: Path) -> list[str]:
    """The text of each page as pdfium reads it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf]


def words(path: Path) -> list[list[int]]:
    """The numbers of the pages that each side shows."""
    return [[int(number) for number in re.findall(r"page (\d+)", text)] for text in texts(path)]


def starts(path: Path, side: int) -> list[float]:
    """How far from the left edge of the sheet each page's words start, in the order in which they are drawn."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[side].get_textpage()
        said = text.get_text_range()
        return [round(text.get_charbox(at)[0], 2) for at in range(len(said)) if said[at : at + 4] == "page"]


def picture(path: Path, side: int = 0, *, scale: float = 1.0) -> Image.Image:
    """A side as pdfium draws it."""
    with pypdfium2.PdfDocument(path) as pdf:
        drawn: Image.Image = pdf[side].render(scale=scale).to_pil()
        return drawn.convert("RGB")


def apart(one: Image.Image, other: Image.Image) -> float:
    """By how much two pictures differ, of 255, in their average pixel: a letter set a hair aside is no difference."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def colour(drawn: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in pt from the lower left corner, of a picture drawn at scale 1."""
    found: Any = drawn.getpixel((int(x), drawn.height - 1 - int(y)))
    return tuple(found)


def boxes(path: Path, key: str) -> list[tuple[float, ...]]:
    """A box of every side, in pt."""
    with pikepdf.open(path) as pdf:
        found: list[Any] = [page.obj[key] for page in pdf.pages]
        return [tuple(round(float(side), 2) for side in box) for box in found]
