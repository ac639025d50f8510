"""What panning a turned view costs in a real JupyterLab, beside an upright one."""

import statistics

from playwright.sync_api import Browser

from benchmarks.layers import ADD, SHARP, SOURCES, pan
from benchmarks.page import Bench
from benchmarks.table import show
from e2e.lab import Lab

ANGLES = (0, 90, 30)
TRIES = 3
"""Rounds over all angles, so that a busy machine is busy for all of them."""
TURN = """async (degrees) => {
    const { painter } = document.querySelector("canvas.imgview-canvas").imgview;
    painter.viewport.turn(degrees);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    painter.frames.count = 0;
}"""
WORK = """() => {
    const { frames } = document.querySelector("canvas.imgview-canvas").imgview.painter;
    return [...frames.work.slice(0, Math.min(frames.count, frames.work.length))];
}"""


def turned_pans(bench: Bench) -> dict[int, dict[str, float]]:
    """Return frame times, and the painter's own work in a frame, by angle."""
    found: dict[int, dict[str, list[float]]] = {
        angle: {"median": [], "p95": [], "worst": [], "work": []} for angle in ANGLES
    }
    for _ in range(TRIES):
        for angle in ANGLES:
            bench.page.evaluate(TURN, angle)
            bench.notebook.wait_complete()
            if bench.page.locator(".iv-overlay").is_visible():
                bench.page.evaluate(SHARP)
            bench.page.evaluate(TURN, angle)
            cost = bench.during(pan) | {"work": statistics.median(bench.page.evaluate(WORK))}
            for key, values in found[angle].items():
                values.append(cost[key])
    return {angle: {k: statistics.median(v) for k, v in costs.items()} for angle, costs in found.items()}


def turning(lab: Lab, browser: Browser) -> None:
    """Print the table of turned views."""
    bench = Bench(lab, browser)
    bench.first_view()
    rows = []
    for name in ("image and planes", "with 100,000 ellipses"):
        if name != "image and planes":
            bench.notebook.kernel.run(SOURCES.replace("{count}", "100_000"))
            bench.notebook.kernel.run(ADD.format(symbol="ellipse", further="{}"), timeout=120)
            bench.page.locator('[data-layer="sources"]').wait_for(timeout=60_000)
        for key, zoom in (("f", "fit"), ("1", "1:1")):
            bench.page.evaluate(TURN, 0)
            bench.page.locator(".iv-stage").first.press(key)
            bench.notebook.wait_complete()
            costs = turned_pans(bench)
            for angle, cost in costs.items():
                times = [f"{cost[key]:.1f}" for key in ("median", "p95", "worst", "work")]
                ratios = [f"{cost[key] / costs[0][key]:.2f}" for key in ("median", "p95", "work")]
                rows.append((name, zoom, angle, *times, *ratios))
    head = ["what", "zoom", "turned by", "frame median, ms", "95 %, ms", "worst, ms", "image's work, ms"]
    show("Panning turned views", [*head, "median ratio", "95 % ratio", "work ratio"], rows)
    bench.notebook.close()
