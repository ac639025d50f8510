"""What a loop of 100,000 calls of ``dot`` costs the kernel beyond the calls, and how much travels."""

import gc
import random
from collections.abc import Callable
from time import thread_time
from typing import Any

import numpy as np
import pytest

import fake_comm
from benchmarks.table import show
from imgview import Display, ds9

COUNT = 100_000
TRIES = 5


def nothing(symb: Any, c: Any, r: Any, size: Any = 2, ctype: Any = None, **_: Any) -> None:
    """Take what ``dot`` takes."""


def main() -> None:
    """Print the table."""
    with pytest.MonkeyPatch.context() as patch:
        opened = fake_comm.install(patch)
        display = Display("benchmark")
        display.mtv(np.zeros((400, 400), np.float32))
        comm = fake_comm.settled(opened[0])
        rng = random.Random(1)
        x, y = ([rng.uniform(0, 400) for _ in range(COUNT)] for _ in range(2))
        names = [str(number) for number in range(COUNT)]
        moments = [f"@:{rng.uniform(4, 9):.3f},1,{rng.uniform(4, 9):.3f}" for _ in range(COUNT)]

        def loop(function: Callable[..., None], symbols: list[str]) -> float:
            gc.collect()
            start = thread_time()
            for symbol, c, r in zip(symbols, x, y, strict=True):
                function(symbol, c, r, size=5, ctype="red")
            return thread_time() - start

        def cost(function: Callable[..., None], symbols: list[str]) -> list[object]:
            """Return microseconds a call: collecting, all, and the messages of one try."""
            taken = []
            for _ in range(TRIES):
                display.erase()
                before = len(comm.updates)
                empty = loop(nothing, symbols)
                start = thread_time()
                with ds9.Buffering():
                    collected = loop(function, symbols)
                whole = thread_time() - start
                taken.append((whole - empty, collected - empty, len(comm.updates) - before))
            whole, collected, messages = min(taken)
            return [f"{collected / COUNT * 1e6:.2f}", f"{whole / COUNT * 1e6:.2f}", messages]

        def ds9_dot(*arguments: Any, **keywords: Any) -> None:
            ds9.dot(*arguments, frame="benchmark", **keywords)

        rows = [
            ["display.dot, circles", *cost(display.dot, ["o"] * COUNT)],
            ["display.dot, ellipses of moments", *cost(display.dot, moments)],
            ["display.dot, text", *cost(display.dot, names)],
            ["ds9.dot, circles", *cost(ds9_dot, ["o"] * COUNT)],
        ]
        start = thread_time()
        display.erase()
        with display.Buffering():
            display.dot("o", np.array(x), np.array(y), size=5, ctype="red")
        whole = thread_time() - start
        rows.append(["display.dot, arrays", "", f"{whole / COUNT * 1e6:.2f}", 1])
        display.close()
    head = ["100,000 calls within Buffering()", "µs a call: to collect", "and to send", "messages"]
    show("Drawing in a loop: time of the processor beyond the loop and the calls themselves", head, rows)


if __name__ == "__main__":
    main()
