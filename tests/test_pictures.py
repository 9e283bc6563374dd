from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, ImageFile

from printkit.errors import SourceError
from printkit.pictures import Prepared, bare_jpeg, prepare, shape
from tests.typeset.galleys import claimed_png, svg


def file(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photograph(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A picture of many soft tones: two ramps and a little grain."""
    width, height = size
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    grain = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, grain))


def drawing(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A picture of three flat colours."""
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (10, 10, 60, 40))
    picture.paste((0, 0, 90), (50, 30, 100, 70))
    return picture


def opened(ready: Prepared) -> Image.Image:
    return Image.open(io.BytesIO(ready.data))


def ready(data: bytes, most: int = 1000, *, grey: bool = False) -> Prepared:
    return prepare(data, max_width=most, max_height=most, grey=grey)


def wide_gamut() -> bytes:
    """A profile that is not sRGB: the colours of sRGB, with red and blue changed over."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ", 128), profile.index(b"bXYZ", 128)
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile.replace("sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be")).replace(b"sRGB", b"odd!"))


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "JPEG"])
def test_the_four_formats_are_taken(kind: str) -> None:
    made = ready(file(drawing(), kind))

    assert (made.width, made.height) == opened(made).size == (120, 80)
    assert made.media_type == ("image/jpeg" if kind == "JPEG" else "image/png")


@pytest.mark.parametrize(
    ("size", "most", "fitted"),
    [
        ((120, 80), (60, 60), (60, 40)),
        ((120, 80), (1000, 20), (30, 20)),
        ((120, 80), (120, 80), (120, 80)),
        ((120, 80), (4000, 4000), (120, 80)),
        ((3000, 1), (300, 300), (300, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_made_to_fit_and_never_enlarged(
    kind: str, size: tuple[int, int], most: tuple[int, int], fitted: tuple[int, int]
) -> None:
    made = prepare(file(photograph(size), kind), max_width=most[0], max_height=most[1])

    assert (made.width, made.height) == opened(made).size == fitted


def test_a_large_jpeg_scaled_down_shows_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    large = photograph((1600, 1200))

    small = opened(ready(file(large, "JPEG", quality=95), 200))

    wanted = large.resize((200, 150), Image.Resampling.LANCZOS)
    far = max(abs(a - b) for a, b in zip(small.tobytes(), wanted.tobytes(), strict=True))
    assert far <= 12


def test_a_jpeg_that_needs_no_change_keeps_its_pixels_and_loses_what_was_said_of_it() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "canary"
    data = file(photograph(), "JPEG", exif=exif, comment=b"canary", dpi=(72, 72)) + b"canary behind the end"

    made = ready(data)

    assert opened(made).tobytes() == Image.open(io.BytesIO(data)).tobytes()
    assert b"canary" not in made.data
    assert len(made.data) < len(data)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": "4:2:0"}])
def test_jpegs_of_every_build_are_kept_bit_for_bit(options: dict[str, Any]) -> None:
    data = file(photograph(), "JPEG", **options)

    assert opened(ready(data)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_what_is_said_of_a_picture_goes_no_further() -> None:
    ways: list[tuple[str, dict[str, Any]]] = [("PNG", {"dpi": (72, 72)}), ("WEBP", {"lossless": True})]
    for kind, options in ways:
        exif = Image.Exif()
        exif[ExifTags.Base.Artist] = "canary"

        assert b"canary" not in ready(file(drawing(), kind, exif=exif, **options)).data


@pytest.mark.parametrize(("turn", "corner"), [(1, (0, 0)), (3, (119, 79)), (6, (79, 0)), (8, (0, 119))])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright(kind: str, turn: int, corner: tuple[int, int]) -> None:
    picture = Image.new("RGB", (120, 80), "white")
    picture.paste((255, 0, 0), (0, 0, 24, 24))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    data = file(picture, kind, exif=exif)

    made = ready(data)

    red, green, _ = opened(made).convert("RGB").getpixel(corner)  # type: ignore[misc]
    assert red > 200
    assert green < 60
    assert shape(data) == (made.width, made.height) == ((80, 120) if turn >= 5 else (120, 80))
    assert not opened(made).getexif()


def test_a_turned_picture_is_fitted_as_it_stands() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6

    made = prepare(file(photograph(), "JPEG", exif=exif), max_width=40, max_height=1000)

    assert (made.width, made.height) == (40, 60)


COLOURS: list[tuple[str, Callable[[], bytes], str]] = [
    ("palette", lambda: file(drawing().convert("P")), "RGB"),
    ("black and white", lambda: file(drawing().convert("1")), "L"),
    ("grey", lambda: file(photograph().convert("L")), "L"),
    ("cmyk", lambda: file(photograph().convert("CMYK"), "JPEG"), "RGB"),
    ("palette that sees through", lambda: file(drawing().quantize(3), transparency=0), "RGBA"),
    ("grey that sees through", lambda: file(Image.new("LA", (9, 9), (200, 90))), "LA"),
    ("colour that sees through", lambda: file(Image.new("RGBA", (9, 9), (200, 0, 0, 90))), "RGBA"),
    ("an alpha that hides nothing", lambda: file(drawing().convert("RGBA")), "RGB"),
    ("sixteen bits", lambda: file(Image.new("I;16", (9, 9), 0x8080)), "L"),
]


@pytest.mark.parametrize(("data", "mode"), [row[1:] for row in COLOURS], ids=[row[0] for row in COLOURS])
def test_every_kind_of_colour_becomes_one_that_prints(data: Callable[[], bytes], mode: str) -> None:
    assert opened(ready(data())).mode == mode


@pytest.mark.parametrize("data", [row[1] for row in COLOURS], ids=[row[0] for row in COLOURS])
def test_every_kind_of_colour_becomes_grey_where_that_is_asked_for(data: Callable[[], bytes]) -> None:
    assert opened(ready(data(), grey=True)).mode in {"L", "LA"}


def test_sixteen_bits_of_grey_keep_their_tone() -> None:
    assert opened(ready(file(Image.new("I;16", (9, 9), 0x8080)))).getpixel((0, 0)) == 0x80


def test_cmyk_without_a_profile_keeps_its_colours() -> None:
    data = file(Image.new("RGB", (16, 16), (250, 20, 20)).convert("CMYK"), "JPEG", quality=95)

    red, green, blue = opened(ready(data)).getpixel((8, 8))  # type: ignore[misc]

    assert red > 230
    assert max(green, blue) < 40


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_are_taken_out_of_a_foreign_profile(kind: str) -> None:
    data = file(Image.new("RGB", (16, 16), (250, 0, 0)), kind, icc_profile=wide_gamut())

    made = opened(ready(data))

    red, _, blue = made.getpixel((8, 8))  # type: ignore[misc]
    assert blue > 200
    assert red < 100
    assert "icc_profile" not in made.info


def test_a_foreign_profile_leaves_the_alpha_alone() -> None:
    data = file(Image.new("RGBA", (16, 16), (250, 0, 0, 90)), icc_profile=wide_gamut())

    assert opened(ready(data)).getchannel("A").getextrema() == (90, 90)


@pytest.mark.parametrize("profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"rubbish"])
def test_colours_stay_where_the_profile_is_srgb_or_says_nothing(profile: bytes) -> None:
    data = file(drawing(), icc_profile=profile)

    assert opened(ready(data)).tobytes() == drawing().tobytes()


def test_a_photograph_kept_without_loss_becomes_a_jpeg() -> None:
    grain = Image.effect_noise((300, 200), 12)
    picture = Image.merge("RGB", (grain, grain.transpose(Image.Transpose.ROTATE_180), grain))
    soft = Image.blend(picture, photograph((300, 200)), 0.8)

    assert ready(file(soft)).media_type == "image/jpeg"


def test_a_drawing_stays_exact() -> None:
    made = ready(file(drawing()))

    assert made.media_type == "image/png"
    assert opened(made).tobytes() == drawing().tobytes()


def test_of_a_moving_picture_the_first_frame_is_taken() -> None:
    data = file(drawing(), "GIF", save_all=True, append_images=[Image.new("RGB", (120, 80), "green")])

    assert opened(ready(data)).getpixel((20, 20)) == (200, 0, 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_same_bytes_make_the_same_bytes(kind: str) -> None:
    data = file(photograph(), kind)

    assert ready(data, 50) == ready(data, 50)


# What is no picture.


def cut(kind: str) -> bytes:
    data = file(photograph((300, 300)), kind)
    return data[: len(data) * 2 // 3]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("most", [1000, 50])
def test_a_picture_that_is_cut_off_is_never_printed(kind: str, most: int) -> None:
    with pytest.raises(SourceError, match=r"cut off|broken"):
        ready(cut(kind), most)


def test_a_cut_picture_is_told_also_after_the_engine_made_pillow_lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(SourceError, match="cut off"):
        ready(cut("JPEG"))

    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.parametrize(("width", "height"), [(8_000, 6_000), (13_000, 13_000), (60_000, 60_000)])
def test_a_picture_too_large_is_told_from_its_header(width: int, height: int) -> None:
    for ask in (ready, shape):
        with pytest.raises(SourceError, match=r"million pixels, 40 at most \(scale"):
            ask(claimed_png(width, height))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (svg("<circle r='1'/>"), "SVG pictures are not set in articles yet"),
        (file(drawing(), "BMP"), "BMP pictures are not taken"),
        (file(drawing(), "TIFF"), "TIFF pictures are not taken"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "EPS pictures are not taken"),
        (b"\0\0\0\x1cftypavif", "AVIF or HEIC pictures are not taken"),
        (b"<html>Not found</html>", "not a picture"),
        (b"", "not a picture"),
        (b"\x89PNG\r\n\x1a\nrubbish", "not a picture"),
    ],
)
def test_what_is_no_picture_of_ours_is_told_by_name(data: bytes, said: str) -> None:
    for ask in (ready, shape):
        with pytest.raises(SourceError, match=said) as caught:
            ask(data)

        assert caught.value.hint


def test_a_jpeg_without_marks_is_told() -> None:
    with pytest.raises(SourceError, match="damaged"):
        bare_jpeg(b"\xff\xd8" + b"rubbish")
