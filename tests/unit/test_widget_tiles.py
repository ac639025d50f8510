"""The tile server: every question answered, the newest view first, the handler never waiting."""

import threading
import time
from types import SimpleNamespace

import pytest

from imgview.errors import ImgviewError
from imgview.widget.pool import WorkPool
from imgview.widget.tiles import TileServer

PATIENCE = 20


class Source:
    """Makes tiles of a given size, as fast as the gate lets them through."""

    def __init__(self, size=60_000):
        self.size, self.gate, self.made = size, threading.Semaphore(0), []
        self.entered = threading.Semaphore(0)
        self.bad = set()

    def tile(self, level, row, col, look):
        self.entered.release()
        assert self.gate.acquire(timeout=PATIENCE)
        if (level, row, col) in self.bad:
            msg = f"tile {row},{col} is corrupt"
            raise ImgviewError(msg)
        self.made.append((level, row, col))
        return SimpleNamespace(meta={"level": level, "row": row, "col": col}, data=bytes(self.size))


class Desk:
    def __init__(self, source):
        self.found, self.errors = (source, "look"), []
        self.reading = threading.Event()

    def source(self, image, component):
        if isinstance(self.found, Exception):
            raise self.found
        return self.found if image == 1 else None

    def read_out(self, request):
        if request["x"] < 0:
            msg = "file vanished"
            raise OSError(msg)
        return {"kind": "readout", "id": request["id"]}, [b"values"]

    def failed(self, error):
        self.errors.append(error)
        return str(error)


class Wire:
    """Collects replies."""

    def __init__(self):
        self.replies, self.arrived = [], threading.Condition()

    def __call__(self, message, buffers):
        with self.arrived:
            self.replies.append((message, buffers))
            self.arrived.notify_all()

    def of(self, number):
        return [(m, b) for m, b in self.replies if m["id"] == number]

    def wait(self, *numbers):
        """Wait until all these requests have had their last reply."""

        def last(message):
            return message["kind"] != "tiles" or message["done"]

        with self.arrived:
            assert self.arrived.wait_for(
                lambda: all(any(last(m) for m, _ in self.of(n)) for n in numbers), PATIENCE
            ), self.replies


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def desk(source):
    return Desk(source)


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def server(desk, wire):
    return TileServer(desk, wire, WorkPool(2))


def ask(number, want, *, view=1, client=7, image=1, refine=False):
    return {
        "kind": "tiles",
        "id": number,
        "client": client,
        "image": image,
        "component": "image",
        "view": view,
        "want": want,
        "refine": refine,
    }


def row(n, first=0):
    return [[0, 0, col] for col in range(first, first + n)]


def open_gate(source, n=1000):
    for _ in range(n):
        source.gate.release()


def tiles_of(replies):
    return [(t["level"], t["row"], t["col"]) for m, _ in replies if m["kind"] == "tiles" for t in m["tiles"]]


def test_all_tiles_come_once_with_their_buffers_and_one_last_reply(server, source, wire):
    open_gate(source)
    server.handle(ask(5, row(9)))
    wire.wait(5)
    replies = wire.of(5)
    assert sorted(tiles_of(replies)) == sorted((0, 0, col) for col in range(9))
    assert all(len(m["tiles"]) == len(b) for m, b in replies)
    assert [m["done"] for m, _ in replies] == [False] * (len(replies) - 1) + [True]
    assert len(replies) > 3, "60 kB tiles come in several messages"


def test_small_tiles_share_a_message(server, source, wire):
    source.size = 1000
    open_gate(source)
    server.handle(ask(5, row(20)))
    wire.wait(5)
    assert len(wire.of(5)) <= 3


def test_most_wanted_come_first(desk, source, wire):
    open_gate(source)
    server = TileServer(desk, wire, WorkPool(1))
    server.handle(ask(5, row(6)))
    wire.wait(5)
    assert source.made == [(0, 0, col) for col in range(6)]


def test_handler_returns_while_work_is_stuck(server, source, wire):
    server.handle(ask(1, row(4)))
    assert source.entered.acquire(timeout=PATIENCE)
    start = time.monotonic()
    server.handle(ask(2, row(4, 10), view=2))
    server.handle({"kind": "cancel", "id": 1})
    server.handle({"kind": "readout", "id": 3, "image": 1, "x": 0, "y": 0})
    assert time.monotonic() - start < 1
    open_gate(source)
    wire.wait(1, 2, 3)


def test_a_left_view_is_dropped_before_it_is_encoded_and_still_answered(server, source, wire):
    server.handle(ask(1, row(50), view=1))
    for _ in range(2):
        assert source.entered.acquire(timeout=PATIENCE)
    server.handle(ask(2, row(4, 100), view=2))
    open_gate(source)
    wire.wait(1, 2)
    assert len(tiles_of(wire.of(1))) <= 2
    assert len(tiles_of(wire.of(2))) == 4
    assert len(source.made) <= 6


def test_newest_view_overtakes_another_pages_older_question(desk, source, wire):
    server = TileServer(desk, wire, WorkPool(1))
    server.handle(ask(1, row(50), client=1))
    assert source.entered.acquire(timeout=PATIENCE)
    server.handle(ask(2, row(2, 100), client=2))
    open_gate(source)
    wire.wait(1, 2)
    assert source.made.index((0, 0, 101)) < 10
    assert len(tiles_of(wire.of(1))) == 50, "another page's view is not moot"


def test_missing_tiles_before_finer_ones(desk, source, wire):
    server = TileServer(desk, wire, WorkPool(1))
    server.handle(ask(1, row(4)))
    assert source.entered.acquire(timeout=PATIENCE)
    server.handle(ask(2, row(30, 100), view=1, refine=True))
    server.handle(ask(3, row(30, 200), view=1))
    open_gate(source)
    wire.wait(1, 2, 3)
    first_finer = min(source.made.index((0, 0, 100 + n)) for n in range(30))
    assert first_finer > max(source.made.index((0, 0, 200 + n)) for n in range(30))


def test_cancel_answers_with_what_there_is(server, source, wire):
    server.handle(ask(1, row(50)))
    for _ in range(2):
        assert source.entered.acquire(timeout=PATIENCE)
    server.handle({"kind": "cancel", "id": 1})
    open_gate(source)
    wire.wait(1)
    assert len(tiles_of(wire.of(1))) <= 2


@pytest.mark.parametrize("want", [[], [[0, 0, 0]]])
def test_question_about_an_image_that_has_gone(server, wire, want):
    server.handle(ask(1, want, image=99))
    wire.wait(1)
    assert wire.replies == [
        ({"kind": "tiles", "id": 1, "image": 99, "component": "image", "tiles": [], "done": True}, [])
    ]


def test_a_tile_that_fails_is_an_error_reply_after_the_good_ones(server, source, desk, wire):
    source.bad = {(0, 0, 3)}
    open_gate(source)
    server.handle(ask(1, row(4)))
    wire.wait(1)
    assert wire.replies[-1][0] == {"kind": "error", "id": 1, "error": "tile 0,3 is corrupt"}
    assert set(tiles_of(wire.of(1))) <= {(0, 0, 0), (0, 0, 1), (0, 0, 2)}
    assert len(desk.errors) == 1
    server.handle(ask(2, row(2)))
    wire.wait(2)
    assert len(tiles_of(wire.of(2))) == 2, "the server goes on"


def test_a_source_that_fails_is_an_error_reply(server, desk, wire):
    desk.found = MemoryError("no room")
    server.handle(ask(1, row(4)))
    wire.wait(1)
    assert wire.replies == [({"kind": "error", "id": 1, "error": "no room"}, [])]


def test_readout_is_answered_also_when_it_fails(server, desk, wire):
    server.handle({"kind": "readout", "id": 1, "image": 1, "x": 3, "y": 4})
    server.handle({"kind": "readout", "id": 2, "image": 1, "x": -3, "y": 4})
    wire.wait(1, 2)
    assert wire.of(1) == [({"kind": "readout", "id": 1}, [b"values"])]
    assert wire.of(2) == [({"kind": "error", "id": 2, "error": "file vanished"}, [])]


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "dance", "id": 1},
        {"kind": "tiles", "id": 1},
        {"id": 1},
        {**ask(1, [[0, 0]])},
        {**ask(1, [["a", 0, 0]])},
        {**ask(1, 5)},
    ],
)
def test_nonsense_is_answered(server, wire, content):
    server.handle(content)
    wire.wait(1)
    assert wire.replies[0][0]["kind"] == "error"
    assert "reload" in wire.replies[0][0]["error"]


@pytest.mark.parametrize("content", [None, 5, "tiles", {"kind": "tiles"}, {"do": "focus"}])
def test_what_has_no_id_is_ignored(server, wire, content):
    server.handle(content)
    assert wire.replies == []


def test_after_close_nothing_is_sent(server, source, wire):
    server.handle(ask(1, row(50)))
    assert source.entered.acquire(timeout=PATIENCE)
    server.close()
    server.handle(ask(2, row(5), view=2))
    open_gate(source)
    end = time.monotonic() + PATIENCE
    while server._workers and time.monotonic() < end:
        time.sleep(0.001)
    assert server._workers == 0
    assert wire.replies == []
    assert len(source.made) <= 2


def test_many_clients_hammering(server, source, wire):
    source.size = 3000
    open_gate(source, 100_000)

    def client(number):
        for view in range(40):
            server.handle(ask(1000 * number + view, row(10, view), client=number, view=view))

    threads = [threading.Thread(target=client, args=(n,)) for n in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    wire.wait(*(1000 * n + view for n in range(1, 6) for view in range(40)))
    for n in range(1, 6):
        assert len(tiles_of(wire.of(1000 * n + 39))) == 10, "the last view is complete"
        for view in range(40):
            replies = wire.of(1000 * n + view)
            assert [m["done"] for m, _ in replies].index(True) == len(replies) - 1
    assert server._requests == []
    assert server._workers == 0
