"""The cache gives back what was put in, or nothing."""

import os
import time
from pathlib import Path

from printkit.build.cache import STALE, Cache, digest
from printkit.build.executors import Serial
from printkit.build.shop import Shop


def test_a_blob_comes_back_whole(tmp_path: Path):
    cache = Cache(tmp_path)
    blob = cache.put(b"pages")

    assert cache.blob(blob.sha256) == blob
    assert blob.path.read_bytes() == b"pages"
    assert blob.size == 5


def test_a_blob_with_one_byte_changed_is_not_there(tmp_path: Path):
    cache = Cache(tmp_path)
    blob = cache.put(b"pages")
    blob.path.write_bytes(b"pagez")

    assert cache.blob(blob.sha256) is None
    assert cache.put(b"pages").path.read_bytes() == b"pages"


def test_a_damaged_record_is_not_there(tmp_path: Path):
    cache = Cache(tmp_path)
    cache.keep("ab12", {"pages": 4})
    (path,) = (tmp_path / "records").rglob("ab12")
    assert cache.record("ab12") == {"pages": 4}

    path.write_bytes(path.read_bytes().replace(b"4", b"5"))

    assert cache.record("ab12") is None


def test_an_adopted_file_leaves_its_staging_name(tmp_path: Path):
    cache = Cache(tmp_path)
    staged = cache.reserve()
    staged.write_bytes(b"made")

    blob = cache.adopt(staged)

    assert not staged.exists()
    assert blob.path.read_bytes() == b"made"


def test_what_killed_runs_left_is_thrown_away_after_a_day(tmp_path: Path):
    cache = Cache(tmp_path)
    cache.tidy()
    old, fresh, folder = cache.reserve(), cache.reserve(), cache.reserve()
    for path in (old, fresh, folder / "issue.pdf"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    for path in (old, folder):
        os.utime(path, (time.time() - STALE - 60,) * 2)

    cache.tidy()

    assert list((tmp_path / "staging").iterdir()) == [fresh]


def test_opening_the_press_tidies_its_cache(tmp_path: Path):
    left = Cache(tmp_path / "cache").reserve()
    left.write_bytes(b"half")
    os.utime(left, (0, 0))

    with Serial() as executor, Shop(tmp_path, cache=tmp_path / "cache", executor=executor).desk():
        pass

    assert not left.exists()


def test_keys_do_not_run_together():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab", "") != digest("ab")


def test_a_cleared_cache_is_empty_and_can_be_used_again(tmp_path: Path):
    cache = Cache(tmp_path / "cache")
    cache.put(b"x" * 1000)
    assert cache.size() == 1000

    cache.clear()

    assert cache.size() == 0
    assert cache.put(b"y").path.read_bytes() == b"y"


def test_clearing_a_folder_that_was_named_by_mistake_takes_nothing_of_its_owner_s(tmp_path: Path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear")
    (tmp_path / "fetched").symlink_to(tmp_path / "letters")
    cache = Cache(tmp_path)
    cache.put(b"pages")

    cache.clear()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["dear.txt", "fetched", "letters"]
