"""What was fetched into the cache is let go by age and by size; what lies beside an issue is never."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from printkit.build import store
from printkit.build.store import Row, Store, now

DAY = 86400.0


def kept(folder: Path, name: str, data: bytes = b"Words.", *, days: float = 0, lasting: bool = False) -> Row:
    """An address fetched so many days ago."""
    place = Store(folder, lasting=lasting)
    row = place.keep(Row(f"https://news.example/{name}", media_type="text/html", fetched=now(-days * DAY)), data)
    place.write()
    return row


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {store.INDEX}


def test_an_answer_of_long_ago_goes_when_the_next_is_kept(tmp_path: Path):
    old, young = kept(tmp_path, "old", b"Old.", days=91), kept(tmp_path, "young", b"Young.", days=89)
    new = kept(tmp_path, "new", b"New.")

    assert names(tmp_path) == {young.file, new.file}
    assert Store(tmp_path).row(old.address) is None


def test_beside_an_issue_nothing_goes_however_old_it_is(tmp_path: Path):
    old = kept(tmp_path, "old", b"Old.", days=4000, lasting=True)
    new = kept(tmp_path, "new", b"New.", lasting=True)

    assert names(tmp_path) == {old.file, new.file}


def test_the_oldest_goes_where_all_together_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "KEPT_BYTES", 250)
    rows = [kept(tmp_path, f"page-{days}", bytes([days]) * 100, days=days) for days in (3, 1, 2)]

    assert names(tmp_path) == {rows[1].file, rows[2].file}


def test_what_a_run_has_just_fetched_stays_however_large_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "KEPT_BYTES", 10)
    kept(tmp_path, "small", b"1")

    large = kept(tmp_path, "large", bytes(100))
    assert names(tmp_path) == {large.file}


def test_a_page_that_two_addresses_lead_to_stays_as_long_as_one_of_them(tmp_path: Path):
    old = kept(tmp_path, "tide", days=91)
    again = Store(tmp_path)
    again.keep(replace(old, address="https://news.example/other", final=old.address, fetched=now()), b"Words.")
    again.write()

    assert names(tmp_path) == {old.file}


def test_a_file_that_no_row_names_goes_after_a_day_and_a_stranger_s_stays(tmp_path: Path):
    lost, fresh, strange = (
        tmp_path / name for name in ("lost-0123456789ab.html", "new-0123456789ab.html", "notes.txt")
    )
    for path in (lost, fresh, strange):
        path.write_text("Words.")
    for path in (lost, strange):
        os.utime(path, (time.time() - 2 * DAY,) * 2)

    row = kept(tmp_path, "tide")
    assert names(tmp_path) == {fresh.name, strange.name, row.file}
