"""Gives the colours of ready pages their profile on a press run, and leaves every colour what it is."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf.generic import DictionaryObject, StreamObject

from printkit.bind.objects import name, name_of
from printkit.bind.press import Sheet


@dataclass(frozen=True)
class Tagged:
    """In place of the sheet itself: what is RGB is said to be sRGB, nothing is set in another ink."""

    sheet: Sheet

    def colour(self, made: DictionaryObject) -> None:
        """Give a dictionary's RGB its profile; a group goes on blending in RGB."""
        if name_of(made, "/S") != "Transparency":
            self.sheet.colour(made)
        elif name_of(made, "/CS") == "DeviceRGB":
            made[name("CS")] = self.sheet.srgb

    def paint(self, made: StreamObject) -> None:
        """Nothing: the advertiser has chosen his inks."""
