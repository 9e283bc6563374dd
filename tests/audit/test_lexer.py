"""Values are read as a PDF writes them, nested and escaped."""

from __future__ import annotations

import pytest

from printkit.audit.lexer import UnreadableError, value
from printkit.audit.values import Name, Ref, text

VALUES = [
    (b"12", 12),
    (b"-.5", -0.5),
    (b"+7.", 7.0),
    (b"12 0 R", Ref(12)),
    (b"/A#20B", Name("A B")),
    (b"true", True),
    (b"null", None),
    (b"<4 8 5>", b"HP"),
    (b"(a(b)c\\)\\101\\\nd\\n)", b"a(b)c)Ad\n"),
    (b"[1 2 0 R(x)]", [1, Ref(2), b"x"]),
    (b"% note\n<</A<</B[/C]>>/D null>>", {"A": {"B": [Name("C")]}, "D": None}),
]


@pytest.mark.parametrize(("data", "found"), VALUES)
def test_a_value_is_read(data: bytes, found: object):
    assert value(data + b" ")[0] == found


@pytest.mark.parametrize("data", [b"", b"[1 2", b"<</A 1]", b"(never", b">>"])
def test_what_is_no_value_is_refused(data: bytes):
    with pytest.raises(UnreadableError):
        value(data)


def test_a_thousand_arrays_inside_each_other_are_read():
    deep = b"[" * 50_000 + b"]" * 50_000

    assert value(deep)[1] == len(deep)


def test_text_is_read_whichever_way_it_is_written():
    assert text(b"caf\xe9") == text("\ufeffcafé".encode("utf-16-be")) == text(b"\xef\xbb\xbfcaf\xc3\xa9") == "café"
