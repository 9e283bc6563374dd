"""Gives up what a file cannot claim with ready pages in it that break a standard, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from printkit.bind.foreign.faults import ARCHIVAL, PRESS, UA
from printkit.bind.profiles import Profile
from printkit.errors import Note
from printkit.model.products import Part


def kept(claims: Profile, parts: Sequence[Part]) -> tuple[Profile, tuple[Note, ...]]:
    """The claims that hold with these parts, and a Note for each part that costs one."""
    notes = []
    for part in parts:
        lost = [said for broken, said in _said(claims).items() if broken in part.rendition.breaks]
        if lost:
            text = f"with these ready pages in it the issue is no {' and no '.join(lost)}, and does not claim to be"
            notes.append(Note("warning", "pdf.claim", text, part.slug))
    broken = {standard for part in parts for standard in part.rendition.breaks}
    held = replace(claims, ua=0 if UA in broken else claims.ua)
    held = replace(held, exchange="" if PRESS in broken else held.exchange)
    return replace(held, archival=None if ARCHIVAL in broken else held.archival), tuple(notes)


def _said(claims: Profile) -> dict[str, str]:
    """What is claimed, by the standard's name."""
    said = {UA: f"PDF/UA-{claims.ua}"} if claims.ua else {}
    if claims.archival:
        part, level = claims.archival
        said[ARCHIVAL] = f"PDF/A-{part}{level.lower()}"
    if claims.exchange:
        said[PRESS] = claims.exchange
    return said
