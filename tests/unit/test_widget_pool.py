"""Worker threads: few, in order of urgency, never holding on to what they did."""

import contextvars
import functools
import gc
import threading
import time
import weakref

from imgview.widget.pool import BACKGROUND, READOUT, TILES, WorkPool, shared_pool

PATIENCE = 20


def drain(pool):
    """Wait until everything submitted so far has run (in a pool of one thread)."""
    done = threading.Event()
    pool.submit(done.set, BACKGROUND + 1)
    assert done.wait(PATIENCE)


def test_urgent_jobs_first_then_older_ones():
    pool, gate, started, order = WorkPool(1), threading.Event(), threading.Event(), []
    pool.submit(lambda: (started.set(), gate.wait(PATIENCE)))
    assert started.wait(PATIENCE)
    for name, urgency in [
        ("b1", BACKGROUND),
        ("t1", TILES),
        ("t2", TILES),
        ("r", READOUT),
        ("b2", BACKGROUND),
    ]:
        pool.submit(lambda name=name: order.append(name), urgency)
    gate.set()
    drain(pool)
    assert order == ["r", "t1", "t2", "b1", "b2"]


def test_a_job_for_later_holds_nothing_up():
    pool, order, done = WorkPool(1), [], threading.Event()
    start = time.monotonic()
    pool.submit(lambda: (order.append(time.monotonic() - start), done.set()), after=0.3)
    pool.submit(lambda: order.append("now"), BACKGROUND)
    assert done.wait(PATIENCE)
    assert order[0] == "now"
    assert order[1] >= 0.3
    pool.submit(done.clear)
    drain(pool)


def test_no_more_threads_than_asked_for():
    pool, gate = WorkPool(3), threading.Event()
    seen, lock, busy = set(), threading.Lock(), threading.Semaphore(0)

    def job():
        with lock:
            seen.add(threading.get_ident())
        busy.release()
        gate.wait(PATIENCE)

    for _ in range(12):
        pool.submit(job)
    for _ in range(3):
        assert busy.acquire(timeout=PATIENCE)
    assert not busy.acquire(timeout=0.05)
    gate.set()
    for _ in range(9):
        assert busy.acquire(timeout=PATIENCE)
    assert len(seen) == 3


def test_a_failing_job_is_logged_and_the_thread_lives(caplog):
    pool = WorkPool(1)
    pool.submit(lambda: 1 / 0)
    drain(pool)
    assert "ZeroDivisionError" in caplog.text


def test_a_job_runs_in_its_callers_context():
    variable = contextvars.ContextVar("variable", default="none")
    pool, found = WorkPool(1), []
    variable.set("caller's")
    pool.submit(lambda: found.append(variable.get()))
    variable.set("later")
    drain(pool)
    assert found == ["caller's"]


def test_an_idle_thread_keeps_nothing_alive():
    class Big:
        pass

    pool, big = WorkPool(1), Big()
    gone = weakref.ref(big)
    pool.submit(functools.partial(id, big))
    del big
    drain(pool)
    gc.collect()
    assert gone() is None


def test_all_viewers_share_one_pool():
    assert shared_pool() is shared_pool()
    assert 2 <= shared_pool()._threads <= 4


def test_shared_pool_is_renewed_after_a_fork(monkeypatch):
    before = shared_pool()
    monkeypatch.setattr("imgview.widget.pool.os.getpid", lambda: -1)
    assert shared_pool() is not before
