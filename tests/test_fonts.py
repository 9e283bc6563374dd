"""Fonts: the families that ship, the fence around them, and what they cover."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
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


SAMPLES = {
    "ar": "جريدة المساء؟",
    "fa": "روزنامه، پگاه",
    "ur": "اخبار ٹھیک ہے۔",
    "he": "עיתון הַבֹּקֶר",
    "hi": "समाचार पत्रिका।",
    "bn": "সংবাদ পত্রিকা।",
    "ta": "செய்தி இதழ்",
    "th": "หนังสือพิมพ์ เช้านี้",
    "am": "ጋዜጣ፣ ዜና።",
    "hy": "Առավոտյան թերթ։",
    "ka": "დილის გაზეთი",
    "ko": "아침 신문 뷁",
    "ja": "朝の新聞、コーヒー。",
    "zh-Hans": "晨报，新闻！",
    "zh-Hant": "晨報，「新聞」。",
}
"""Two words in each of the scripts that printkit's own faces set."""

FACES = {
    **dict.fromkeys(("ar", "fa", "ur"), "Amiri"),
    **dict.fromkeys(("ja", "zh-Hans", "zh-Hant"), "Noto-Sans-SC"),
    "he": "Noto-Serif-Hebrew",
    "hi": "Noto-Serif-Devanagari",
    "bn": "Noto-Serif-Bengali",
    "ta": "Noto-Serif-Tamil",
    "th": "Noto-Serif-Thai",
    "am": "Noto-Serif-Ethiopic",
    "hy": "Noto-Serif-Armenian",
    "ka": "Noto-Serif-Georgian",
    "ko": "NanumMyeongjo",
}
"""The face in a PDF of each."""

SIGNS = "Ab 1234 “quoted” – it’s (so) … Łódź Žižek ƙ Αθήνα Москва ←→⇒ ★☎♞ ①⅓ ∮≠ ─│ ⌘ 🚀 ☂️"
"""Letters of Europe, figures, points, signs and emoji, many of which a face for Korean or Chinese has too."""


def in_text_face(text: str, lang: str) -> str:
    return f"<html lang='{lang}'><p style=\"font-family: 'Source Serif 4'\">{text}"


def without_scripts(place: Path) -> Path:
    """A folder of our families but for those of other scripts."""
    place.mkdir()
    for family in OURS:
        if family.role != "script":
            folder = family.licence_file.parent
            (place / folder.name).symlink_to(folder, target_is_directory=True)
    return place


def fonts_in_pdf(html: str, fenced: list[Path], cache: Path) -> set[str]:
    """The base names of the fonts that a fresh process sets this in behind the fence, without subset marks."""
    return fonts_in_pdfs([html], fenced, cache)[0]


def fonts_in_pdfs(pages: list[str], fenced: list[Path], cache: Path) -> list[set[str]]:
    """As `fonts_in_pdf`, for several pages that one process sets each into a file of its own."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom printkit import fonts\n"
        "cache, count = Path(sys.argv[1]), int(sys.argv[2])\n"
        "fonts.fence([Path(p) for p in sys.argv[3 + count:]], cache)\n"
        "import weasyprint\n"
        "for number, html in enumerate(sys.argv[3:3 + count]):\n"
        "    weasyprint.HTML(string=html).write_pdf(cache / f'{number}.pdf')\n"
    )
    arguments = [str(cache), str(len(pages)), *pages, *map(str, fenced)]
    subprocess.run([sys.executable, "-c", script, *arguments], check=True, cwd=ROOT, capture_output=True)
    return [{font.name for font in facts.facts(cache / f"{number}.pdf").fonts} for number in range(len(pages))]


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


def test_the_fonts_leave_room_in_a_wheel_of_fifteen_megabytes():
    packed = sum(len(zlib.compress(path.read_bytes())) for path in (ROOT / "fonts").rglob("*") if path.is_file())

    assert packed < 14_000_000


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
    assert fonts.missing("a\n\u200d\ufe0f\u00ad\U00013000", OURS) == frozenset("\U00013000")


def test_letters_step_in_before_symbols_then_emoji_and_other_scripts_last():
    resort = fonts.last_resort(OURS)
    roles = [ours(name).role for name in resort]

    assert resort[0] == "Noto Serif"
    assert list(dict.fromkeys(roles)) == ["resort", "symbols", "emoji", "mono", "script"]
    assert "Source Serif 4" not in resort


@pytest.mark.parametrize("lang", SAMPLES)
def test_each_script_has_a_face_that_no_other_family_stands_in_for(lang: str):
    scripts = [family for family in OURS if family.role == "script"]
    others = [family for family in OURS if family.role != "script"]

    assert fonts.missing(SAMPLES[lang], OURS) == frozenset()
    assert fonts.missing(SAMPLES[lang], others) >= {char for char in SAMPLES[lang] if char.isalpha()}
    assert [f.name for f in scripts if not fonts.missing(SAMPLES[lang].replace(" ", ""), [f])], "one face for one line"


@pytest.mark.parametrize("family", OURS, ids=lambda family: family.name)
def test_coverage_is_what_the_character_maps_of_the_files_say(family: Family):
    said: set[int] = set()
    for face in family.faces:
        with TTFont(face.path) as font:
            said |= set(font.getBestCmap())

    assert fonts.coverage(family) == said


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


def test_the_faces_of_other_scripts_set_no_letter_figure_sign_or_emoji_of_ours(tmp_path: Path):
    pages = [in_text_face(SIGNS, lang) for lang in ("", "en", "de", "ru")]
    fewer = without_scripts(tmp_path / "fonts")

    found = fonts_in_pdfs(pages, [ROOT / "fonts"], tmp_path / "all")

    assert found == fonts_in_pdfs(pages, [fewer], tmp_path / "fewer")
    assert {"Noto-Emoji", "Noto-Sans-Math", "Noto-Serif", "Source-Code-Pro", "Source-Serif-4,"} <= found[0]


def test_a_text_of_another_script_is_set_in_its_own_face_with_its_points_and_its_figures_in_the_text_face(
    tmp_path: Path,
):
    lines = {lang: sample.replace(" ", "") for lang, sample in SAMPLES.items()}
    pages = [in_text_face(line, lang) for lang, line in lines.items()]
    with_figures = [in_text_face(f"{line}2026", lang) for lang, line in lines.items()]

    found = fonts_in_pdfs([*pages, *with_figures], [ROOT / "fonts"], tmp_path)

    faces = dict(zip(lines, found, strict=False))
    assert faces == {lang: {FACES[lang]} for lang in lines}
    assert found[len(lines) :] == [{FACES[lang], "Source-Serif-4,"} for lang in lines]


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
