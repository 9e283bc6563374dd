from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from printkit.typeset.fetch import ORIGIN, Budget, DamageError, Origin, RefusalError
from tests.typeset.galleys import blob, bomb, claimed_png, picture, svg


def given(origin: Origin, name: str) -> bytes:
    body: bytes = origin.fetch(ORIGIN + name).read()
    return body


def test_an_asset_is_given_by_its_name(tmp_path: Path) -> None:
    origin = Origin({"pictures/a b.png": blob(tmp_path / "a.png", picture())})

    assert given(origin, "pictures/a%20b.png") == picture()
    assert origin.notes() == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_typed_by_its_bytes_and_not_by_its_name(kind: str, tmp_path: Path) -> None:
    origin = Origin({"pictures/a.svg": blob(tmp_path / "a", picture(kind))})

    assert origin.fetch(ORIGIN + "pictures/a.svg").content_type == f"image/{kind.lower()}"


def test_the_engine_never_learns_where_a_file_lies(tmp_path: Path) -> None:
    answer = Origin({"a.png": blob(tmp_path / "a.png", picture())}).fetch(ORIGIN + "a.png")

    assert answer.url.startswith(ORIGIN)
    assert answer.path is None


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "http://127.0.0.1:9/x.png",
        "HTTPS://example.org/x.png",
        "ftp://127.0.0.1/x",
        "https://galley.invalid.example.org/a.png",
        "https://galley.invalid:444/a.png",
        "https://user@galley.invalid/a.png",
        "//galley.invalid/a.png",
        "/etc/passwd",
        "a.png",
        "jar:x",
        ORIGIN + "b.png",
        ORIGIN + "../a.png",
        ORIGIN + "x/../a.png",
        ORIGIN + "%2e%2e/a.png",
        ORIGIN + "a.png?2",
        ORIGIN,
    ],
)
def test_every_other_address_is_refused_and_noted(address: str, tmp_path: Path) -> None:
    origin = Origin({"a.png": blob(tmp_path / "a.png", picture())})

    with pytest.raises(RefusalError):
        origin.fetch(address)

    (note,) = origin.notes()
    assert (note.level, note.code) == ("warning", "fetch.refused")


def test_nothing_is_opened_by_address() -> None:
    with pytest.raises(RefusalError):
        Origin({}).open("file:///etc/passwd")


def test_an_asset_that_became_a_link_is_damage(tmp_path: Path) -> None:
    asset = blob(tmp_path / "a.png", picture())
    asset.path.rename(tmp_path / "b.png")
    asset.path.symlink_to(tmp_path / "b.png")

    with pytest.raises(DamageError):
        given(Origin({"a.png": asset}), "a.png")


def test_a_pipe_in_an_assets_place_does_not_hang(tmp_path: Path) -> None:
    asset = blob(tmp_path / "a.png", picture())
    asset.path.unlink()
    os.mkfifo(asset.path)

    with pytest.raises(DamageError, match="regular"):
        given(Origin({"a.png": asset}), "a.png")


def test_an_asset_of_other_bytes_than_were_composed_is_damage(tmp_path: Path) -> None:
    asset = blob(tmp_path / "a.png", picture())
    asset.path.write_bytes(picture()[:-1] + b"!")
    origin = Origin({"a.png": asset})

    with pytest.raises(DamageError, match="changed"):
        given(origin, "a.png")

    assert origin.damaged == ["a.png"]


def test_a_file_larger_than_allowed_is_refused(tmp_path: Path) -> None:
    origin = Origin({"a.png": blob(tmp_path / "a.png", picture() + b"\0" * (1 << 20))}, Budget(each=1 << 20))

    with pytest.raises(RefusalError, match="larger than 1 MB"):
        given(origin, "a.png")


def test_files_larger_in_all_than_allowed_are_refused(tmp_path: Path) -> None:
    assets = {f"{n}.png": blob(tmp_path / f"{n}.png", picture()) for n in range(3)}
    origin = Origin(assets, Budget(total=2 * len(picture())))

    assert given(origin, "0.png") == given(origin, "1.png")
    with pytest.raises(RefusalError):
        given(origin, "2.png")


def test_addresses_are_counted_once_each(tmp_path: Path) -> None:
    origin = Origin({"a.png": blob(tmp_path / "a.png", picture())}, Budget(addresses=1))

    assert given(origin, "a.png") == given(origin, "a.png")
    with pytest.raises(RefusalError, match="more than 1 files"):
        given(origin, "b.png")


def test_pixels_are_counted_before_anything_is_decoded(tmp_path: Path) -> None:
    origin = Origin({"a.png": blob(tmp_path / "a.png", claimed_png(13_000, 13_000))})

    with pytest.raises(RefusalError, match="far more than 40 million pixels"):
        given(origin, "a.png")


def test_a_picture_just_too_large_is_told_its_size(tmp_path: Path) -> None:
    origin = Origin({"a.png": blob(tmp_path / "a.png", claimed_png(8_000, 6_000))})

    with pytest.raises(RefusalError, match="48 million pixels, 40 at most"):
        given(origin, "a.png")


def test_pixels_are_bounded_in_all(tmp_path: Path) -> None:
    assets = {f"{n}.png": blob(tmp_path / f"{n}.png", picture(size=(10, 10))) for n in range(2)}
    origin = Origin(assets, Budget(pixels_total=150))
    given(origin, "0.png")

    with pytest.raises(RefusalError, match="pixels in one article"):
        given(origin, "1.png")


@pytest.mark.parametrize("data", [b"text", b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\nrubbish", b"BM" + b"\0" * 60, svg("")])
def test_bytes_that_are_no_picture_are_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="picture"):
        given(Origin({"pictures/a.png": blob(tmp_path / "a.png", data)}), "pictures/a.png")


def test_a_drawing_is_given_to_a_layout(tmp_path: Path) -> None:
    origin = Origin({"layout/mark.svg": blob(tmp_path / "mark.svg", svg("<rect width='1' height='1'/>"))})

    assert origin.fetch(ORIGIN + "layout/mark.svg#part").content_type == "image/svg+xml"


def test_a_layouts_drawing_that_multiplies_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="too many shapes"):
        given(Origin({"layout/a.svg": blob(tmp_path / "a.svg", bomb(9))}), "layout/a.svg")


def test_a_picture_inside_the_page_is_given() -> None:
    address = "data:image/png;base64," + base64.b64encode(picture()).decode()

    assert Origin({}).fetch(address).read() == picture()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("data:image/svg+xml," + svg("").decode(), "no PNG"),
        ("DATA:text/css,p{}", "no PNG"),
        ("data:image/png;base64", "without data"),
        ("data:image/png;base64,A", "base64"),
        ("data:image/png;base64," + base64.b64encode(claimed_png(13_000, 13_000)).decode(), "million pixels"),
        ("data:image/png;base64," + "A" * 400, "larger"),
    ],
)
def test_what_else_stands_inside_the_page_is_refused(address: str, why: str) -> None:
    origin = Origin({}, Budget(each=200))

    with pytest.raises(RefusalError, match=why):
        origin.fetch(address)

    assert len(origin.notes()[0].where) <= 120
