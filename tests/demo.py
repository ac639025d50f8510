"""A running ``imgview demo``, for tests: its address, its files, and its end."""

import json
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit


class Demo:
    """Start the command, wait until it prints its address, and end it with the block."""

    def __init__(self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = ""
        # The pipe ends, and the reading with it, when the demo is killed.
        watchdog = threading.Timer(120, self.process.kill)
        watchdog.start()
        for line in self.process.stdout:
            self.said += line
            if found := re.search(r"http://\S+token=\S+", line):
                self.address = found[0]
                break
        else:
            msg = f"imgview demo ended without an address:\n{self.said}"
            raise AssertionError(msg)
        watchdog.cancel()

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["token"][0]

    def api(self, path: str) -> str:
        """Return an address of the server's own interface."""
        return f"http://{urlsplit(self.address).netloc}/api/{path}?token={self.token}"

    def contents(self, name: str) -> object:
        """Return a file as the server gives it."""
        with urllib.request.urlopen(self.api(f"contents/{name}")) as answer:
            return json.load(answer)["content"]

    def answers(self) -> bool:
        """Tell whether the server still listens."""
        try:
            urllib.request.urlopen(self.api("status")).close()
        except urllib.error.URLError:
            return False
        return True

    def stop(self, how: signal.Signals) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(how)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.stop(signal.SIGTERM)
