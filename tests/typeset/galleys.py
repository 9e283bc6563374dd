"""Small galleys, pictures and drawings for the tests of typesetting."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path

from PIL import Image

from printkit.model.products import Blob, Galley

PLAIN = """@page { size: 120mm 180mm; margin: 20mm 10mm 20mm 30mm }
@page :left { margin: 20mm 30mm 20mm 10mm }
body { margin: 0 }
"""


def page(body: str, *, lang: str = "en", head: str = "") -> str:
    """A page of HTML with a title, as compose makes one."""
    return f'<!doctype html><html lang="{lang}"><head><title>Harbour</title>{head}</head><body>{body}</body></html>'


def galley(body: str, *, css: str = PLAIN, head: str = "", lang: str = "en", **assets: Blob) -> Galley:
    """A galley; `layout__mark_svg=blob` is the asset `layout/mark.svg`."""
    named = {name.replace("__", "/").replace("_", "."): blob for name, blob in assets.items()}
    return Galley("harbour", page(body, lang=lang, head=head), css, named, lang)


def blob(path: Path, data: bytes) -> Blob:
    """The data, written to a file."""
    path.write_bytes(data)
    return Blob(path, len(data), hashlib.sha256(data).hexdigest())


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind)
    return out.getvalue()


def claimed_png(width: int, height: int) -> bytes:
    """A PNG whose header claims a size, with next to nothing behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    header = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def svg(inside: str) -> bytes:
    """A drawing."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


def bomb(levels: int) -> bytes:
    """A drawing of ten shapes whose each further level uses the one below ten times."""
    groups = ['<g id="g0"><rect width="1" height="1"/></g>']
    groups += [f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, levels)]
    return svg(f'<defs>{"".join(groups)}</defs><use href="#g{levels - 1}"/>')
