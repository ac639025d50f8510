"""Answers the page's questions for tiles and pixel values, the newest view first.

The comm handler only queues: it may run on the kernel's main thread, or on a subshell's while a cell runs.
The work is done by the shared pool, and replies leave from there. No work happens under the lock.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from imgview.render.tiles.tile import EncodedTile
from imgview.widget.pool import READOUT, TILES, WorkPool, shared_pool
from imgview.widget.protocol import (
    ErrorReply,
    LayerReply,
    LayerRequest,
    ReadoutReply,
    ReadoutRequest,
    RowReply,
    RowRequest,
    TileMeta,
    TilesReply,
    TilesRequest,
)
from imgview.widget.source import Look, TileSource

__all__ = ["Desk", "TileServer"]

_MESSAGE_BYTES = 96 * 1024
_MESSAGES_AT_ONCE = 2
_PART_BYTES = 1 << 19
"""Of a geometry in one message: on a slow link the page must hear of a large one often enough."""
_MOST_TILES = 4096

Send = Callable[[Any, list[bytes]], None]


class Geometry(Protocol):
    """Lines or sources that lie over the image."""

    @property
    def rows(self) -> int:
        """Number of them."""

    def packed(self, origin: tuple[float, float]) -> bytes:
        """Return them as bytes, relative to an origin; see `~imgview.widget.protocol.LayerReply`."""


class Desk(Protocol):
    """What the server asks of the viewer behind it, from worker threads."""

    def source(self, image: int, component: str) -> tuple[TileSource, Look] | None:
        """Return where tiles come from and what they are drawn with; `None` for an image that has gone."""

    def read_out(self, request: ReadoutRequest) -> tuple[ReadoutReply, list[bytes]]:
        """Return the exact values around a pixel."""

    def geometry(self, layer: int) -> tuple[Geometry, tuple[float, float]] | None:
        """Return the geometry of a layer and the origin it travels with; `None` for one that has gone."""

    def row(self, layer: int, row: int) -> tuple[str, list[tuple[str, str]]]:
        """Return the identity and the chosen columns of a source; nothing of a layer that has gone."""

    def failed(self, error: Exception) -> str:
        """Show an error under the viewer and return its text."""


@dataclass(eq=False, slots=True)
class _Request:
    """A question for tiles that is not fully answered."""

    asked: TilesRequest
    queue: deque[tuple[int, int, int]]
    running: int = 0
    """Messages being made for it right now."""
    error: str = ""
    """Text of the first failure."""


class TileServer:
    """Queue of one viewer's questions.

    Parameters
    ----------
    desk : `Desk`
        Where pixels and state come from.
    send : callable
        Takes a message and its buffers; called from worker threads.
    pool : `~imgview.widget.pool.WorkPool`, optional
        Whose threads to use.
    """

    def __init__(self, desk: Desk, send: Send, pool: WorkPool | None = None) -> None:
        self._desk = desk
        self._send = send
        self._pool = pool or shared_pool()
        self._lock = threading.Lock()
        self._requests: list[_Request] = []
        self._workers = 0
        self._rows: set[int] = set()
        """Questions for rows that have not been taken back."""
        self._closed = False

    def handle(self, content: Any) -> None:
        """Take a message from the page; returns at once."""
        try:
            kind = content["kind"]
            if kind == "tiles":
                self._ask(content)
            elif kind == "readout":
                self._pool.submit(lambda: self._read_out(content), READOUT)
            elif kind == "layer":
                self._pool.submit(lambda: self._send_layer(content), READOUT)
            elif kind == "row":
                with self._lock:
                    self._rows.add(content["id"])
                self._pool.submit(lambda: self._send_row(content), READOUT)
            elif kind == "cancel":
                self._cancel(content["id"])
            else:
                self._fail(content, f"the kernel does not know messages of kind {kind!r}: reload the page")
        except (KeyError, TypeError, ValueError) as error:
            self._fail(content, f"the kernel does not understand this message ({error!r}): reload the page")

    def close(self) -> None:
        """Forget all questions; nothing is sent any more."""
        with self._lock:
            self._closed = True
            for request in self._requests:
                request.queue.clear()
            self._requests.clear()

    def _fail(self, content: Any, text: str) -> None:
        if isinstance(content, dict) and isinstance(content.get("id"), int):
            self._send(ErrorReply(kind="error", id=content["id"], error=text), [])

    def _ask(self, asked: TilesRequest) -> None:
        client, view = asked["client"], asked["view"]
        queue = deque((int(level), int(row), int(col)) for level, row, col in asked["want"][:_MOST_TILES])
        with self._lock:
            if self._closed:
                return
            for older in self._requests:
                # Its view has been left: it is answered with what there is.
                if older.asked["client"] == client and older.asked["view"] < view:
                    older.queue.clear()
            self._requests.append(_Request(asked, queue))
        for _ in range(min(_MESSAGES_AT_ONCE, max(1, len(queue)))):
            self._start()

    def _cancel(self, number: int) -> None:
        with self._lock:
            self._rows.discard(number)
            for request in self._requests:
                if request.asked["id"] == number:
                    request.queue.clear()
        self._start()

    def _start(self) -> None:
        with self._lock:
            if not self._requests or self._workers >= _MESSAGES_AT_ONCE:
                return
            self._workers += 1
        self._pool.submit(self._work, TILES)

    def _work(self) -> None:
        """Make and send one message; then other viewers have their turn."""
        with self._lock:
            open_requests = [r for r in self._requests if r.queue or not r.running]
            if not open_requests:
                self._workers -= 1
                return
            # Those that only lack their last word first, then what is missing, then what could be finer.
            request = min(reversed(open_requests), key=lambda r: (bool(r.queue), r.asked["refine"]))
            request.running += 1
        try:
            self._serve(request)
        finally:
            with self._lock:
                request.running -= 1
                self._workers -= 1
            self._start()

    def _serve(self, request: _Request) -> None:
        asked = request.asked
        tiles = self._encode(request)
        with self._lock:
            done = not request.queue and request.running == 1
            if done and request in self._requests:
                self._requests.remove(request)
            if self._closed:
                return
        if tiles or (done and not request.error):
            reply = TilesReply(
                kind="tiles",
                id=asked["id"],
                image=asked["image"],
                component=asked["component"],
                tiles=[cast("TileMeta", tile.meta) for tile in tiles],
                done=done and not request.error,
            )
            self._send(reply, [tile.data for tile in tiles])
        if done and request.error:
            self._send(ErrorReply(kind="error", id=asked["id"], error=request.error), [])

    def _encode(self, request: _Request) -> list[EncodedTile]:
        """Return as many of the request's tiles as fill a message."""
        tiles: list[EncodedTile] = []
        size = 0
        try:
            found = self._desk.source(request.asked["image"], request.asked["component"])
            while size < _MESSAGE_BYTES:
                with self._lock:
                    if found is None:
                        request.queue.clear()
                    if found is None or not request.queue:
                        break
                    level, row, col = request.queue.popleft()
                source, look = found
                tiles.append(source.tile(level, row, col, look))
                size += len(tiles[-1].data)
        except Exception as error:  # noqa: BLE001 - every question is answered
            text = self._desk.failed(error)
            with self._lock:
                # One unreadable tile is enough to say so; the page asks again for what it still wants.
                request.queue.clear()
                request.error = request.error or text
        return tiles

    def _send_layer(self, request: LayerRequest) -> None:
        try:
            found = self._desk.geometry(request["layer"])
            rows, origin, data = 0, (0.0, 0.0), b""
            if found is not None:
                geometry, origin = found
                rows, data = geometry.rows, geometry.packed(origin)
        except Exception as error:  # noqa: BLE001 - every question is answered
            self._fail(request, self._desk.failed(error))
            return
        for offset in range(0, max(len(data), 1), _PART_BYTES):
            part = data[offset : offset + _PART_BYTES]
            reply = LayerReply(
                kind="layer",
                id=request["id"],
                layer=request["layer"],
                rows=rows,
                origin=origin,
                offset=offset,
                size=len(data),
                done=offset + len(part) >= len(data),
            )
            self._send(reply, [part])

    def _send_row(self, request: RowRequest) -> None:
        with self._lock:
            wanted = request["id"] in self._rows
            self._rows.discard(request["id"])
        try:
            nothing: tuple[str, list[tuple[str, str]]] = ("", [])
            called, told = self._desk.row(request["layer"], request["row"]) if wanted else nothing
        except Exception as error:  # noqa: BLE001 - every question is answered
            self._fail(request, self._desk.failed(error))
        else:
            self._send(RowReply(kind="row", id=request["id"], called=called, cells=told), [])

    def _read_out(self, request: ReadoutRequest) -> None:
        try:
            reply, buffers = self._desk.read_out(request)
        except Exception as error:  # noqa: BLE001 - every question is answered
            self._fail(request, self._desk.failed(error))
        else:
            self._send(reply, buffers)
