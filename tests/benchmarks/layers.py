"""What 100,000 ellipses over an image cost in a real JupyterLab: until they are sharp, and under the hand."""

import statistics

from playwright.sync_api import Browser, Page

from benchmarks.page import Bench, drag
from benchmarks.table import percentile, show
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
NAMES = "ready.table['name'] = [f'source {i}' for i in range(len(ready))]"
LARGE = "ready.table['a'], ready.table['b'] = 40.0, 24.0"
ADD = """
start = time.perf_counter()
viewer.add_catalog(ready, "sources", symbol={symbol!r}, **{further})
added = time.perf_counter() - start
"""
DRAW = """
places = np.asarray(ready.table["x"]), np.asarray(ready.table["y"])
which = np.arange(len(ready)) % 4
marks = {drawing}
viewer.layers["sources"].remove()
start = time.perf_counter()
viewer.add_marks(marks, "sources")
added = time.perf_counter() - start
"""
DRAWINGS = {
    "100,000 marks": (
        'imgview.Marks.of(*places, [("o", "+", "x", "*")[i] for i in which], 4.0,'
        ' [("red", "green", "orchid", "cyan")[i] for i in which])'
    ),
    "100,000 words": "imgview.Marks.words(*places, [f's{i}' for i in range(len(ready))], 8.0)",
}
"""What is drawn without a catalogue, by name."""
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


HITS = """(n) => {
    const { session, painter: { viewport } } = document.querySelector("canvas.imgview-canvas").imgview;
    const layer = session.layers.all.find(({ name }) => name === "sources");
    const { geometry, origin, codes } = session.layers.placed(layer.key);
    const took = (work) => {
        const start = performance.now();
        work();
        return performance.now() - start;
    };
    const hits = Array.from({ length: n }, () => {
        const { x, y } = viewport.toImage(Math.random() * viewport.width, Math.random() * viewport.height);
        return took(() => geometry.at(x - origin[0], y - origin[1], layer, viewport.zoom, codes));
    });
    const [x, y] = viewport.box.start.map((at) => at + 2000).reverse();
    const angles = Array.from({ length: 800 }, (_, i) => (2 * Math.PI * i) / 800);
    const reach = (angle) => 2600 + 300 * Math.sin(9 * angle);
    const [xs, ys] = [angles.map((angle) => x - origin[0] + reach(angle) * Math.cos(angle)),
        angles.map((angle) => y - origin[1] + reach(angle) * Math.sin(angle))];
    let count = 0;
    const lassos = Array.from({ length: 5 }, () => took(() => (count = geometry.within(xs, ys).length)));
    return { hits, lassos, count };
}"""
"""Times of hit tests at random places of the canvas, and of a lasso of 800 corners around nearly all."""
LOOKS = """() => {
    const { session } = document.querySelector("canvas.imgview-canvas").imgview;
    const { key } = session.layers.all.find(({ name }) => name === "sources");
    session.layers.set(key, { color: "#ff4136" });
    session.layers.set(key, { opacity: 0.7 });
    session.layers.set(key, { width: 2 });
}"""
STATS = """() => ({ ...document.querySelector("canvas.imgview-canvas").imgview.session.channel.stats })"""


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


def add(
    bench: Bench, count: int, symbol: str, further: str = "{}", prepare: str = "", *, draw: str = ""
) -> dict[str, float]:
    """Add a catalogue, or draw something instead; return milliseconds and bytes until it is sharp."""
    kernel, page = bench.notebook.kernel, bench.page
    page.locator(".iv-stage").first.press("f")
    kernel.run(SOURCES.replace("{count}", str(count)) + prepare)
    bench.settle()
    received = page.evaluate("bench.received")
    start = page.evaluate("performance.now()")
    code = DRAW.replace("{drawing}", draw) if draw else ADD.format(symbol=symbol, further=further)
    kernel.run(code, timeout=120)
    page.locator('[data-layer="sources"]').wait_for(timeout=60_000)
    done = page.evaluate(SHARP)
    bytes_ = page.evaluate("bench.received") - received
    return {"total": done - start, "kernel": 1e3 * kernel.value("added"), "bytes": bytes_ / count}


def under_the_hand(bench: Bench) -> list[str]:
    """Return what hit tests and a lasso take, as cells of a table."""
    found = bench.page.evaluate(HITS, 500)
    hits, lassos = found["hits"], found["lassos"]
    numbers = [
        statistics.median(hits),
        percentile(hits, 95),
        max(hits),
        statistics.median(lassos),
        max(lassos),
    ]
    return [*(f"{number:.2f}" for number in numbers), f"{found['count']:,}"]


def restyle(bench: Bench) -> list[tuple[str, int, int]]:
    """Return what changes of looks cost: questions that the page asks, and bytes that it receives."""
    rows = []
    kernel, page = bench.notebook.kernel, bench.page
    for name, work in {
        "three looks, from the page": lambda: page.evaluate(LOOKS),
        "three looks, from Python": lambda: kernel.run(
            "one = viewer.layers['sources']\none.color, one.scale, one.fill = 'lime', 3, 0.3"
        ),
    }.items():
        bench.settle()
        before, bytes_ = page.evaluate(STATS), page.evaluate("bench.received")
        work()
        page.evaluate(SHARP)
        bench.settle()
        asked = page.evaluate(STATS)["sent"] - before["sent"]
        rows.append((name, asked, page.evaluate("bench.received") - bytes_))
    return rows


def sharp_again(bench: Bench) -> list[float]:
    """Return milliseconds from changes of zoom to sharp lines."""
    took = []
    for factor in (1.5, 1.5, 2, 2, 0.5, 0.5, 0.5, 0.8):
        bench.settle()
        start = bench.page.evaluate(ZOOM, factor)
        took.append(bench.page.evaluate(SHARP) - start)
    return took


KINDS: dict[str, tuple[int, str, str, str]] = {
    "100,000 ellipses": (100_000, "ellipse", "{}", ""),
    "coloured by column": (100_000, "ellipse", "{'color_by': 'a'}", ""),
    "axes of 40 and 24 pixels": (100_000, "ellipse", "{'scale': 1}", LARGE),
    "labelled": (100_000, "ellipse", "{'label': 'name'}", NAMES),
    "1,000,000 x +": (1_000_000, "+", "{}", ""),
}
"""Layers by name: sources, symbol, further keywords, and what is done to the catalogue before."""


def layers(lab: Lab, browser: Browser) -> None:
    """Print the tables of layers."""
    bench = Bench(lab, browser)
    bench.first_view()
    rows, hands, looks = [], [], []
    frames = [("without", pans(bench))]
    for name, (count, symbol, further, prepare) in KINDS.items():
        cost = add(bench, count, symbol, further, prepare)
        again = sharp_again(bench)
        times = [cost["total"], cost["kernel"], statistics.median(again), max(again)]
        rows.append((name, f"{cost['bytes']:.1f}", *(f"{time:.0f}" for time in times)))
        hands.append((name, *under_the_hand(bench)))
        frames.append((name, pans(bench)))
        if not looks:
            looks = restyle(bench)
    for name, drawing in DRAWINGS.items():
        cost = add(bench, 100_000, "", draw=drawing)
        again = sharp_again(bench)
        times = [cost["total"], cost["kernel"], statistics.median(again), max(again)]
        rows.append((name, f"{cost['bytes']:.1f}", *(f"{time:.0f}" for time in times)))
        frames.append((name, pans(bench)))
    head = [
        "layer",
        "bytes a source",
        "call -> sharp, ms",
        "of which kernel, ms",
        "zoom -> sharp, ms",
        "worst",
    ]
    show("Layers over 4072 x 4000", head, rows)
    head = ["layer", "hit, median ms", "95 %", "worst", "lasso, median ms", "worst", "takes in"]
    show("Under the hand", head, hands)
    show("New looks of 100,000 ellipses", ["change", "questions", "bytes received"], looks)
    alone = frames[0][1]
    table = [
        (
            name,
            zoom,
            *(f"{cost[key]:.1f}" for key in ("median", "p95", "worst")),
            *(f"{cost[key] / alone[zoom][key]:.2f}" for key in ("median", "p95")),
            f"{cost['frames']:.0f}",
        )
        for name, found in frames
        for zoom, cost in found.items()
    ]
    head = [
        "layer",
        "zoom",
        "frame median, ms",
        "95 %, ms",
        "worst, ms",
        "median ratio",
        "95 % ratio",
        "frames",
    ]
    show("Panning", head, table)
    bench.notebook.close()
