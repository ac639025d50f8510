"""What a person waits for, in a real JupyterLab and Chromium without a GPU: first view, changes, panning."""

import itertools
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.slow_link import SlowLink
from benchmarks.table import percentile, show
from e2e.lab import Lab, Notebook

METER = Path(__file__).with_name("page.js").read_text()
STATIC = Path(__file__).parents[2] / "imgview" / "static"
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
ROUND_TRIP, MEGABITS = 0.1, 20.0
_names = (f"bench{n}" for n in itertools.count())


class Bench:
    """A notebook with one viewer in it, and the meter in its page."""

    def __init__(self, lab: Lab, browser: Browser, *, port: int | None = None) -> None:
        size = {"width": 1240, "height": 1000}
        self.notebook: Notebook = lab.open(
            browser, next(_names), [SETUP, SHOW], script=METER, port=port, **size
        )
        self.page: Page = self.notebook.page
        self.notebook.run_cell(0)
        self.settle()

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
                void window.jupyterapp.commands.execute("notebook:run-cell");
                return start;
            }"""
        )
        page.wait_for_function("bench.completed.length > 0", timeout=60_000)
        done, arrivals = page.evaluate("[bench.completed[0][1], bench.arrivals]")
        arrivals = [(at, size) for at, size in arrivals[before[1] :] if at <= done]
        widget = max(arrivals, key=lambda arrival: arrival[1])[0]
        kernel = 1e3 * self.notebook.kernel.value("shown")
        return {
            "total": done - start,
            "kernel": kernel,
            "wire": widget - start - kernel,
            "browser": done - widget,
            "bytes": sum(size for _, size in arrivals),
        }

    def settle(self) -> None:
        """Wait until nothing has arrived for half a second."""
        self.page.wait_for_function(
            "performance.now() - (bench.arrivals.at(-1)?.[0] ?? 0) > 500", polling=100, timeout=60_000
        )

    def during(self, work: Callable[[Page], None]) -> dict[str, float]:
        """Return frame times, and what travelled, while a person works."""
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
            "frames": len(frames),
            "bytes": page.evaluate("bench.received") - before,
        }

    def new_pixels(self, work: Callable[[Page], None]) -> dict[str, float]:
        """Return how long new pixels take to be final after a move, and what the link alone would take."""
        self.settle()
        page = self.page
        received = page.evaluate("bench.received")
        start = page.evaluate("performance.now()")
        work(page)
        page.wait_for_function("start => bench.arrivals.at(-1)[0] > start", arg=start, timeout=60_000)
        self.settle()
        start, done = page.evaluate("[bench.input, bench.completed.at(-1)[1]]")
        bytes_ = page.evaluate("bench.received") - received
        link = 1e3 * (ROUND_TRIP + bytes_ * 8 / (MEGABITS * 1e6))
        return {"took": done - start, "bytes": bytes_, "link": link, "ratio": (done - start) / link}


def drag(page: Page, selector: str, dx: float, dy: float, *, start: tuple[float, float] = (0.5, 0.5)) -> None:
    """Drag from a point of an element, to and fro, in 2 x 60 moves."""
    box = page.locator(selector).first.bounding_box()
    x, y = box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=60)
    page.mouse.move(x, y, steps=60)
    page.mouse.up()


def click(selector: str, times: int = 20) -> Callable[[Page], None]:
    """Return work: click an element again and again."""

    def work(page: Page) -> None:
        for _ in range(times):
            page.locator(selector).first.click()

    return work


def press(keys: str) -> Callable[[Page], None]:
    """Return work: press keys one after the other over the canvas."""

    def work(page: Page) -> None:
        page.locator(".iv-stage").first.focus()
        for key in keys:
            page.keyboard.press(key)

    return work


CHANGES: dict[str, Callable[[Page], None]] = {
    "drag a cut": lambda page: drag(page, ".iv-handle >> nth=1", -60, 0),
    "step through the stretches": press("s" * 16),
    "step through the colormaps": press("c" * 16),
    "toggle a plane": click('.iv-row[data-plane="DETECTED"] .iv-eye'),
    "drag a plane's opacity": lambda page: drag(page, '.iv-row[data-plane="DETECTED"] .iv-opacity', -20, 0),
    "pan inside cached tiles": lambda page: drag(page, ".iv-stage", 120, 60),
}


def first_views(lab: Lab, browser: Browser) -> Bench:
    """Print the first view's table; return the last notebook, its viewer on screen."""
    views = []
    for k in range(TRIES):
        bench = Bench(lab, browser)
        views.append(bench.first_view())
        if k < TRIES - 1:
            bench.notebook.close()
    names = {
        "total": "cell run -> complete view, ms",
        "kernel": "  of which kernel, ms",
        "wire": "  of which Jupyter and wire, ms",
        "browser": "  of which browser, ms",
        "bytes": "over the websocket, everything, kB",
    }
    rows = []
    for key, name in names.items():
        values = [view[key] / (1e3 if key == "bytes" else 1) for view in views]
        rows.append((name, f"{statistics.median(values):.0f}", f"{min(values):.0f}", f"{max(values):.0f}"))
    bundle = sum((STATIC / name).stat().st_size for name in ("canvas.js", "canvas.css"))
    rows.append(("bundle (JavaScript and CSS), kB", f"{bundle / 1e3:.0f}", "", ""))
    show(f"First view of 4072 x 4000, {TRIES} notebooks", ["what", "median", "least", "most"], rows)
    return bench


def changes(bench: Bench) -> None:
    """Print what changes without new pixels cost."""
    rows = []
    for name, work in CHANGES.items():
        cost = bench.during(work)
        times = [f"{cost[key]:.0f}" for key in ("median", "p95", "worst")]
        rows.append((name, *times, cost["frames"], cost["bytes"]))
    head = ["change", "frame median, ms", "95 %, ms", "worst, ms", "frames", "bytes received"]
    show("Changes that need no new pixels", head, rows)


@contextmanager
def slow_link(lab: Lab) -> Iterator[int]:
    """Yield a port that leads to the server over the emulated link."""
    with SlowLink(int(lab.url.rsplit(":", 1)[1]), round_trip=ROUND_TRIP, megabits=MEGABITS).running() as link:
        yield link.port


def wheel(dy: float, at: tuple[float, float] = (0.4, 0.6)) -> Callable[[Page], None]:
    """Return work: turn the wheel over a point of the canvas."""

    def work(page: Page) -> None:
        box = page.locator(".iv-stage").first.bounding_box()
        page.mouse.move(box["x"] + box["width"] * at[0], box["y"] + box["height"] * at[1])
        page.mouse.wheel(0, dy)

    return work


def remote(lab: Lab, browser: Browser) -> None:
    """Print what new pixels cost over a slow link."""
    with slow_link(lab) as port:
        bench = Bench(lab, browser, port=port)
        bench.first_view()
        moves = {
            "1:1": press("1"),
            "pan by a view": lambda page: drag_once(page, -340, 340),
            "pan on by a view": lambda page: drag_once(page, -340, 340),
            "zoom out": wheel(300),
            "and pan": lambda page: drag_once(page, 340, 340),
        }
        rows = []
        for name, work in moves.items():
            cost = bench.new_pixels(work)
            rows.append(
                (
                    name,
                    f"{cost['took']:.0f}",
                    f"{cost['bytes'] / 1e3:.0f}",
                    f"{cost['link']:.0f}",
                    f"{cost['ratio']:.2f}",
                )
            )
        bench.notebook.close()
    show(
        f"New pixels over {1e3 * ROUND_TRIP:.0f} ms, {MEGABITS:.0f} Mbit/s",
        ["move", "to final pixels, ms", "kB", "round trip + bytes / bandwidth, ms", "ratio"],
        rows,
    )


def drag_once(page: Page, dx: float, dy: float) -> None:
    """Drag the picture in one stroke of few moves."""
    box = page.locator(".iv-stage").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=3)
    page.mouse.up()
