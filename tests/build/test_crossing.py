from __future__ import annotations

import collections
import datetime
import decimal
import os
import pickle
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from printkit.build.crossing import MOST, Answer, Frame, Kind, Unframer, loads
from printkit.build.tasks import Task
from printkit.errors import ReadError
from printkit.model.article import Article
from printkit.model.blocks import Inline, Paragraph
from printkit.model.products import Blob, Rendition

VALUES = [
    None,
    (1, 2.5, True, "ä", b"x", [1], {"a": 1}, {1}, frozenset({1}), 1j),
    Article("a", "A", (Paragraph(Inline("x")),), {"1": ()}, published=datetime.date(2026, 1, 1)),
    datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    datetime.timedelta(1),
    Path("/a"),
    PurePosixPath("a"),
    decimal.Decimal("1.5"),
    collections.OrderedDict(a=1),
    collections.Counter("aab"),
    Rendition("a", Blob(Path("/a"), 1, "ab"), 1, "recto"),
    Answer(value=1, trace="x"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("protocol", [4, 5])
def test_plain_values_and_our_own_cross(value: object, protocol: int) -> None:
    assert loads(pickle.dumps(value, protocol=protocol)) == value


def test_an_error_crosses_with_its_place_and_hint() -> None:
    crossed = loads(pickle.dumps(ReadError("no", where="a.md", hint="write")))

    assert isinstance(crossed, ReadError)
    assert (crossed.text, crossed.where, crossed.hint) == ("no", "a.md", "write")


class Acting:
    """Pickles itself as a call."""

    def __init__(self, call: Callable[..., object], *args: object) -> None:
        self.call, self.args = call, args

    def __reduce__(self) -> tuple[object, ...]:
        return self.call, self.args


ACTING: dict[str, object] = {
    "a command": Acting(os.system, "true"),
    "an expression": Acting(eval, "1"),
    "a method by its name": Acting(getattr, "", "join"),
    "a file": Acting(open, "/etc/passwd"),
    "a job of ours": Acting(Task, "read"),
    "a maker of values": Acting(collections.defaultdict, list),
    "a class": Acting,
    "a function": os.system,
    "a foreign error": ValueError("x"),
    "a function of ours": loads,
}


@pytest.mark.parametrize("value", ACTING.values(), ids=ACTING)
def test_nothing_crosses_that_could_act(value: object) -> None:
    with pytest.raises(Exception, match="may not cross"):
        loads(pickle.dumps(value))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("printkit.errors", "dataclass"),
        ("printkit.errors", "PrintkitError.__init__"),
        ("printkit.model.products", "Path"),
        ("printkit.model.article", "block_dict"),
        ("printkit.model.issue", "Literal"),
        ("printkit.build.tasks", "Task"),
        ("printkit.build.crossing", "import_module"),
        ("printkit.model.nowhere", "X"),
        ("printkit.__main__", "main"),
        ("printkitten.errors", "X"),
    ],
)
def test_no_name_crosses_but_those_of_our_own_values(module: str, name: str) -> None:
    data = pickle.PROTO + b"\4" + b"".join(b"\x8c" + bytes([len(w)]) + w.encode() for w in (module, name)) + b"\x93."

    with pytest.raises(Exception, match=r"may not cross|cannot be read"):
        loads(data)


@pytest.mark.parametrize("data", [b"", b"rubbish", b"\x80\x05", pickle.dumps([1, 2])[:-3], b"\x80\x05R."])
def test_what_is_no_pickle_is_a_clean_error(data: bytes) -> None:
    with pytest.raises(Exception, match="cannot be read"):
        loads(data)


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_frames_are_put_together_from_any_pieces(step: int) -> None:
    frames = [Frame(Kind.READY), Frame(Kind.ANSWER, 7, b"x" * 300), Frame(Kind.LOST, 8, b"")]
    sent = b"".join(map(bytes, frames))
    unframer = Unframer()

    assert [f for n in range(0, len(sent), step) for f in unframer.feed(sent[n : n + step])] == frames


def test_a_frame_too_long_to_be_one_is_refused() -> None:
    head = bytes(Frame(Kind.ANSWER, 1, b""))[:-8] + (MOST + 1).to_bytes(8)

    with pytest.raises(ValueError, match="too long"):
        list(Unframer().feed(head))
