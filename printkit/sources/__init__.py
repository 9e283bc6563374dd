"""Sources: a path, standard input or an address becomes bytes with a type; files are read beneath the root alone."""

from __future__ import annotations

from printkit.sources.files import (
    MANY_BYTES,
    MANY_TYPES,
    MAX_BYTES,
    MEDIA_TYPES,
    TYPES,
    from_stdin,
    index_of,
    inside,
    is_address,
    is_folder,
    load,
    media_type,
    most_bytes,
    read_beneath,
)

__all__ = [
    "MANY_BYTES",
    "MANY_TYPES",
    "MAX_BYTES",
    "MEDIA_TYPES",
    "TYPES",
    "from_stdin",
    "index_of",
    "inside",
    "is_address",
    "is_folder",
    "load",
    "media_type",
    "most_bytes",
    "read_beneath",
]
