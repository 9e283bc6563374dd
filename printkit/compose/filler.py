"""Composes the page that fills up an issue's page plan: a picture in the room of the text, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from printkit.config.lengths import written
from printkit.model.layout import Layout
from printkit.model.products import Blob, Galley, Picture


def filler(layout: Layout, picture: Picture | None = None) -> Galley:
    """One page of the layout's size with a picture in its middle, or blank; it says nothing to a reader aloud."""
    page = layout.page
    # One page for both sides: the margins stand in the middle between a recto's and a verso's.
    margins = (page.top, (page.inner + page.outer) / 2, page.bottom)
    css = (
        f"@page {{ size: {written(page.width)} {written(page.height)}; bleed: {written(page.bleed)};"
        f" margin: {' '.join(map(written, margins))} }}\n"
        f"body {{ margin: 0 }}\n"
        f"img {{ display: block; width: 100%; height: {written(page.height - page.top - page.bottom)};"
        f" object-fit: contain }}\n"
    )
    assets: Mapping[str, Blob] = {}
    body = ""
    if picture:
        name = f"pictures/{picture.blob.sha256}.{picture.media_type.partition('/')[2]}"
        assets, body = {name: picture.blob}, f'<img src="{name}" alt="">'
    html = f'<!DOCTYPE html>\n<html lang="en"><head><title>-</title></head><body>{body}</body></html>'
    return Galley("_filler", html, css, assets, "en")
