"""Front matter is split off safely, and what is wrong with it is said with file, line and cure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from printkit.errors import ReadError
from printkit.readers import decoding, frontmatter

WHERE = "posts/a.md"


def refused(text: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        frontmatter.split(text, WHERE)
    return caught.value


def test_yaml_between_dashes_is_front_matter() -> None:
    found = frontmatter.split("---\ntitle: The Harbour\ntags:\n- tide\n- boats\n---\nText.\n", WHERE)

    assert found.data == {"title": "The Harbour", "tags": ["tide", "boats"]}
    assert (found.body, found.first_line, found.kind) == ("Text.\n", 7, "yaml")
    assert found.where("tags") == "posts/a.md:3"


def test_toml_between_plus_signs_is_front_matter() -> None:
    found = frontmatter.split('+++\ntitle = "T"\ndate = 2026-03-01\n[extra]\nrelease = true\n+++\n\nText.\n', WHERE)

    assert found.data == {"title": "T", "date": date(2026, 3, 1), "extra": {"release": True}}
    assert (found.body, found.kind, found.lines["extra"]) == ("\nText.\n", "toml", 4)


def test_a_json_object_at_the_head_is_front_matter() -> None:
    found = frontmatter.split('{\n  "title": "T",\n  "draft": true\n}\n\nText.\n', WHERE)

    assert found.data == {"title": "T", "draft": True}
    assert (found.body, found.first_line, found.lines["draft"]) == ("\nText.\n", 5, 3)


def test_header_lines_up_to_a_blank_one_are_front_matter() -> None:
    found = frontmatter.split("Title: The Harbour\nDate: 2026-03-01 10:20\nTags: tide, boats\n\nText.\n", WHERE)

    assert found.data == {"title": "The Harbour", "date": datetime(2026, 3, 1, 10, 20), "tags": "tide, boats"}
    assert (found.body, found.first_line) == ("Text.\n", 5)


@pytest.mark.parametrize(
    "text",
    [
        "Just text.\n",
        "",
        "---\n\nA thematic break opens this text.\n\n---\n\nAnd one closes it.\n",
        "---\nA line under a rule\n---\n",
        "---\nNo end, and no key either.\n",
        "---\nNote: this is prose below a rule.\n",
        "+++\n\nPlus signs.\n",
        "{% include a.html %}\n",
        "{{< figure >}}\n",
        "{a: brace}\n",
        "From: Thomas\nTo: Anna\n\nDear Anna,\n",
        "Warning: mind the step.\n\nText.\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    found = frontmatter.split(text, WHERE)

    assert (found.data, found.body, found.first_line, found.kind) == ({}, text, 1, "none")


def test_an_empty_head_is_front_matter() -> None:
    found = frontmatter.split("---\n---\nText.\n", WHERE)

    assert (found.data, found.body) == ({}, "Text.\n")


def test_three_dots_close_yaml() -> None:
    assert frontmatter.split("---\ntitle: T\n...\nText.\n", WHERE).body == "Text.\n"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2015-03-19 18:00:00 -4", datetime(2015, 3, 19, 18, tzinfo=timezone(timedelta(hours=-4)))),
        ("2015-03-19T18:00:00Z", datetime(2015, 3, 19, 18, tzinfo=UTC)),
        ("'2026-03-01'", "2026-03-01"),
        ("2026-02-30", "2026-02-30"),
        ("No", "No"),
        ("12:30", "12:30"),
        ("1.10", "1.10"),
        ("010", "010"),
        ("12", 12),
        ("true", True),
        ("~", None),
        ("!!python/object:os.system x", "x"),
    ],
)
def test_a_bare_word_is_what_it_looks_like(written: str, value: object) -> None:
    found = frontmatter.split(f"---\nkey: {written}\n---\n", WHERE)

    assert found.data["key"] == value
    assert type(found.data["key"]) is type(value)


def test_a_colon_in_a_title_names_line_and_cure() -> None:
    error = refused("---\nlayout: post\ntitle: Tide: a story\n---\n")

    assert error.where == "posts/a.md:3"
    assert "quotes" in error.hint


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("---\ntitle: A\ndate: 2026-03-01\ntitle: B\n---\n", "posts/a.md:4"),
        ('+++\ntitle = "A"\ntitle = "B"\n+++\n', "posts/a.md:3"),
        ('{\n"title": "A",\n"title": "B"\n}\n', "posts/a.md:1"),
        ("---\na: &x [1]\nb: *x\n---\n", "posts/a.md:3"),
        ("---\na: " + "[" * 30 + "]" * 30 + "\n---\n", "posts/a.md:2"),
        ("+++\na = " + "[" * 3000 + "]" * 3000 + "\n+++\n", "posts/a.md:1"),
        ('{"a": ' + "[" * 30 + "]" * 30 + "}\n", "posts/a.md:1"),
        ("---\na: " + "x" * 70_000 + "\n---\n", "posts/a.md:1"),
        ("---\ntitle: never closed\n\nText.\n", "posts/a.md:1"),
        ("+++\ntitle = never closed\n", "posts/a.md:1"),
        ("+++\ntitle = no quotes\n+++\n", "posts/a.md:2"),
        ('{\n"title": "A"\n"date": 1\n}\n', "posts/a.md:3"),
        ("---\ntitle: A\x07\n---\n", "posts/a.md:2"),
        ("---\ntitle: A\n- b\n---\n", "posts/a.md:3"),
    ],
    ids=lambda text: text[:30],
)
def test_broken_front_matter_is_refused_with_its_line(text: str, where: str) -> None:
    error = refused(text)

    assert error.where == where
    assert error.text
    assert error.hint


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    rows = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))

    assert "aliases" in refused(f"---\na0: &a0 [lol]\n{rows}\n---\n").text


def test_utf8_is_read_with_and_without_a_mark() -> None:
    assert decoding.decode("\ufeffCafé\r\nb\rc".encode(), WHERE) == ("Café\nb\nc", ())
    assert decoding.decode("Café".encode(), WHERE) == ("Café", ())


def test_a_mark_names_the_encoding() -> None:
    assert decoding.decode("\ufeffCafé".encode("utf-16-le"), WHERE) == ("Café", ())


def test_other_bytes_are_windows_1252_with_a_note() -> None:
    text, notes = decoding.decode("“Café” – €5".encode("cp1252"), WHERE)

    assert text == "“Café” – €5"
    assert [(note.code, note.where) for note in notes] == [("source.encoding", WHERE)]
