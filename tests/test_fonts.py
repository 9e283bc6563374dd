"""Fonts: the families that ship, the fence around them, and what they cover."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from printkit import facts, fonts
from printkit.errors import ConfigError, FontError
from printkit.model.layout import Family
from tests.conftest import ROOT

OURS = fonts.families()
TEXT_FEATURES = {"kern", "liga", "onum", "tnum", "smcp"}

FAMILY = """
family = "{name}"
licence = "OFL-1.1"
licence_file = "OFL.txt"
faces = [{{ file = "Face.ttf" }}]
"""


def family_folder(place: Path, *, name: str = "House Face", face: Path | None = None) -> Path:
    """A family of one face in `place`, a copy of a face of ours unless one is given."""
    place.mkdir(parents=True)
    (place / "family.toml").write_text(FAMILY.format(name=name))
    (place / "OFL.txt").write_text("Copyright 2026 The House")
    shutil.copyfile(face or ours("Literata").faces[0].path, place / "Face.ttf")
    return place


def ours(name: str) -> Family:
    return next(family for family in OURS if family.name == name)


def fonts_in_pdf(html: str, fenced: list[Path], cache: Path) -> set[str]:
    """The base names of the fonts that a fresh process sets this in behind the fence, without subset marks."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom printkit import fonts\n"
        "fonts.fence([Path(p) for p in sys.argv[3:]], Path(sys.argv[2]))\n"
        "import weasyprint\nweasyprint.HTML(string=sys.argv[1]).write_pdf(Path(sys.argv[2]) / 'out.pdf')\n"
    )
    arguments = [html, str(cache), *map(str, fenced)]
    subprocess.run([sys.executable, "-c", script, *arguments], check=True, cwd=ROOT, capture_output=True)
    return {font.name for font in facts.facts(cache / "out.pdf").fonts}


# The families that ship


@pytest.mark.parametrize("family", OURS, ids=lambda family: family.name)
def test_every_face_answers_to_the_name_weight_and_style_that_family_toml_gives(family: Family):
    for face in family.faces:
        with TTFont(face.path) as font:
            names = {font["name"].getDebugName(number) for number in (1, 16)}
            os2 = font["OS/2"]

            assert family.name in names, face.path
            assert os2.usWeightClass == face.weight, face.path
            assert bool(os2.fsSelection & 1) == (face.style == "italic"), face.path
            assert "fvar" not in font, face.path


@pytest.mark.parametrize("family", [f for f in OURS if f.role in {"text", "display"}], ids=lambda f: f.name)
def test_the_upright_of_a_text_face_has_the_features_of_good_setting(family: Family):
    with TTFont(family.faces[0].path) as font:
        features = {
            record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord
        }

    assert features >= TEXT_FEATURES


def test_every_file_in_the_folder_of_fonts_belongs_to_a_family():
    named = {face.path for family in OURS for face in family.faces} | {family.licence_file for family in OURS}

    lying = {path for path in (ROOT / "fonts").rglob("*.*") if path.name not in {"family.toml", "README.md"}}

    assert lying == named


def test_every_family_is_in_the_readme_with_its_version_and_a_free_licence_with_a_copyright():
    readme = (ROOT / "fonts" / "README.md").read_text(encoding="utf-8")

    for family in OURS:
        assert f"| {family.name} | {family.version} | {family.licence} |" in readme
        assert family.licence == "OFL-1.1"
        assert (
            "opyright" in family.licence_file.read_text(encoding="utf-8").splitlines()[0]
            or "©" in (family.licence_file.read_text(encoding="utf-8").splitlines()[0])
        )
        assert family.source.startswith("https://")


def test_the_fonts_leave_room_in_the_wheel():
    assert sum(path.stat().st_size for path in (ROOT / "fonts").rglob("*") if path.is_file()) < 12_000_000


# Coverage


def test_the_languages_of_europe_need_no_last_resort():
    text = "Zażółć gęślą jaźń — Příliš žluťoučký kůň „úpěl“ ďábelské ódy. Съешь же ещё. Ξεσκεπάζω. "
    text += "« Où ? »\u202f1\u00a0000\u2009€"

    assert fonts.missing(text, [ours("Source Serif 4")]) == frozenset()


def test_letters_signs_and_emoji_that_the_text_face_lacks_are_covered_by_the_last_resort():
    text = "ɓ ƙ ∮ ⌘ ♞ 🚀 ☂"

    assert fonts.missing(text, [ours("Source Serif 4")]) >= {"ƙ", "∮", "♞", "🚀"}
    assert fonts.missing(text, OURS) == frozenset()


def test_a_character_that_nobody_has_is_missing_and_what_is_never_seen_is_not():
    assert fonts.missing("a\n\u200d\ufe0f\u00ad一", OURS) == frozenset("一")


def test_letters_step_in_before_symbols_and_symbols_before_emoji():
    resort = fonts.last_resort(OURS)

    assert resort[0] == "Noto Serif"
    assert resort[-1] == "Noto Emoji"
    assert "Noto Sans Symbols2" in resort
    assert "Source Serif 4" not in resort


def test_a_broken_font_file_is_named(tmp_path: Path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font at all")
    family_folder(tmp_path / "fonts" / "house", face=broken)
    house = next(family for family in fonts.families([tmp_path / "fonts"]) if family.name == "House Face")

    with pytest.raises(FontError, match=r"fonts/house/Face\.ttf: the font 'Face\.ttf' cannot be read"):
        fonts.coverage(house)


# Families found


def test_a_family_of_the_project_stands_before_ours_of_the_same_name(tmp_path: Path):
    family_folder(tmp_path / "fonts" / "mine", name="Literata")

    found = [family for family in fonts.families([tmp_path / "fonts"]) if family.name == "Literata"]

    assert [family.faces[0].path.name for family in found] == ["Face.ttf"]


def test_a_folder_that_is_not_there_is_passed_over_and_one_named_twice_counts_once(tmp_path: Path):
    assert fonts.folders([tmp_path / "fonts", ROOT / "fonts"]) == (ROOT / "fonts",)


def test_a_family_toml_that_names_a_missing_file_says_which_and_where(tmp_path: Path):
    folder = family_folder(tmp_path / "fonts" / "house")
    (folder / "Face.ttf").unlink()

    with pytest.raises(FontError) as caught:
        fonts.families([tmp_path / "fonts"])

    assert caught.value.where == "fonts/house/family.toml"
    assert "'Face.ttf'" in caught.value.text
    assert caught.value.hint


def test_an_unknown_key_of_family_toml_names_the_nearest(tmp_path: Path):
    folder = family_folder(tmp_path / "fonts" / "house")
    (folder / "family.toml").write_text(FAMILY.format(name="House Face") + 'license = "OFL-1.1"\n')

    with pytest.raises(ConfigError, match=r"family\.toml:6: unknown key 'license' \(did you mean 'licence'\?\)"):
        fonts.families([tmp_path / "fonts"])


def test_a_family_toml_that_is_not_utf8_is_refused(tmp_path: Path):
    folder = family_folder(tmp_path / "fonts" / "house")
    (folder / "family.toml").write_bytes('family = "Gôthique"'.encode("latin-1"))

    with pytest.raises(ConfigError, match="UTF-8"):
        fonts.families([tmp_path / "fonts"])


def test_face_rules_name_family_weight_style_and_address():
    rules = fonts.face_rules([ours("Source Serif 4")], address=lambda face: f"data/{face.weight}.ttf")

    assert rules.count("@font-face") == 6
    assert (
        '@font-face { font-family: "Source Serif 4"; font-weight: 600; font-style: italic; '
        'src: url("data/600.ttf") format("truetype") }\n'
    ) in rules


# The fence


def test_behind_the_fence_no_machine_font_is_seen(tmp_path: Path):
    html = '<p style="font-family: DejaVu Sans, Arial, Helvetica">Ours <b>alone</b></p>'

    assert fonts_in_pdf(html, [ROOT / "fonts"], tmp_path) == {"Source-Serif-4,", "Source-Serif-4-Bold"}


def test_the_generic_names_mean_our_families(tmp_path: Path):
    html = "".join(f'<p style="font-family: {name}">x' for name in ("serif", "sans-serif", "monospace"))

    assert fonts_in_pdf(html, [ROOT / "fonts"], tmp_path) == {"Source-Serif-4,", "Source-Sans-3,", "Source-Code-Pro"}


def test_weight_and_style_pick_the_face_that_was_drawn_for_them(tmp_path: Path):
    html = """<p style="font-family: 'Source Serif 4'; font-weight: 600; font-style: italic">x
      <p style="font-family: 'Source Serif 4 Display'; font-weight: 900">x"""

    found = fonts_in_pdf(html, [ROOT / "fonts"], tmp_path)

    assert found == {"Source-Serif-4-Semi-Bold-Italic", "Source-Serif-4-Display-Heavy"}


def test_what_a_face_lacks_is_set_from_the_last_resort(tmp_path: Path):
    html = "<p style=\"font-family: 'Source Serif 4'\">ƙ🚀♞"

    found = fonts_in_pdf(html, [ROOT / "fonts"], tmp_path)

    assert {"Noto-Serif", "Noto-Emoji", "Noto-Sans-Symbols2"} <= found


def test_a_family_that_a_nearer_folder_has_is_set_from_there(tmp_path: Path):
    near = tmp_path / "fonts"
    family_folder(near / "mine", name="Source Sans 3", face=ours("Source Sans 3").faces[2].path)
    html = "<p style=\"font-family: 'Source Sans 3'; font-weight: 400\">x"

    assert fonts_in_pdf(html, [near, ROOT / "fonts"], tmp_path / "cache") == {"Source-Sans-3-Semi-Bold"}


def test_the_fence_is_the_same_file_for_the_same_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "FC_LANG"):
        monkeypatch.setenv(name, "of the machine")

    fonts.fence([ROOT / "fonts"], tmp_path)
    first = Path(os.environ["FONTCONFIG_FILE"])
    text = first.read_text()
    fonts.fence([ROOT / "fonts", ROOT / "fonts"], tmp_path)

    assert Path(os.environ["FONTCONFIG_FILE"]) == first
    assert first.read_text() == text
    assert text.count("<dir>") == 1
    assert "<include" not in text
    assert [path.name for path in first.parent.iterdir()] == [first.name]
    assert "FONTCONFIG_PATH" not in os.environ


def test_a_folder_with_signs_of_xml_in_its_name_is_fenced(tmp_path: Path):
    odd = tmp_path / "fonts & <more>"
    family_folder(odd / "house", name="Source Sans 3", face=ours("Source Sans 3").faces[0].path)

    assert fonts_in_pdf("<p style=\"font-family:'Source Sans 3'\">x", [odd], tmp_path / "c") == {"Source-Sans-3,"}


def test_a_relative_path_is_refused(tmp_path: Path):
    with pytest.raises(FontError, match="'fonts' is no absolute path"):
        fonts.fence([Path("fonts")], tmp_path)
    with pytest.raises(FontError, match="'cache' is no absolute path"):
        fonts.fence([ROOT / "fonts"], Path("cache"))
