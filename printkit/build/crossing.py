"""What may cross from a worker to the process that ordered the work: frames of bytes, and values that cannot act."""

from __future__ import annotations

import enum
import io
import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from importlib import import_module

from printkit.errors import PrintkitError

MOST = 64 << 20
"""The largest answer in bytes; what is larger belongs in a file."""

_HEAD = struct.Struct("!BQQ")


class Kind(enum.IntEnum):
    """What a frame says."""

    SETUP = 1
    READY = 2
    FAILED = 3
    JOB = 4
    ANSWER = 5
    LOST = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: its kind, the number of the job it is about, and its words."""

    kind: Kind
    job: int = 0
    body: bytes = b""

    def __bytes__(self) -> bytes:
        return _HEAD.pack(self.kind, self.job, len(self.body)) + self.body


class Unframer:
    """Puts frames together out of the pieces that a pipe gives."""

    def __init__(self) -> None:
        self._pieces = bytearray()

    def feed(self, piece: bytes) -> Iterator[Frame]:
        """The frames that are whole now. Raises ValueError on what is no frame."""
        self._pieces += piece
        while len(self._pieces) >= _HEAD.size:
            kind, job, length = _HEAD.unpack_from(self._pieces)
            end = _HEAD.size + length
            if length > MOST:
                raise ValueError("an answer too long to be one")
            if len(self._pieces) < end:
                return
            body = bytes(self._pieces[_HEAD.size : end])
            del self._pieces[:end]
            yield Frame(Kind(kind), job, body)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a job ended: its value, or its error with the traceback as text."""

    value: object = None
    error: PrintkitError | None = None
    trace: str = ""


def loads(data: bytes) -> object:
    """A pickled value that holds nothing but printkit's own dataclasses and errors and harmless values.

    Raises PrintkitError where it names anything else, or is no pickle.
    """
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except PrintkitError:
        raise
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, LookupError, ImportError) as error:
        raise PrintkitError(f"a worker's answer cannot be read: {error}") from error


_HARMLESS = frozenset(
    {
        *(("builtins", name) for name in ("set", "frozenset", "bytearray", "complex", "range", "slice")),
        *(("collections", name) for name in ("OrderedDict", "Counter", "deque")),
        *(("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")),
        *(("pathlib", name) for name in ("Path", "PosixPath", "PurePath", "PurePosixPath")),
        # 3.13 names the classes where they are written.
        *(("pathlib._local", name) for name in ("Path", "PosixPath", "PurePath", "PurePosixPath")),
        ("decimal", "Decimal"),
        ("fractions", "Fraction"),
        ("uuid", "UUID"),
        ("printkit.errors", "_remake"),
    }
)


class _Unpickler(pickle.Unpickler):
    """Python's own reader calls whatever a pickle names; this one names what may be called."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) in _HARMLESS:
            return getattr(import_module(module), name)
        if _is_ground(module) or (module, name) == (__name__, "Answer"):
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return found
        raise PrintkitError(f"a worker answered with something that may not cross: {module}.{name}")


def _is_ground(module: str) -> bool:
    return module == "printkit.errors" or module.startswith("printkit.model.")


def _is_value(kind: type) -> bool:
    # A pickle may call whatever it has made, so nothing may be made that answers to a call.
    return (is_dataclass(kind) or issubclass(kind, PrintkitError | enum.Enum)) and "__call__" not in dir(kind)
