"""What frames side by side cost under the hand: one alone, two and four that follow, by pixel or by sky."""

from playwright.sync_api import Browser

from benchmarks.page import METER, SETUP, Bench, drag
from benchmarks.table import show
from e2e.lab import Lab

GRID = """
from astropy.wcs import WCS

def turned(number):
    # The same pixels, on a sky that is turned and finer from frame to frame.
    wcs = WCS(naxis=2)
    wcs.wcs.ctype, wcs.wcs.crval = ["RA---TAN", "DEC--TAN"], [150.0, 2.0]
    wcs.wcs.crpix = [2000.5, 2000.5]
    angle, scale = np.radians(17.0 * number), 0.2 / (1 + 0.1 * number) / 3600
    wcs.wcs.cd = np.array([[-np.cos(angle), np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    return imgview.read(pixels, wcs=wcs)

frames = imgview.grid(*(turned(n) for n in range({count})), columns=2, lock={lock!r}, height=400)
frames
"""
PIXELS = SETUP + "import numpy as np\npixels = np.ascontiguousarray(image.image.array, np.float32)\n"
CASES = {
    "one": (1, "pixel"),
    "two, by pixel": (2, "pixel"),
    "two, by sky": (2, "wcs"),
    "four, by pixel": (4, "pixel"),
    "four, by sky": (4, "wcs"),
}


class FramesBench(Bench):
    """A notebook with a grid in it, and the meter in its page."""

    def __init__(self, lab: Lab, browser: Browser, name: str, count: int, lock: str) -> None:
        cells = [PIXELS, GRID.replace("{count}", str(count)).replace("{lock!r}", repr(lock))]
        self.notebook = lab.open(browser, name, cells, script=METER, width=1240, height=1000)
        self.page = self.notebook.page
        self.notebook.run_cell(0)
        self.notebook.run_cell(1)
        # What is out of sight does not draw.
        self.page.locator(".imgview").first.wait_for()
        self.page.evaluate("document.querySelector('.imgview').scrollIntoView()")
        self.page.wait_for_function(
            "count => document.querySelectorAll('canvas[data-complete=true]').length === count", arg=count
        )
        self.settle()


def frames(lab: Lab, browser: Browser) -> None:
    """Print the table of frames."""
    found = {}
    for number, (name, (count, lock)) in enumerate(CASES.items()):
        bench = FramesBench(lab, browser, f"frames{number}", count, lock)
        bench.page.locator(".iv-stage").first.press("1")
        bench.settle()
        # The first time brings the tiles.
        drag(bench.page, ".iv-stage", 120, 80)
        found[name] = bench.during(lambda page: drag(page, ".iv-stage", 120, 80))
        bench.notebook.close()
    alone = found["one"]
    rows = [
        (
            name,
            *(f"{cost[key]:.1f}" for key in ("median", "p95", "worst")),
            *(f"{cost[key] / alone[key]:.2f}" for key in ("median", "p95")),
            f"{cost['bytes']:.0f}",
        )
        for name, cost in found.items()
    ]
    head = ["frames", "median ms", "95 %", "worst", "median, ratio", "95 %, ratio", "bytes received"]
    show("Panning frames that follow one another, 1:1", head, rows)
