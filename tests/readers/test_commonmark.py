"""Nothing is lost: the specification's examples and real posts come through with every word, in order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from printkit.model.article import Reading
from printkit.readers import markdown
from tests.readers import words

PLAIN = Reading(lang="en", smart=False)

FRONT_MATTER = re.compile(r"\A(?:---\n.*?\n---|\+\+\+\n.*?\n\+\+\+)\n", re.DOTALL)
LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# What a plain CommonMark rendering prints of the extensions' own marks.
MARKS = re.compile(
    r"\[\^[^\]\s]+\]:?|\{:?\s*[#.][\w-]+(?:\s+[#.][\w-]+)*\s*\}|^\s*> ?\[!\w+\]$|(?<=[-*+] )\[[xX]\]", re.MULTILINE
)
NOTE = re.compile(r"^\[\^([^\]\s]+)\]:.*(?:\n(?!\[\^).+)*(?:\n\n?(?: {4}|\t).+)*", re.MULTILINE)


@pytest.mark.external
def test_every_example_of_the_specification_keeps_its_words(corpus: Path) -> None:
    examples = json.loads((corpus / "commonmark" / "spec.json").read_text(encoding="utf-8"))

    lost = {}
    for example in examples:
        parsed = markdown.parse(example["markdown"], PLAIN, "spec.md")
        expected, found = words.of_html(shown(example["html"])), words.of_blocks(parsed.blocks)
        if found != expected:
            lost[example["example"]] = (expected, found)

    assert len(examples) > 300
    assert lost == {}


def shown(html: str) -> str:
    """The reference's HTML with the title of a picture that stands alone as text: print makes it the caption."""
    return re.sub(r'<p>(<img [^>]*title="([^"]*)"[^>]*>)</p>', r"<p>\1 \2</p>", html)


@pytest.mark.external
@pytest.mark.parametrize("folder", ["markdown-18f/posts", "markdown-rust"])
def test_real_posts_keep_their_words_in_order(corpus: Path, folder: str) -> None:
    plain = MarkdownIt("commonmark", {"maxNesting": 100})
    posts = sorted((corpus / folder).glob("*.md"))

    lost = {}
    for post in posts:
        text = LIQUID.sub("", FRONT_MATTER.sub("", post.read_text(encoding="utf-8")))
        expected = re.findall(r"\w+", words.of_html(plain.render(MARKS.sub("", notes_last(text)))))
        found = words.of_everything(markdown.parse(text, PLAIN, f"posts/{post.name}"))
        if gone := first_missing(expected, found):
            lost[post.name] = gone

    assert len(posts) > 100
    assert lost == {}


def notes_last(text: str) -> str:
    """The text with its notes after all else, in the order in which they are first referred to."""
    notes = {match[1]: match[0] for match in NOTE.finditer(text)}
    body = NOTE.sub("", text)
    order = dict.fromkeys(name for name in re.findall(r"\[\^([^\]\s]+)\]", body) if name in notes)
    return "\n\n".join([body, *(notes[name] for name in order)])


def first_missing(expected: list[str], found: list[str]) -> str:
    """The first word that is not found, or not where it should be, with some before it; empty if all are there."""
    rest = iter(found)
    for place, word in enumerate(expected):
        if word not in rest:  # goes on in `rest` to where the word stands
            return " ".join(expected[max(0, place - 8) : place + 3])
    return ""
