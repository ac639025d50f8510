"""What 100,000 ellipses over an image cost in a real JupyterLab: until they are sharp, and while one pans."""

import statistics

from playwright.sync_api import Browser, Page

from benchmarks.page import Bench, drag
from benchmarks.table import show
from e2e.lab import Lab

SOURCES = """
import numpy as np
from astropy.table import Table

def sources(n):
    rng = np.random.default_rng(n)
    table = Table({"x": rng.uniform(image.bbox.x.min, image.bbox.x.max, n),
                   "y": rng.uniform(image.bbox.y.min, image.bbox.y.max, n)})
    table["a"] = rng.gamma(3.0, 1.0, n) + 1
    table["b"] = table["a"] * rng.uniform(0.3, 1.0, n)
    table["theta"] = rng.uniform(0, 180, n)
    return imgview.Catalog(table, x="x", y="y", a="a", b="b", theta="theta", name="sources")

ready = sources({count})
"""
ADD = """
start = time.perf_counter()
viewer.add_catalog(ready, symbol={symbol!r})
added = time.perf_counter() - start
"""
SHARP = """() => new Promise((done) => {
    // When the frame in which the overlay says so has been handed to the compositor.
    const look = () => document.querySelector(".iv-overlay").dataset.sharp === "true"
        && !document.querySelector(".iv-overlay").hidden
        ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
    look();
})"""
ZOOM = """(factor) => {
    const { viewport } = document.querySelector("canvas.imgview-canvas").imgview.painter;
    const start = performance.now();
    viewport.zoomAbout(factor, viewport.width / 2, viewport.height / 2);
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(start))));
}"""
ZOOMS = {"fit": "f", "1:1": "1"}


def pan(page: Page) -> None:
    """Drag the image to and fro."""
    drag(page, ".iv-stage", 250, 120)


def pans(bench: Bench) -> dict[str, dict[str, float]]:
    """Return frame times of panning, by zoom."""
    found = {}
    for name, key in ZOOMS.items():
        bench.page.locator(".iv-stage").first.press(key)
        bench.notebook.wait_complete()
        if bench.page.locator(".iv-overlay").is_visible():
            bench.page.evaluate(SHARP)
        found[name] = bench.during(pan)
    return found


def add(bench: Bench, count: int, symbol: str) -> dict[str, float]:
    """Add a catalogue; return milliseconds and bytes until it is sharp."""
    kernel, page = bench.notebook.kernel, bench.page
    page.locator(".iv-stage").first.press("f")
    kernel.run(SOURCES.replace("{count}", str(count)))
    bench.settle()
    received = page.evaluate("bench.received")
    start = page.evaluate("performance.now()")
    kernel.run(ADD.format(symbol=symbol), timeout=120)
    page.locator('[data-layer="sources"]').wait_for(timeout=60_000)
    done = page.evaluate(SHARP)
    bytes_ = page.evaluate("bench.received") - received
    return {"total": done - start, "kernel": 1e3 * kernel.value("added"), "bytes": bytes_ / count}


def sharp_again(bench: Bench) -> list[float]:
    """Return milliseconds from changes of zoom to sharp lines."""
    took = []
    for factor in (1.5, 1.5, 2, 2, 0.5, 0.5, 0.5, 0.8):
        bench.settle()
        start = bench.page.evaluate(ZOOM, factor)
        took.append(bench.page.evaluate(SHARP) - start)
    return took


def layers(lab: Lab, browser: Browser) -> None:
    """Print the tables of layers."""
    bench = Bench(lab, browser)
    bench.first_view()
    rows = []
    frames = [("without", pans(bench))]
    for count, symbol in ((100_000, "ellipse"), (1_000_000, "+")):
        cost = add(bench, count, symbol)
        again = sharp_again(bench)
        rows.append(
            (
                f"{count:,} x {symbol}",
                f"{cost['total']:.0f}",
                f"{cost['kernel']:.0f}",
                f"{cost['bytes']:.1f}",
                f"{statistics.median(again):.0f}",
                f"{max(again):.0f}",
            )
        )
        frames.append((f"{count:,} x {symbol}", pans(bench)))
    head = [
        "layer",
        "call -> sharp, ms",
        "of which kernel, ms",
        "bytes a source",
        "zoom -> sharp, ms",
        "worst",
    ]
    show("Layers over 4072 x 4000", head, rows)
    table = [
        (name, zoom, *(f"{cost[key]:.1f}" for key in ("median", "p95", "worst")), f"{cost['frames']:.0f}")
        for name, found in frames
        for zoom, cost in found.items()
    ]
    show("Panning", ["layer", "zoom", "frame median, ms", "95 %, ms", "worst, ms", "frames"], table)
    bench.notebook.close()
