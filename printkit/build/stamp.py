"""What the machine that sets the pages is: the part of every cache key that no source knows."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from printkit import version as own
from printkit.build.cache import digest, sha256

# The packages whose code decides what a page looks like; a new version of any makes every page anew.
_ENGINES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "jinja2")
_READERS = ("markdown-it-py", "mdit-py-plugins", "pygments", "lxml", "babel", "pillow", "pypdf")
_NATIVE = {"libpango-1.0.so.0": "pango_version_string", "libharfbuzz.so.0": "hb_version_string"}


@functools.cache
def stamp() -> str:
    """One digest of printkit's own code and of every engine's version."""
    versions = [f"{name} {version(name)}" for name in (*_ENGINES, *_READERS)]
    return digest(own.__version__, _own_code(), *versions, *(_native(*pair) for pair in _NATIVE.items()))


def folders(places: Sequence[Path]) -> str:
    """One digest of all files in the folders, by their paths inside them: what a layout or a set of fonts is."""
    pieces = []
    for place in places:
        for path in sorted(p for p in place.rglob("*") if p.is_file() and not p.name.startswith(".")):
            pieces += [path.relative_to(place).as_posix(), sha256(path)]
        pieces.append("end")
    return digest(*pieces)


def _own_code() -> str:
    package = Path(own.__file__).parent
    return digest(*(path.read_bytes() for path in sorted(package.rglob("*.py"))))


def _native(library: str, function: str) -> str:
    try:
        said = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        # Named otherwise on other systems: printkit's own version must then do.
        return f"{library} unknown"
    said.restype = ctypes.c_char_p
    return f"{library} {said().decode()}"
