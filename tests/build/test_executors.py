from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from printkit.build.executors import Serial, Workers
from printkit.errors import Note, PrintkitError, ReadError, SourceError, TypesetError
from printkit.model.products import Blob
from printkit.walls import Limits
from tests.build import work
from tests.conftest import ROOT

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="walls as Linux has them")
TIGHT = Limits(seconds=20, cpu=1, memory=400 << 20, file_size=1 << 20, files=64)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Two workers under tight limits, shared by the tests of this file."""
    with Workers(2, TIGHT) as two:
        yield two


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def until(true: Callable[[], bool]) -> bool:
    """Wait for something that other processes do; half a minute is for ever."""
    end = time.monotonic() + 30
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def error(future: Future[Any]) -> PrintkitError:
    caught = future.exception()
    assert isinstance(caught, PrintkitError)
    return caught


def test_a_job_is_done_elsewhere(workers: Workers) -> None:
    assert workers.submit(work.add, 1, right=2).result() == 3
    assert workers.submit(work.process).result() != os.getpid()


def test_every_job_has_a_process_of_its_own(workers: Workers) -> None:
    pids = {workers.submit(work.process).result() for _ in range(5)}

    assert len(pids) == 5


def test_more_jobs_than_workers_wait_their_turn(workers: Workers) -> None:
    assert list(workers.map(work.add, range(40))) == list(range(40))


def test_noise_is_swallowed(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    assert workers.submit(work.chat).result() == "said"
    assert capfd.readouterr() == ("", "")


def test_our_own_values_cross_whole(workers: Workers) -> None:
    assert workers.submit(work.blob).result() == Blob(Path("/a/part"), 3, "ab")
    assert workers.submit(work.note).result() == (Note("warning", "image.missing", "no such picture", "a.png"),)


def test_answers_larger_than_every_pipe_cross(workers: Workers) -> None:
    futures = [workers.submit(work.large, 8 << 20) for _ in range(4)]

    assert [len(future.result()) for future in futures] == [8 << 20] * 4


def test_orders_larger_than_every_pipe_cross(workers: Workers) -> None:
    words = [bytes(3 << 20) for _ in range(4)]

    assert list(workers.map(len, words)) == [3 << 20] * 4


def test_an_answer_too_large_to_be_one_is_refused(workers: Workers) -> None:
    assert "larger than 64 MB" in error(workers.submit(work.large, 65 << 20)).text


def test_our_own_errors_cross_whole(workers: Workers) -> None:
    caught = error(workers.submit(work.refuse))

    assert isinstance(caught, ReadError)
    assert str(caught) == "a.md:1: no headline (write one)"
    assert "in refuse" in caught.__notes__[0]


def test_an_error_of_a_kind_that_only_the_worker_knows_crosses_as_the_kind_it_stands_under(workers: Workers) -> None:
    caught = error(workers.submit(work.refuse_in_own_words))

    assert type(caught) is SourceError
    assert (caught.text, caught.where) == ("no such page", "a.md")


def test_any_other_error_is_a_fault_of_ours_and_told_as_one(workers: Workers) -> None:
    caught = error(workers.submit(work.stumble))

    assert "KeyError: 'slug'" in caught.text
    assert "report" in caught.hint


@pytest.mark.parametrize(
    ("job", "why"),
    [
        (work.leave, "ended by itself (exit 3)"),
        (work.kill_itself, "killed by the system"),
        (work.abort, "SIGABRT"),
        (work.loop, "more than 1 s of processor time"),
        (work.exit_politely, "SystemExit"),
    ],
)
def test_a_job_that_dies_says_why_and_the_others_go_on(job: Callable[[], None], why: str, workers: Workers) -> None:
    doomed, good = workers.submit(job), workers.submit(work.add, 1)

    assert why in error(doomed).text
    assert good.result() == 1


@linux
@pytest.mark.parametrize(("job", "why"), [(work.hoard, "memory ran out"), (work.recurse, "nested too deeply")])
def test_a_job_without_end_or_measure_is_a_clean_error(job: Callable[[], None], why: str, workers: Workers) -> None:
    caught = error(workers.submit(job))

    assert isinstance(caught, TypesetError)
    assert caught.text == why


def test_a_job_that_waits_for_ever_is_ended_by_the_clock() -> None:
    with Workers(2, Limits(seconds=0.2)) as two:
        assert error(two.submit(work.sleep)).text == "the work was stopped: it ran over 0.2 s"


@linux
def test_a_file_without_end_is_a_clean_error(workers: Workers, tmp_path: Path) -> None:
    assert "File too large" in error(workers.submit(work.fill, str(tmp_path / "a"))).text


@linux
def test_files_open_at_once_are_bounded(workers: Workers) -> None:
    assert "Too many open files" in error(workers.submit(work.open_many)).text


@linux
def test_a_job_leaves_no_children_behind(workers: Workers) -> None:
    if os.geteuid() != 0:
        assert "BlockingIOError" in error(workers.submit(work.multiply, (True,))).text
        return

    pids = workers.submit(work.multiply, (False, True, True, False)).result()

    assert not any(map(alive, pids))


def test_a_value_that_cannot_be_pickled_is_a_clean_error(workers: Workers) -> None:
    assert "ickle" in error(workers.submit(work.unpicklable)).text


def test_a_value_that_may_not_cross_is_a_clean_error(workers: Workers) -> None:
    assert error(workers.submit(work.forbidden)).text.endswith("argparse.Namespace")


def test_a_value_that_acts_when_it_is_read_does_not_act_here(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert error(workers.submit(work.trap)).text.endswith("posix.system")
    assert list(tmp_path.iterdir()) == []


def test_a_job_that_cannot_be_ordered_is_told_at_once(workers: Workers) -> None:
    with pytest.raises((AttributeError, TypeError), match="ickle"):
        workers.submit(lambda: 1)


def test_a_jobs_own_folder_is_gone_with_it(workers: Workers) -> None:
    folder = workers.submit(work.litter).result()

    assert not Path(folder).exists()


@linux
def test_a_job_holds_no_line_but_its_own(workers: Workers) -> None:
    slow = workers.submit(work.loop)

    # Standard input, output and error, the pipe for the answer, and the folder that is being listed.
    assert workers.submit(work.open_handles).result() <= 6
    assert error(slow)


def test_secrets_do_not_reach_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "canary")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")

    with Workers(1) as one:
        env = one.submit(work.environment).result()

    assert "SMTP_PASSWORD" not in env
    assert "HOME" not in env
    assert env["SOURCE_DATE_EPOCH"] == "1"


@linux
def test_a_job_reaches_no_host_where_that_wall_stands(workers: Workers) -> None:
    if "no network" not in workers.submit(work.standing).result():
        pytest.skip("this system grants no network namespace")

    with socket.create_server(("127.0.0.1", 0)) as server:
        assert workers.submit(work.connect, server.getsockname()[1]).result() == "OSError"


def test_the_setup_is_done_once_before_every_job() -> None:
    with Workers(2, setup=partial(work.load, "fonts")) as two:
        assert [two.submit(work.recall).result() for _ in range(3)] == [["fonts"]] * 3

    assert work.loaded == []


def test_a_setup_that_fails_is_every_jobs_error() -> None:
    with Workers(2, setup=work.fail_to_load) as two:
        caught = [error(future) for future in [two.submit(work.add, 1), two.submit(work.add, 2)]]

    assert {str(one) for one in caught} == {"fonts/: no fonts"}


def test_a_setup_that_ends_the_process_is_every_jobs_error() -> None:
    with Workers(2, setup=work.end_while_loading) as two:
        assert "common process ended" in error(two.submit(work.add, 1)).text


def test_nothing_is_started_before_the_first_job() -> None:
    with Workers(2, setup=work.end_while_loading) as two:
        assert two._crew is None


def test_after_shutdown_no_job_is_taken() -> None:
    two = Workers(2)
    done = two.submit(work.add, 1)
    two.shutdown()

    assert done.result() == 1
    with pytest.raises(RuntimeError, match="shutdown"):
        two.submit(work.add, 1)


def test_shutdown_finishes_what_was_ordered() -> None:
    with Workers(1) as one:
        futures = [one.submit(work.add, n) for n in range(10)]

    assert [future.result() for future in futures] == list(range(10))


def test_shutdown_may_drop_what_has_not_begun(tmp_path: Path) -> None:
    one = Workers(1, Limits(seconds=0.5))
    begun = one.submit(work.announce_and_sleep, str(tmp_path / "begun"))
    dropped = [one.submit(work.add, n) for n in range(3)]
    assert until((tmp_path / "begun").exists)
    one.shutdown(cancel_futures=True)

    assert error(begun)
    for future in dropped:
        with pytest.raises(CancelledError):
            future.result(timeout=0)


def test_a_job_that_waits_may_be_cancelled(tmp_path: Path) -> None:
    with Workers(1, Limits(seconds=0.5)) as one:
        begun = one.submit(work.announce_and_sleep, str(tmp_path / "begun"))
        waiting, last = one.submit(work.add, 1), one.submit(work.add, 2)

        assert waiting.cancel()
        assert last.result() == 2
        assert error(begun)


def test_an_error_in_the_block_ends_everything_at_once(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Workers(1) as one:
        begun = one.submit(work.announce_and_sleep, str(tmp_path / "pid"))
        waiting = one.submit(work.add, 1)
        assert until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
        raise KeyboardInterrupt

    assert "interrupted" in error(begun).text
    assert waiting.cancelled()
    assert not alive(int((tmp_path / "pid").read_text()))


@linux
def test_the_death_of_the_common_process_is_told_and_the_next_job_starts_another(tmp_path: Path) -> None:
    with Workers(1) as one:
        begun = one.submit(work.announce_and_sleep, str(tmp_path / "pid"))
        waiting = one.submit(work.add, 1)
        assert until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
        child = int((tmp_path / "pid").read_text())
        parent = int(Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(parent, signal.SIGKILL)

        assert "killed by signal SIGKILL" in error(begun).text
        assert "killed by signal SIGKILL" in error(waiting).text
        assert until(lambda: not alive(child))
        assert until(lambda: _taken(one))


def _taken(one: Workers) -> bool:
    with contextlib.suppress(PrintkitError):
        return one.submit(work.add, 1).result() == 1
    return False


PARENT = """
import sys
from printkit.build.executors import Workers
from tests.build import work
with Workers(2) as two:
    jobs = [two.submit(work.announce_and_sleep, path) for path in sys.argv[1:]]
    jobs[0].result()
"""


@linux
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_orphans_stay_when_the_parent_ends(end: signal.Signals, tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *map(str, paths)], cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert until(lambda: all(path.exists() and path.read_text() for path in paths))
    pids = [int(path.read_text()) for path in paths]
    common = int(Path(f"/proc/{pids[0]}/stat").read_text().rpartition(")")[2].split()[1])
    os.killpg(parent.pid, end)
    parent.wait()

    assert until(lambda: not any(map(alive, [*pids, common])))


def test_jobs_may_be_ordered_by_many_threads_at_once(workers: Workers) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(workers.submit(work.add, n).result())) for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == list(range(12))


def test_a_job_may_be_ordered_when_another_is_done(workers: Workers) -> None:
    second: list[Future[int]] = []
    done = threading.Event()

    def follow(_: Future[int]) -> None:
        second.append(workers.submit(work.add, 2))
        done.set()

    workers.submit(work.add, 1).add_done_callback(follow)

    assert done.wait(30)
    assert second[0].result() == 2


def test_workers_must_be_some() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Workers(0)


def test_serial_runs_here_and_at_once() -> None:
    with Serial() as here:
        future = here.submit(work.process)

    assert future.done()
    assert future.result() == os.getpid()


@pytest.mark.parametrize("job", [work.refuse, work.refuse_in_own_words, work.stumble])
def test_errors_end_in_serial_as_they_do_in_workers(job: Callable[[], None], workers: Workers) -> None:
    here, there = error(Serial().submit(job)), error(workers.submit(job))

    assert (type(here), str(here)) == (type(there), str(there))


def test_the_ordering_process_never_loads_the_engine() -> None:
    code = "import sys, printkit.build.executors; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
