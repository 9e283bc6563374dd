"""A byline, however it is written, is the names in it."""

from __future__ import annotations

import pytest

from printkit.readers import bylines


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ("By Ann Lee, Ben Ode and Cem Kaya", ("Ann Lee", "Ben Ode", "Cem Kaya")),
        ("Ann Lee, Ben Ode, and Cem Kaya", ("Ann Lee", "Ben Ode", "Cem Kaya")),
        ("Ann Lee & Ben Ode", ("Ann Lee", "Ben Ode")),
        ("Ann Lee; Ben Ode", ("Ann Lee", "Ben Ode")),
        ("von Ann Lee und Ben Ode", ("Ann Lee", "Ben Ode")),
        ("Martin Luther King, Jr.", ("Martin Luther King, Jr.",)),
        ("Department of Health and Human Services", ("Department of Health and Human Services",)),
        ("Vint Cerf and the Rust team", ("Vint Cerf and the Rust team",)),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Ann Lee <ann@example.org>", ("Ann Lee",)),
        ("Byron Katie", ("Byron Katie",)),
        ("jane-doe", ("Jane Doe",)),
        ("mbland", ("mbland",)),
        (["jane-doe", "ann"], ("Jane Doe", "ann")),
        (["Ann Lee", "Ann Lee", ""], ("Ann Lee",)),
        ([{"name": "Ann Lee", "role": "words"}, {"name": "Ben Ode"}], ("Ann Lee", "Ben Ode")),
        ({"name": "Ann Lee", "url": "https://example.org"}, ("Ann Lee",)),
        (["Felix S. Klock II"], ("Felix S. Klock II",)),
        (True, ()),
        (None, ()),
    ],
)
def test_a_byline_is_names(value: object, names: tuple[str, ...]) -> None:
    assert bylines.names(value) == names
