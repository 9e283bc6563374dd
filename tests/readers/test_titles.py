"""A headline is words on one line, whatever marks its source sets about them."""

from __future__ import annotations

import pytest

from printkit.readers import titles


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("`async fn` in *traits*", "async fn in traits"),
        ("A <em>small</em> &amp; quiet place", "A small & quiet place"),
        ("O*NET today, 2 * 3 * 4", "O*NET today, 2 * 3 * 4"),
        ("Vec<T> and snake_case_names", "Vec<T> and snake_case_names"),
        ("`Vec<b>` is `*not*` bold", "Vec<b> is *not* bold"),
        (r"Five \*stars\*", "Five *stars*"),
        ("[The Harbour](https://example.org) **now**", "The Harbour now"),
        ("Two\n  lines", "Two lines"),
    ],
)
def test_a_headline_is_plain_words(written: str, plain: str) -> None:
    assert titles.plain(written) == plain
