"""What a selection of 10,000 sources costs on its way from the page to Python and on to Bokeh, and back."""

import statistics

from playwright.sync_api import Browser, Page

from benchmarks.table import show
from e2e.lab import Lab, Notebook

SOURCES, CHOSEN = 100_000, 10_000
TRIES = 7
SETUP = """
import numpy as np
from astropy.table import Table
import imgview

image = imgview.sample.visit_image()
rng = np.random.default_rng(4)
n = {sources}
table = Table({"x": rng.uniform(image.bbox.x.min, image.bbox.x.max, n),
               "y": rng.uniform(image.bbox.y.min, image.bbox.y.max, n)})
table["mag"], table["size"] = rng.permutation(np.linspace(18, 25, n)), rng.gamma(3.0, 1.0, n)
explorer = imgview.explore(image, table, x="mag", y="size", color="size")
""".replace("{sources}", str(SOURCES))

READY = """
const bokeh = window.Bokeh.documents.at(-1);
const { session } = document.querySelector("canvas.imgview-canvas").imgview;
const told = () => document.querySelector(".ivx-counts").textContent;
const sources = [...bokeh._all_models.values()].filter(({ data }) => data?.row);
const start = performance.now();
let arrived = 0;
const has = () => sources.some(({ data }) => data.row.length === wanted);
for (const source of sources) {
    source.properties.data.change.connect(() => { if (has()) arrived ||= performance.now() - start; });
}
const done = () => new Promise((resolve) => {
    // When the frame in which the viewer, the plots and the bar say so has been handed to the compositor.
    const seen = () => session.selection.rows.length === wanted && arrived && told().includes("10,000 sel");
    const look = () => requestAnimationFrame(
        seen() ? () => resolve([arrived, performance.now() - start]) : look);
    look();
});
"""
FROM_VIEWER = f"""([wanted, from]) => {{ {READY}
    const rows = Uint32Array.from({{ length: wanted }}, (_, i) => i * {SOURCES // CHOSEN} + from);
    session.selection.set(session.layers.all.at(-1).key, rows);
    return done();
}}"""
FROM_PLOT = f"""([wanted, from]) => {{ {READY}
    const scatter = bokeh.roots()[0].children[0];
    const {{ SelectionGeometry }} = window.Bokeh.require("core/bokeh_events");
    const step = 7 / {SOURCES - 1};
    const x0 = 18 + (1000 * from - 0.5) * step;
    const box = {{ type: "rect", x0, x1: x0 + wanted * step, y0: -1, y1: 1e9 }};
    scatter.trigger_event(new SelectionGeometry(box, true));
    return done();
}}"""


def cost(book: Notebook, page: Page, script: str, number: int) -> dict[str, float]:
    """Return milliseconds, bytes and messages of a selection."""
    book.kernel.run("explorer.selection = None")
    page.wait_for_function("!document.querySelector('.ivx-counts').textContent.includes('selected')")
    before = book.quiet(800)
    arrived, seen = page.evaluate(script, [CHOSEN, number])
    after = book.quiet(800)
    return {
        "arrived": arrived,
        "seen": seen,
        "up": after["sent"] - before["sent"],
        "down": after["received"] - before["received"],
        "messages up": len(after["asked"]) - len(before["asked"]),
        "messages down": len(after["sizes"]) - len(before["sizes"]),
    }


def explore(lab: Lab, browser: Browser) -> None:
    """Print the table of selections."""
    book = lab.open(browser, "bench-explore", [SETUP, "explorer"], height=1300)
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    page = book.page
    page.locator(".ivx-plots .bk-Figure").nth(1).wait_for()
    page.wait_for_function("document.querySelector('.iv-overlay').dataset.sharp === 'true'")
    found = {
        "in the viewer": [cost(book, page, FROM_VIEWER, number) for number in range(TRIES)],
        "in the scatter plot": [cost(book, page, FROM_PLOT, number) for number in range(TRIES)],
    }
    rows = [
        (
            where,
            *(
                f"{statistic(c[what] for c in costs):.0f}"
                for what in ("arrived", "seen")
                for statistic in (statistics.median, max)
            ),
            *(f"{statistics.median(c[way] for c in costs) / 1e3:.0f}" for way in ("up", "down")),
            *(f"{statistics.median(c[f'messages {way}'] for c in costs):.0f}" for way in ("up", "down")),
        )
        for where, costs in found.items()
    ]
    head = [
        "selected",
        "in Bokeh, ms",
        "worst",
        "seen everywhere, ms",
        "worst",
        "kB up",
        "kB down",
        "messages up",
        "down",
    ]
    show(f"Selecting {CHOSEN:,} of {SOURCES:,} sources", head, rows)
    book.close()
