"""Players that pages embed: whose they are, the address that a person would open instead, and the still they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Player:
    """A player's frame by host and path, and what follows from its address; `{0}` is what the pattern found.

    `wrapped` names the parameter that holds the address itself.
    """

    frame: re.Pattern[str]
    page: str = ""
    still: str = ""
    wrapped: str = ""


def _player(frame: str, page: str = "", still: str = "", wrapped: str = "") -> Player:
    return Player(re.compile(frame, re.I), page, still, wrapped)


_FILM = "https://i.ytimg.com/vi/{0}/hqdefault.jpg"

PLAYERS = (
    _player(
        r"(?:(?:www|m)\.)?youtube(?:-nocookie)?\.com/(?:embed|shorts|live|v|e)/(?!videoseries)([\w-]{11})(?![\w-])",
        "https://youtu.be/{0}",
        _FILM,
    ),
    _player(r"(?:(?:www|m)\.)?youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{11})(?![\w-])", "https://youtu.be/{0}", _FILM),
    _player(r"youtu\.be/([\w-]{11})(?![\w-])", "https://youtu.be/{0}", _FILM),
    _player(r"player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{0}"),
    _player(
        r"(?:www\.|geo\.)?dailymotion\.com/embed/video/(\w+)",
        "https://www.dailymotion.com/video/{0}",
        "https://www.dailymotion.com/thumbnail/video/{0}",
    ),
    _player(r"open\.spotify\.com/embed(?:-podcast)?/(\w+/\w+)", "https://open.spotify.com/{0}"),
    _player(r"embed\.podcasts\.apple\.com/([^?#]+)", "https://podcasts.apple.com/{0}"),
    _player(r"embed(?:-ssl)?\.ted\.com/(talks/[^?#]+)", "https://www.ted.com/{0}"),
    _player(r"archive\.org/embed/([^?#]+)", "https://archive.org/details/{0}"),
    _player(r"codepen\.io/([\w-]+)/embed/(?:preview/)?(\w+)", "https://codepen.io/{0}/pen/{1}"),
    _player(r"platform\.twitter\.com/embed/tweet\.html\?(?:[^#]*&)?id=(\d+)", "https://x.com/i/status/{0}"),
    _player(r"(?:www\.)?instagram\.com/((?:p|reel|tv)/[\w-]+)/embed", "https://www.instagram.com/{0}/"),
    _player(r"(?:www\.)?facebook\.com/plugins/(?:video|post)\.php", wrapped="href"),
    _player(r"w\.soundcloud\.com/player/?", wrapped="url"),
)

HOUSES = {
    **{"youtube.com": "YouTube", "youtube-nocookie.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo"},
    **{"dailymotion.com": "Dailymotion", "twitch.tv": "Twitch", "ted.com": "TED", "spotify.com": "Spotify"},
    **{"soundcloud.com": "SoundCloud", "bandcamp.com": "Bandcamp", "mixcloud.com": "Mixcloud"},
    **{"podcasts.apple.com": "Apple Podcasts", "openstreetmap.org": "OpenStreetMap", "maps.google.com": "Google Maps"},
    **{"google.com": "Google", "x.com": "X", "twitter.com": "X", "instagram.com": "Instagram"},
    **{"facebook.com": "Facebook", "tiktok.com": "TikTok", "threads.net": "Threads", "bsky.app": "Bluesky"},
    **{"archive.org": "Internet Archive", "codepen.io": "CodePen", "flickr.com": "Flickr", "loom.com": "Loom"},
}
"""What a host is called, if people know it by another name than its own."""


def page(address: str) -> str:
    """The page that shows what a player plays, where its address says so; else the address as it is."""
    player, found = _found(address)
    if player is None or found is None:
        return address
    if player.wrapped:
        inner = parse_qs(urlsplit(address).query).get(player.wrapped, [""])[0]
        return inner if inner.startswith(("https://", "http://")) else address
    return player.page.format(*found.groups())


def still(address: str) -> str:
    """The address of the picture that a player shows before it plays, where it follows from its own; else nothing."""
    player, found = _found(address)
    return player.still.format(*found.groups()) if player and found else ""


def house(address: str) -> str:
    """Who offers what an address leads to, by the name people know: `YouTube`; nothing where we know none."""
    host = (urlsplit(address).hostname or "").lower()
    parts = host.split(".")
    return next((HOUSES[name] for n in range(len(parts)) if (name := ".".join(parts[n:])) in HOUSES), "")


def _found(address: str) -> tuple[Player | None, re.Match[str] | None]:
    bare = re.sub(r"^(?:https?:)?//", "", unquote(address.strip()), flags=re.I)
    matches = ((player, player.frame.match(bare)) for player in PLAYERS)
    return next(((player, found) for player, found in matches if found), (None, None))
