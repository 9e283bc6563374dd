"""Pictures made ready for paper: upright, in sRGB or grey, no larger than print can show, silent of their origin."""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps

from printkit.errors import SourceError

PIXELS = 40_000_000
"""The largest picture that is decoded; 100 megapixels in 20 kB exist."""

QUALITY = 90
MUCH_SMALLER = 3
"""A photograph kept without loss becomes a JPEG where that is this many times smaller."""

COLOURS = 4096
"""A picture of fewer colours is a drawing or a screen, whose edges a JPEG would blur."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, zlib.error)
_OTHERS = (
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%!PS", "EPS"),
    (b"%PDF", "PDF"),
    (b"8BPS", "PSD"),
    (b"\0\0\1\0", "ICO"),
)

MediaType = Literal["image/png", "image/jpeg"]


class Prepared(NamedTuple):
    """A picture ready for paper: its bytes, width and height in px, and what it is now."""

    data: bytes
    width: int
    height: int
    media_type: MediaType


def prepare(data: bytes, *, max_width: int, max_height: int, grey: bool = False) -> Prepared:
    """The picture as it is printed: never enlarged, the same bytes for the same bytes; transparency stays.

    PNG, JPEG, GIF (its first frame) and WebP are taken. A JPEG that needs no change keeps its pixels bit for bit and
    loses only its metadata. Raises SourceError for what is no picture, is cut off, or is too large to be opened.
    """
    with _strict(), _opened(data) as picture:
        size = _fitted(_upright(picture), max_width, max_height)
        if _may_stay(picture, size, grey=grey):
            picture.load()
            return Prepared(bare_jpeg(data), *size, "image/jpeg")
        lossy = picture.format in ("JPEG", "MPO")
        # A JPEG can be decoded at an eighth of its size; twice the wanted one leaves the filter all it can use.
        picture.draft(None, (2 * max(size), 2 * max(size)))
        flat = _in_srgb(ImageOps.exif_transpose(picture), grey=grey)
    scaled = flat.resize(size, Image.Resampling.LANCZOS) if flat.size != size else flat
    encoded, media_type = _encoded(scaled, lossy=lossy)
    return Prepared(encoded, *size, media_type)


def shape(data: bytes) -> tuple[int, int]:
    """Width and height in px of the picture as it stands upright, from its header alone. Raises SourceError."""
    with _opened(data) as picture:
        return _upright(picture)


@contextlib.contextmanager
def _strict() -> Iterator[None]:
    """Cut-off pictures are errors while this lasts; the typesetting engine switches that off for the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture with its header read and its size agreed to; what breaks while it is used is a SourceError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(f"more than {PIXELS // 1_000_000}") from error
    except _BROKEN as error:
        raise _no_picture(data) from error
    with picture:
        if picture.width * picture.height > PIXELS:
            raise _too_large(f"{picture.width * picture.height / 1e6:.0f}")
        try:
            yield picture
        except _BROKEN as error:
            raise SourceError("the picture is cut off or damaged", hint="fetch or export it again") from error


def _too_large(megapixels: str) -> SourceError:
    limit = PIXELS // 1_000_000
    return SourceError(f"the picture has {megapixels} million pixels, {limit} at most", hint="scale it down first")


def _no_picture(data: bytes) -> SourceError:
    if b"<svg" in data[:4096].lower():
        return SourceError("SVG pictures are not set in articles yet", hint="export it as PNG, at 300 dpi")
    kind = next((name for mark, name in _OTHERS if data.startswith(mark)), "")
    if data[4:8] == b"ftyp":
        kind = "AVIF or HEIC"
    said = f"{kind} pictures are not taken" if kind else "not a picture, or a broken one"
    return SourceError(said, hint="PNG, JPEG, GIF and WebP are taken")


def _upright(picture: Image.Image) -> tuple[int, int]:
    width, height = picture.size
    return (height, width) if _orientation(picture) >= 5 else (width, height)


def _orientation(picture: Image.Image) -> int:
    value = picture.getexif().get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _fitted(size: tuple[int, int], max_width: int, max_height: int) -> tuple[int, int]:
    width, height = size
    scale = min(1.0, max_width / width, max_height / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _may_stay(picture: Image.Image, size: tuple[int, int], *, grey: bool) -> bool:
    wanted = picture.mode == "L" or (picture.mode == "RGB" and not grey)
    same = picture.size == size and _orientation(picture) == 1
    return picture.format in ("JPEG", "MPO") and wanted and same and _profile(picture) is None


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The colour profile that the pixels must be taken out of, or None where they are sRGB or do not say."""
    raw = picture.info.get("icc_profile")
    if not isinstance(raw, bytes) or picture.mode not in ("RGB", "RGBA", "CMYK", "P"):
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(raw))
        name = ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, OSError):
        return None
    fits = profile.profile.xcolor_space.strip() == ("CMYK" if picture.mode == "CMYK" else "RGB")
    return profile if fits and "srgb" not in name.lower() else None


def _in_srgb(picture: Image.Image, *, grey: bool) -> Image.Image:
    """The pixels as L, LA, RGB or RGBA with eight bits a channel; an alpha channel that hides nothing is left out."""
    profile = _profile(picture)
    plain = _eight_bits(picture)
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError):  # a profile that cannot be used says nothing
            plain = _converted(plain, profile)
    if plain.mode == "CMYK":
        plain = plain.convert("RGB")
    if "A" in plain.getbands() and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert(plain.mode[:-1])
    if grey:
        plain = plain.convert("LA" if "A" in plain.getbands() else "L")
    return plain


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # 65535 / 257 = 255: the grey of sixteen bits, not its low byte, and not all that is above 255 as white.
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" in picture.info or picture.mode in ("PA", "La", "RGBa"):
        return picture.convert("RGBA")
    if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _converted(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    alpha = picture.getchannel("A") if "A" in picture.getbands() else None
    colours = picture.convert("RGB") if alpha else picture
    converted = ImageCms.profileToProfile(
        colours, profile, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB"
    )
    if converted is None:
        return picture
    if alpha:
        converted.putalpha(alpha)
    return converted


def _encoded(picture: Image.Image, *, lossy: bool) -> tuple[bytes, MediaType]:
    if lossy:
        return _as_jpeg(picture), "image/jpeg"
    exact = _as_png(picture)
    if "A" not in picture.getbands() and _is_photograph(picture):
        small = _as_jpeg(picture)
        if len(small) * MUCH_SMALLER < len(exact):
            return small, "image/jpeg"
    return exact, "image/png"


def _is_photograph(picture: Image.Image) -> bool:
    # Grey has 256 tones in all: there the size alone has to tell a photograph from a drawing.
    return picture.mode == "L" or picture.getcolors(COLOURS) is None


def _as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    _bare(picture).save(out, "PNG")
    return out.getvalue()


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    _bare(picture).save(out, "JPEG", quality=QUALITY, subsampling="4:4:4")
    return out.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """The same pixels without what was said of them: text, EXIF, profile, resolution."""
    bare = picture.copy()
    bare.info = {}
    return bare


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG's first picture with its tables and scans alone: no EXIF, no thumbnails, no text, nothing behind its end.

    Only the segments that decoding needs stay: JFIF and Adobe's colour transform among them (ISO/IEC 10918-1, B.1.1).
    """
    kept, place = bytearray(data[:2]), 2
    while place + 4 <= len(data):
        marker = data[place + 1]
        if data[place] != 0xFF:
            raise SourceError("the picture is cut off or damaged", hint="fetch or export it again")
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xD9:
            break
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if marker == 0xDA:
            end = _scan_end(data, end)
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept += data[place:end]
        place = end
    return bytes(kept) + b"\xff\xd9"


def _scan_end(data: bytes, place: int) -> int:
    """Where the coded pixels end: at the first marker that is neither a stuffed byte nor a restart."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] not in (0x00, *range(0xD0, 0xD8)):
            return place
        place += 2
    return len(data)
