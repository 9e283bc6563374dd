from __future__ import annotations

import pytest

from printkit.typeset.drawings import fault
from tests.typeset.galleys import bomb, svg


def test_plain_shapes_may_be_drawn() -> None:
    assert fault(svg('<defs><g id="a"><circle r="2"/></g></defs><use href="#a"/><!-- a note -->')) is None


def test_a_use_of_something_that_is_not_there_may_be_drawn() -> None:
    assert fault(svg('<use href="#nothing"/>')) is None


@pytest.mark.parametrize("levels", [1, 2, 4])
def test_shapes_used_a_thousand_times_may_be_drawn(levels: int) -> None:
    assert fault(bomb(levels)) is None


@pytest.mark.parametrize("levels", [6, 9, 40])
def test_shapes_used_without_measure_may_not(levels: int) -> None:
    assert fault(bomb(levels)) == "a drawing of too many shapes"


def test_a_drawing_that_uses_itself_may_not() -> None:
    assert fault(svg('<g id="a"><g id="b"><use href="#a"/></g></g>')) == "a drawing that uses itself"


def test_a_document_type_may_not() -> None:
    assert fault(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;")) == "a drawing with a document type"


@pytest.mark.parametrize("name", ["script", "foreignObject", "image", "style", "a"])
def test_what_reaches_outside_may_not(name: str) -> None:
    assert fault(svg(f"<g><{name}/></g>")) == f"a drawing with <{name.lower()}> in it"


def test_deep_nesting_may_not() -> None:
    assert fault(svg("<g>" * 100 + "</g>" * 100)) == "a drawing of too many shapes"


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", b"<svg", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="x"?><svg/>']
)
def test_what_is_no_drawing_is_told(data: bytes) -> None:
    assert fault(data) in {"no picture", "no picture that can be read"}
