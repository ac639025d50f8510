"""What a person waits for, in a real JupyterLab and Chromium without a GPU: first view, changes, panning."""

import statistics
from collections.abc import Callable
from pathlib import Path

from e2e.lab import Lab, Notebook
from playwright.sync_api import Browser, Page

from benchmarks.table import percentile, show

METER = Path(__file__).with_name("page.js").read_text()
SETUP = """
import time
import imgview
image = imgview.sample.visit_image()
"""
SHOW = """
start = time.perf_counter()
viewer = imgview.show(image, height=800)
shown = time.perf_counter() - start
viewer
"""
TRIES = 5


class Bench:
    """A notebook with one viewer in it, and the meter in its page."""

    def __init__(self, lab: Lab, browser: Browser, name: str) -> None:
        self.notebook: Notebook = lab.open(browser, name, [SETUP, SHOW], width=1240, height=1000, script=METER)
        self.page: Page = self.notebook.page
        self.notebook.run_cell(0)

    def first_view(self) -> dict[str, float]:
        """Show the image; return milliseconds and bytes."""
        page = self.page
        before = page.evaluate("[bench.received, bench.arrivals.length]")
        start = page.evaluate(
            """() => {
                const panel = window.jupyterapp.shell.currentWidget;
                panel.content.activeCellIndex = 1;
                panel.content.deselectAll();
                const start = performance.now();
                window.jupyterapp.commands.execute("notebook:run-cell");
                return start;
            }"""
        )
        page.wait_for_function("bench.completed.length > 0", timeout=60_000)
        done, arrivals, received = page.evaluate("[bench.completed[0], bench.arrivals, bench.received]")
        arrivals = [(at, size) for at, size in arrivals[before[1] :] if at <= done[1]]
        largest = max(arrivals, key=lambda a: a[1])
        kernel = 1e3 * self.notebook.kernel.value("shown")
        return {
            "total": done[1] - start,
            "kernel": kernel,
            "wire": largest[0] - start - kernel,
            "browser": done[1] - largest[0],
            "bytes": sum(size for _, size in arrivals),
            "later": received - before[0] - sum(size for _, size in arrivals),
        }

    def settle(self) -> None:
        """Wait until nothing has arrived for half a second."""
        self.page.wait_for_function(
            "performance.now() - (bench.arrivals.at(-1)?.[0] ?? 0) > 500", polling=100, timeout=60_000
        )

    def during(self, work: Callable[[Page], None]) -> dict[str, float]:
        """Return frame times, and bytes received, while a person works."""
        self.settle()
        page = self.page
        before = page.evaluate("bench.received")
        page.evaluate("bench.watchFrames()")
        work(page)
        frames = page.evaluate("bench.stopFrames()")
        self.settle()
        return {
            "median": statistics.median(frames),
            "p95": percentile(frames, 95),
            "worst": max(frames),
            "count": len(frames),
            "bytes": page.evaluate("bench.received") - before,
        }


def drag(page: Page, selector: str, dx: float, dy: float, *, start: tuple[float, float] = (0.5, 0.5)) -> None:
    """Drag from a point of an element, to and fro, in 2 x 60 moves."""
    box = page.locator(selector).first.bounding_box()
    x, y = box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=60)
    page.mouse.move(x, y, steps=60)
    page.mouse.up()
