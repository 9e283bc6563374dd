"""Dates are read as front matter and paths write them, and nothing else is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from printkit.readers import dates


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-3-1", date(2026, 3, 1)),
        ("2026/03/01", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        ("March 1, 2026", date(2026, 3, 1)),
        ("1st Mar. 2026", date(2026, 3, 1)),
        ("2026-03-01 18:00", date(2026, 3, 1)),
        ("2026-03-01T18:00:00Z", datetime(2026, 3, 1, 18, tzinfo=UTC)),
        ("Sun, 01 Mar 2026 18:00:00 +0000", datetime(2026, 3, 1, 18, tzinfo=UTC)),
        ("2026-02-30", None),
        ("soon", None),
        ("2026", None),
        (True, None),
        (None, None),
    ],
)
def test_a_date_is_read_however_it_is_written(value: object, day: date | None) -> None:
    assert dates.parse(value) == day
