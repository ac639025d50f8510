"""A web server on this machine that counts what it sends, and can behave as badly as real ones."""

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Loopback:
    """The server as a test sees it.

    ``behaviour`` is any of no-ranges, no-length, no-head, slow, trickle, flaky, loop, cut, wrong-length and
    status codes.
    """

    def __init__(self, files: dict[str, bytes], behaviour: set[str], delay: float) -> None:
        self.address = ""
        self.files = files
        self.behaviour = behaviour
        self.delay = delay
        self.lock = threading.Lock()
        self.stop = threading.Event()
        self.active = 0
        self.reset()

    def url(self, name: str) -> str:
        """Return the address of a file."""
        return f"http://{self.address}/{name}"

    def reset(self) -> None:
        """Count from zero again."""
        self.requests: list[tuple[str, str, str]] = []
        """Method, path and Range of each request."""
        self.sent = 0
        """Bytes of bodies."""
        self.at_once = 0
        """The largest number of requests that were served at the same time."""


class Server(http.server.ThreadingHTTPServer):
    """Ends without waiting for whom it keeps waiting."""

    daemon_threads = True
    block_on_close = False
    state: Loopback


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        state = self.server.state
        with state.lock:
            state.active += 1
            state.at_once = max(state.at_once, state.active)
            state.requests.append((self.command, self.path, self.headers.get("Range", "")))
        try:
            time.sleep(state.delay)
            if not self.misbehave(state):
                self.give(state, state.files[self.path.partition("?")[0].lstrip("/")])
        except OSError:
            self.close_connection = True
        finally:
            with state.lock:
                state.active -= 1

    def misbehave(self, state: Loopback) -> bool:
        """Answer with anything but a file; tell whether that was done."""
        how = state.behaviour
        code = next((int(each) for each in how if each.isdigit()), 0)
        if self.path.partition("?")[0].lstrip("/") not in state.files:
            code = 404
        if "no-head" in how and self.command == "HEAD":
            code = 405
        if "loop" in how:
            code = 302
        if "slow" in how:
            state.stop.wait(30)
            self.close_connection = True
        elif "flaky" in how and len(state.requests) % 2:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif code:
            self.send_response(code)
            self.send_header("Location", self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            return False
        return True

    def give(self, state: Loopback, data: bytes) -> None:
        """Send a file, or a part of it."""
        how, size, wanted = state.behaviour, len(data), self.headers.get("Range")
        if wanted and "no-ranges" not in how:
            first, last = (int(part) for part in wanted.removeprefix("bytes=").split("-"))
            data = data[first : last + 1]
            self.send_response(206 if data else 416)
            place = f"{first}-{first + len(data) - 1}" if data else "*"
            self.send_header("Content-Range", f"bytes {place}/{size}")
        else:
            self.send_response(200)
        if "no-length" in how:
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(data) + (1000 if "wrong-length" in how else 0)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if "cut" in how:
            data = data[: len(data) // 2]
            self.close_connection = True
        if "trickle" in how:
            for place in range(len(data)):
                self.wfile.write(data[place : place + 1])
                if state.stop.wait(0.05):
                    return
        with state.lock:
            state.sent += len(data)
        self.wfile.write(data)


@contextmanager
def serve(files: dict[str, bytes], *behaviour: str, delay: float = 0.0) -> Iterator[Loopback]:
    """Serve files until the end of the block, each answer after a delay in seconds."""
    server = Server(("127.0.0.1", 0), Handler)
    server.state = state = Loopback(files, set(behaviour), delay)
    state.address = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        state.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
