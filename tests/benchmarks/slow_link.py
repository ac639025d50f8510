"""A TCP proxy that makes loopback feel like a remote kernel: delay and bandwidth in each direction.

Owns the emulated link of the benchmarks and nothing else. Bytes are neither lost nor reordered; each
direction of the link is shared by all connections, as a real uplink would be.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

_CHUNK = 16 * 1024


class _Direction:
    """One direction of the link: a queue that empties at ``bytes_per_second`` and arrives ``delay`` later."""

    def __init__(self, delay: float, bytes_per_second: float) -> None:
        self.delay = delay
        self.bytes_per_second = bytes_per_second
        self.free_at = 0.0
        self.bytes = 0

    def arrival(self, size: int, now: float) -> float:
        """Loop time at which the last of ``size`` bytes handed over at ``now`` comes out."""
        self.free_at = max(now, self.free_at) + size / self.bytes_per_second
        self.bytes += size
        return self.free_at + self.delay


class SlowLink:
    """Forward ``127.0.0.1:port`` to ``127.0.0.1:target_port`` over an emulated link.

    Parameters
    ----------
    target_port : `int`
        Where the server listens.
    round_trip : `float`
        Seconds there and back; half of it is added in each direction.
    megabits : `float`
        Bandwidth of each direction in Mbit/s.
    """

    def __init__(self, target_port: int, *, round_trip: float = 0.1, megabits: float = 20.0) -> None:
        self.target_port = target_port
        self.port = 0
        rate = megabits * 1e6 / 8
        self.up = _Direction(round_trip / 2, rate)
        self.down = _Direction(round_trip / 2, rate)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, direction: _Direction
    ) -> None:
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                when, data = await queue.get()
                await asyncio.sleep(max(0.0, when - loop.time()))
                if not data:
                    return
                writer.write(data)
                await writer.drain()

        task = asyncio.create_task(deliver())
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(_CHUNK):
                queue.put_nowait((direction.arrival(len(data), loop.time()), data))
        queue.put_nowait((direction.arrival(0, loop.time()), b""))
        with contextlib.suppress(ConnectionError):
            await task
        writer.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        target_reader, target_writer = await asyncio.open_connection("127.0.0.1", self.target_port)
        # Cancelled when the link is taken down; asyncio would call that an error of its own.
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._pump(reader, target_writer, self.up), self._pump(target_reader, writer, self.down)
            )

    @contextlib.contextmanager
    def running(self) -> Iterator[SlowLink]:
        """Serve in a thread of its own for the length of a ``with`` block; `port` says where."""
        ready = threading.Event()
        stop: list[asyncio.Event] = []
        loops: list[asyncio.AbstractEventLoop] = []

        async def main() -> None:
            server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            loops.append(asyncio.get_running_loop())
            stop.append(asyncio.Event())
            ready.set()
            async with server:
                await stop[0].wait()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        thread = threading.Thread(target=asyncio.run, args=(main(),), daemon=True)
        thread.start()
        ready.wait(10)
        try:
            yield self
        finally:
            loops[0].call_soon_threadsafe(stop[0].set)
            thread.join(10)
