"""A few threads that all viewers share, the most urgent job first.

Knows nothing of tiles: a job is a callable. Thirty viewers on a page thus cost no more threads than one.
"""

import contextvars
import heapq
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable

__all__ = ["BACKGROUND", "READOUT", "TILES", "WorkPool", "shared_pool"]

READOUT, TILES, BACKGROUND = 0, 1, 2
"""Urgencies: what a hand waits for, what an eye waits for, what nobody waits for."""

Job = Callable[[], None]
_Entry = tuple[int, int, contextvars.Context, Job]


class WorkPool:
    """Daemon threads, started when first needed, that run jobs by urgency and then by age.

    Parameters
    ----------
    threads : `int`
        How many jobs run at the same time, at most.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._started = 0
        self._idle = 0
        self._jobs: list[_Entry] = []
        self._later: list[tuple[float, _Entry]] = []
        self._count = itertools.count()
        self._ready = threading.Condition()

    def submit(self, job: Job, urgency: int = TILES, *, after: float = 0.0) -> None:
        """Queue a job; returns at once.

        Parameters
        ----------
        job : callable
            Runs in a thread of the pool, in the caller's context: ipykernel finds there which message a reply
            belongs to.
        urgency : `int`, optional
            Lower numbers first.
        after : `float`, optional
            Seconds to leave to more important things before the job may start.
        """
        entry = (urgency, next(self._count), contextvars.copy_context(), job)
        with self._ready:
            if after > 0:
                heapq.heappush(self._later, (time.monotonic() + after, entry))
            else:
                heapq.heappush(self._jobs, entry)
            self._ready.notify()
            if self._idle >= len(self._jobs) + len(self._later) or self._started >= self._threads:
                return
            self._started += 1
        threading.Thread(target=self._work, name="imgview", daemon=True).start()

    def _due(self) -> float | None:
        """Return the seconds until there is a job, `None` when none is in sight."""
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            heapq.heappush(self._jobs, heapq.heappop(self._later)[1])
        if self._jobs:
            return 0
        return self._later[0][0] - now if self._later else None

    def _work(self) -> None:
        while True:
            with self._ready:
                self._idle += 1
                while (wait := self._due()) != 0:
                    self._ready.wait(wait)
                self._idle -= 1
                _, _, context, job = heapq.heappop(self._jobs)
            try:
                context.run(job)
            except Exception:
                logging.getLogger(__name__).exception("a job of the tile server failed")
            # An idle thread must not keep the last image alive.
            del context, job


_lock = threading.Lock()
_shared: WorkPool | None = None
_shared_pid = 0


def shared_pool() -> WorkPool:
    """Return the pool of this process; a forked child gets its own."""
    global _shared, _shared_pid
    with _lock:
        if _shared is None or _shared_pid != os.getpid():
            _shared, _shared_pid = WorkPool(max(2, min(4, os.cpu_count() or 2))), os.getpid()
        return _shared
