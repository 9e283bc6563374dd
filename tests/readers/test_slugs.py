"""Slugs are short, plain and always there."""

from __future__ import annotations

from printkit.names import slugify
from printkit.readers import slugs


def test_a_slug_is_at_most_80_long_and_ends_with_a_word() -> None:
    slug = slugify("tide and " * 30)

    assert len(slug) <= 80
    assert slug.endswith(("tide", "and"))


def test_without_any_name_the_content_names_the_article() -> None:
    assert slugs.derived("-", "!!", "text") == "article-982d9e3e"
