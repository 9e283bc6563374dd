"""The profiles that a bundle may be bound in: what each claims to be, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from printkit.errors import BindError


@dataclass(frozen=True, slots=True)
class Profile:
    """What a file of this profile claims, and what follows from that.

    `ua` is the part of PDF/UA (0: none), `archival` the part and level of PDF/A, `exchange` the version of PDF/X,
    `intent` the kind of output intent it names, `version` the PDF version in its head.
    """

    ua: int = 1
    archival: tuple[int, str] | None = None
    exchange: str = ""
    intent: str = ""
    version: str = "1.7"

    @property
    def interactive(self) -> bool:
        """Whether links may stand on its pages: ISO 15930-7, 6.17, bars annotations from what is printed."""
        return not self.exchange


PROFILES: Mapping[str, Profile] = {
    "screen": Profile(),
    "archive": Profile(archival=(3, "A"), intent="GTS_PDFA1"),
    "press": Profile(ua=0, exchange="PDF/X-4", intent="GTS_PDFX", version="1.6"),
}
"""Each profile that issue.toml and the commands know."""


def profile(called: str) -> Profile:
    """The profile of this name; BindError for one that binding does not make."""
    if called not in PROFILES:
        raise BindError(f"there is no profile '{called}'", hint=f"profiles are {', '.join(PROFILES)}")
    return PROFILES[called]
