"""A comm that leads nowhere and remembers what was sent: the page's end of the wire without a page."""

import copy
import json
import threading
import uuid

import comm

from imgview.widget.pool import BACKGROUND, shared_pool


class FakeComm:
    """What ipywidgets needs of a comm; refuses what JSON cannot carry."""

    def __init__(self, *, data=None, buffers=None, comm_id=None, **_):
        self.comm_id = comm_id or uuid.uuid4().hex
        self.sent = []
        self.closed = False
        self.arrived = threading.Condition()
        self._handler = None
        self.send(data or {}, buffers=buffers)

    def send(self, data=None, metadata=None, buffers=None):
        json.dumps(data, allow_nan=False)
        with self.arrived:
            self.sent.append((data, [bytes(b) for b in buffers or []]))
            self.arrived.notify_all()

    def close(self, *_, **__):
        self.closed = True

    def on_msg(self, handler):
        self._handler = handler

    def from_page(self, data, buffers=()):
        """Deliver a message as the page sends it, after the trip through JSON."""
        data = json.loads(json.dumps(data))
        self._handler({"content": {"data": data}, "buffers": list(buffers)})

    def set(self, **state):
        """Change traits from the page."""
        self.from_page({"method": "update", "state": state, "buffer_paths": []})

    def ask(self, **content):
        """Send a custom message from the page."""
        self.from_page({"method": "custom", "content": content})

    @property
    def updates(self):
        """States sent after the first one, without echoes."""
        return [_whole(data, buffers) for data, buffers in self.sent if data.get("method") == "update"]

    @property
    def state(self):
        """The first state."""
        return _whole(*self.sent[0])

    @property
    def replies(self):
        """Custom messages sent, with their buffers."""
        return [(data["content"], buffers) for data, buffers in self.sent if data.get("method") == "custom"]

    def wait_for(self, condition, timeout=20):
        """Wait until something sent makes a condition true, and return its value."""
        with self.arrived:
            assert self.arrived.wait_for(condition, timeout), f"never came; sent: {self.sent!r:.2000}"
            return condition()

    def answer(self, number):
        """Return all replies to a request, up to its last one."""

        def last():
            mine = [(c, b) for c, b in self.replies if c["id"] == number]
            done = any(c.get("done", True) for c, _ in mine)
            return mine if done else None

        return self.wait_for(last)


def _whole(data, buffers):
    """Return a state with its buffers in their places."""
    state = copy.deepcopy(data["state"])
    for path, buffer in zip(data["buffer_paths"], buffers, strict=True):
        place = state
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = buffer
    return state


def install(monkeypatch):
    """Make every widget open a fake comm; returns the list of those opened."""
    opened = []

    def create(*_, **arguments):
        opened.append(FakeComm(**arguments))
        return opened[-1]

    monkeypatch.setattr(comm, "create_comm", create)
    return opened


def settled(comm):
    """Wait for what a worker thread tells after the picture, and forget all that was sent."""
    comm.wait_for(lambda: any("stretch_tables" in state for state in comm.updates))
    with comm.arrived:
        del comm.sent[1:]
    return comm


def idle():
    """Wait until the shared pool has done all it had to do."""
    pool = shared_pool()
    gate = threading.Barrier(pool._threads + 1)
    for _ in range(pool._threads):
        pool.submit(gate.wait, BACKGROUND + 1)
    gate.wait(30)
