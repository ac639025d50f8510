"""A real JupyterLab server, its kernels and its page, for tests."""

import ast
import json
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import nbformat
from jupyter_client import BlockingKernelClient
from playwright.sync_api import Browser, ConsoleMessage, Page

SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False, "confirmClosingDocument": False},
}
"""Nothing asks the network or the user while a test runs."""

COUNT_BYTES = """
(() => {
  const Real = window.WebSocket;
  window.traffic = {received: 0, sent: 0, sizes: [], asked: []};
  const size = (d) => typeof d === "string" ? d.length : d.byteLength ?? d.size ?? 0;
  window.WebSocket = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", (e) => {
        window.traffic.received += size(e.data);
        window.traffic.sizes.push(size(e.data));
      });
    }
    send(d) { window.traffic.sent += size(d); window.traffic.asked.push(size(d)); super.send(d); }
  };
})();
"""
"""Counted inside the page: Playwright's own listening slows big frames down."""


class Kernel:
    """A second client of a notebook's kernel: asks Python what the page did."""

    def __init__(self, connection_file: Path) -> None:
        self.client = BlockingKernelClient(connection_file=str(connection_file))
        self.client.load_connection_file()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code: str, timeout: float = 60) -> str:
        """Run statements, return what they print; an exception in the kernel is raised here."""
        out: list[str] = []

        def hook(msg: dict) -> None:
            content = msg["content"]
            if msg["msg_type"] == "stream":
                out.append(content["text"])
            if msg["msg_type"] == "error":
                raise RuntimeError("\n".join(content["traceback"]))

        self.client.execute_interactive(code, timeout=timeout, output_hook=hook, store_history=False)
        return "".join(out)

    def value(self, expression: str, timeout: float = 60):
        """Evaluate an expression whose repr is a Python literal."""
        return ast.literal_eval(self.run(f"print(repr({expression}))", timeout))

    def wait(self, expression: str, timeout: float = 20):
        """Evaluate until true; return the value."""
        end = time.monotonic() + timeout
        while not (value := self.value(expression)):
            if time.monotonic() > end:
                msg = f"{expression} never became true"
                raise TimeoutError(msg)
            time.sleep(0.05)
        return value

    def close(self) -> None:
        self.client.stop_channels()


class Notebook:
    """One notebook open in a page."""

    def __init__(self, lab: "Lab", page: Page, path: Path) -> None:
        self.lab, self.page, self.path = lab, page, path
        self._kernel: Kernel | None = None
        self._complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "imgview" in message.text:
            self._complaints.append(f"{message.type}: {message.text}")

    def complaints(self) -> list[str]:
        """Return what the page has complained of: uncaught errors, and imgview's own words on the console."""
        return self._complaints

    @property
    def kernel(self) -> Kernel:
        """The second client of this notebook's kernel."""
        if self._kernel is None:
            with urllib.request.urlopen(f"{self.lab.url}/api/sessions?token={self.lab.token}") as answer:
                sessions = json.load(answer)
            kernel_id = next(s["kernel"]["id"] for s in sessions if s["path"] == self.path.name)
            self._kernel = Kernel(self.lab.folder / "runtime" / f"kernel-{kernel_id}.json")
        return self._kernel

    def command(self, name: str) -> None:
        """Run a JupyterLab command and wait for it."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def start(self, name: str) -> None:
        """Start a JupyterLab command and do not wait for it."""
        self.page.evaluate("name => void window.jupyterapp.commands.execute(name)", name)

    def run_all(self) -> None:
        """Run every cell and wait for the end."""
        self.command("notebook:run-all-cells")

    def run_cell(self, index: int, *, wait: bool = True) -> None:
        """Run one cell."""
        self.page.evaluate(
            """index => { const panel = window.jupyterapp.shell.currentWidget;
                          panel.content.activeCellIndex = index; panel.content.deselectAll(); }""",
            index,
        )
        (self.command if wait else self.start)("notebook:run-cell")

    def output(self, index: int) -> str:
        """Return the text of a cell's output."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".jp-OutputArea").inner_text()

    def wait_complete(self, nth: int = 0, timeout: float = 30) -> None:
        """Wait until a canvas says that the final tiles of its view are drawn."""
        canvas = self.page.locator("canvas[data-complete]").nth(nth)
        canvas.wait_for(state="attached", timeout=1000 * timeout)
        # A viewer that is scrolled out of sight does not draw.
        canvas.scroll_into_view_if_needed()
        self.page.wait_for_function(
            "nth => document.querySelectorAll('canvas[data-complete]')[nth]?.dataset.complete === 'true'",
            arg=nth,
            timeout=1000 * timeout,
        )

    def traffic(self) -> dict:
        """Return bytes received and sent over web sockets so far, and the size of each message."""
        return self.page.evaluate("({...window.traffic})")

    def quiet(self, milliseconds: int = 300) -> dict:
        """Wait until nothing has travelled for a while, and return the traffic so far."""
        self.page.evaluate("window.traffic.last = -1")
        self.page.wait_for_function(
            """ms => { const t = window.traffic, n = t.sizes.length + t.asked.length, now = performance.now();
                       if (n !== t.last) { t.last = n; t.since = now; }
                       return now - t.since > ms; }""",
            arg=milliseconds,
            polling=50,
        )
        return self.traffic()

    def close(self) -> None:
        """Shut the kernel down and close the page."""
        if self._kernel is not None:
            self._kernel.close()
        with urllib.request.urlopen(f"{self.lab.url}/api/sessions?token={self.lab.token}") as answer:
            sessions = [s["id"] for s in json.load(answer) if s["path"] == self.path.name]
        for session in sessions:
            request = urllib.request.Request(
                f"{self.lab.url}/api/sessions/{session}?token={self.lab.token}", method="DELETE"
            )
            with suppress(urllib.error.HTTPError):
                urllib.request.urlopen(request).close()
        self.page.context.close()


class Lab:
    """``jupyter lab`` in a folder of its own, with its own settings."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.token = folder, secrets.token_hex(16)
        for name in ("notebooks", "config", "data", "runtime", "settings", "workspaces", "ipython"):
            (folder / name).mkdir()
        self.settings(SETTINGS)
        env = dict(os.environ)
        env |= {
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            "IPYTHONDIR": str(folder / "ipython"),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        self.log = folder / "lab.log"
        command = [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--port=0",
            f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={folder / 'notebooks'}",
            "--ServerApp.allow_root=True", "--LabApp.expose_app_in_browser=True",
            "--LabApp.news_url=None", "--LabApp.extension_manager=readonly",
        ]  # fmt: skip
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=folder)
        self.url = self._wait()

    def settings(self, settings: dict[str, dict]) -> None:
        """Write user settings, by plugin."""
        for plugin, values in settings.items():
            path = self.folder / "settings" / f"{plugin}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values))

    def _wait(self) -> str:
        """Return the address once the server answers."""
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(r"http://127\.0\.0\.1:\d+", self.log.read_text()):
                with suppress(OSError):
                    urllib.request.urlopen(f"{found[0]}/api/status?token={self.token}").close()
                    return found[0]
            time.sleep(0.1)
        msg = f"jupyter lab did not start:\n{self.log.read_text()[-3000:]}"
        raise RuntimeError(msg)

    def open(self, browser: Browser, name: str, cells: list[str], **context) -> Notebook:
        """Write a notebook, open it in a new page and wait for its kernel."""
        path = self.folder / "notebooks" / f"{name}.ipynb"
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(c) for c in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        nbformat.write(book, path)
        return self.show(browser, path, **context)

    def show(
        self,
        browser: Browser,
        path: Path,
        *,
        width: int = 1600,
        height: int = 1000,
        script: str = COUNT_BYTES,
        port: int | None = None,
        **context,
    ) -> Notebook:
        """Open a notebook in a new page, past another port if one is given, and wait for its kernel."""
        page = browser.new_context(viewport={"width": width, "height": height}, **context).new_page()
        page.add_init_script(script)
        url = self.url if port is None else f"http://127.0.0.1:{port}"
        page.goto(f"{url}/lab/tree/{path.name}?token={self.token}&reset")
        page.wait_for_function(
            """() => { const panel = window.jupyterapp?.shell?.currentWidget;
                       return panel?.sessionContext?.session?.kernel?.status === "idle"; }""",
            timeout=60_000,
        )
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        return Notebook(self, page, path)

    def close(self) -> None:
        """Stop the server and its kernels."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
            return
        self.process.kill()
        self.process.wait()
