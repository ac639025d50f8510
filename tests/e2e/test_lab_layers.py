"""Layers in JupyterLab: a coadd brings its cells, a catalogue lies over it, both sides agree on looks."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

SETUP = """
import numpy as np
from astropy.table import Table
import imgview
from imgview.model import Catalog, CellCoadd, CellGrid
from imgview.geometry import Box

sky = imgview.sample.visit_image((1000, 1018), seed=1)
grid = CellGrid(Box.from_shape((1050, 1050), start=sky.bbox.start), (150, 150), missing=[(2, 3)])
coadd = CellCoadd(sky.image, mask=sky.mask, variance=sky.variance, grid=grid,
                  band="r", skymap="lsst_cells_v1", tract=5063, patch={"id": 14})
viewer = imgview.show(coadd)
viewer
"""
CATALOG = """
rng = np.random.default_rng(2)
n, box = 400, coadd.bbox
table = Table({"x": rng.uniform(box.x.min, box.x.max, n), "y": rng.uniform(box.y.min, box.y.max, n)})
major = rng.gamma(3.0, 1.3, n) + 1
table["xx"], table["yy"] = major**2, (major * rng.uniform(0.4, 1.0, n))**2
table["xy"] = rng.uniform(-0.5, 0.5, n) * np.sqrt(table["xx"] * table["yy"])
table["x"][:3] = np.nan
layer = viewer.add_catalog(Catalog(table, x="x", y="y", xx="xx", yy="yy", xy="xy", name="sources"), scale=2.5)
"""
SHARP = "document.querySelector('.iv-overlay')?.dataset.sharp === 'true'"


@pytest.fixture(params=["light", "dark"])
def theme(request, lab):
    name = "JupyterLab Dark" if request.param == "dark" else "JupyterLab Light"
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": name}})
    yield request.param
    lab.settings({"@jupyterlab/apputils-extension/themes": {"theme": "JupyterLab Light"}})


def names(page):
    return page.locator(".iv-layers .iv-name").all_text_contents()


def sharp(book):
    book.wait_complete()
    book.page.wait_for_function(SHARP)


def test_a_coadd_with_cells_and_a_catalogue(lab, browser, keep, theme, tmp_path):
    book = lab.open(browser, f"layers-{theme}", [SETUP, CATALOG])
    book.run_cell(0)
    sharp(book)
    page = book.page
    assert names(page) == ["missing cells", "cells"]
    assert book.kernel.value("[(name, layer.visible) for name, layer in viewer.layers.items()]") == [
        ("cells", True), ("missing cells", False),
    ]  # fmt: skip
    before = book.quiet()["received"]
    book.run_cell(1)
    page.locator('.iv-layers .iv-row[data-layer="sources"]').wait_for()
    sharp(book)
    assert names(page) == ["sources", "missing cells", "cells"]
    assert page.locator('[data-layer="sources"] .iv-count').text_content() == "397 (\u22123)"
    # 20 bytes a source, and what the notebook itself says.
    assert book.quiet()["received"] - before < 40_000
    keep(page, f"layers-{theme}")

    # The page's looks reach the kernel, the kernel's the page, without any geometry.
    page.locator('[data-layer="cells"] .iv-eye').click()
    book.kernel.wait("not viewer.layers['cells'].visible")
    before = book.quiet()["received"]
    book.kernel.run("viewer.layers['sources'].color = 'magenta'; viewer.layers['sources'].opacity = 0.7")
    page.wait_for_function(
        "document.querySelector('[data-layer=\"sources\"] .iv-opacity').ariaValueNow === '70'"
    )
    assert book.quiet()["received"] - before < 12_000
    assert_same_picture(book, tmp_path)
    page.locator(".iv-stage").press("1")
    sharp(book)
    assert_same_picture(book, tmp_path)
    keep(page, f"layers-{theme}-close")

    book.kernel.run("viewer.layers['sources'].remove()")
    page.locator('[data-layer="sources"]').wait_for(state="detached")
    book.kernel.run("viewer.load_image(np.zeros((100, 100), np.float32))")
    page.locator(".iv-layers").wait_for(state="hidden")
    assert book.complaints() == []
    book.close()


def assert_same_picture(book, folder):
    """Compare what the page shows with what `save` writes, where the lines are."""
    sharp(book)
    book.kernel.wait("viewer.viewport is None or viewer.canvas_size[0] > 0")
    book.quiet()
    path = folder / "saved.png"
    book.kernel.run(f"viewer.save({str(path)!r}, overwrite=True)")
    saved = np.asarray(Image.open(path).convert("RGB")).astype(int)
    shown = book.page.evaluate(
        """() => {
            const image = document.querySelector("canvas.imgview-canvas");
            const copy = document.createElement("canvas");
            [copy.width, copy.height] = [image.width, image.height];
            const pen = copy.getContext("2d");
            pen.drawImage(image, 0, 0);
            pen.drawImage(document.querySelector(".iv-overlay"), 0, 0);
            return copy.toDataURL().split(",")[1];
        }"""
    )
    page = np.asarray(Image.open(io.BytesIO(base64.b64decode(shown))).convert("RGB")).astype(int)
    assert saved.shape == page.shape
    lines = (page[..., 0] > 160) & (page[..., 1] < 110) & (page[..., 2] > 160)
    assert lines.sum() > 200
    # Between levels page and kernel smooth the image in their own ways; the lines are the same.
    assert np.percentile(np.abs(saved - page)[lines].max(axis=1), 95) < 40


def test_layers_are_there_again_after_a_reload_of_the_page(lab, browser):
    book = lab.open(browser, "layers-reload", [SETUP + CATALOG, "viewer"])
    book.run_cell(0)
    book.run_cell(1)
    sharp(book)
    page = book.page
    assert names(page)[:1] == ["sources"]
    page.reload()
    page.wait_for_function(
        """() => { const panel = window.jupyterapp?.shell?.currentWidget;
                   return panel?.sessionContext?.session?.kernel?.status === "idle"; }""",
        timeout=60_000,
    )
    book.run_cell(1)
    sharp(book)
    assert names(page)[:1] == ["sources"]
    assert page.evaluate("document.querySelector('.iv-overlay').hidden") is False
    book.close()


def test_sources_coloured_by_column(lab, browser, keep):
    table = 'table["mag"] = 27 - 5 * np.log10(major)\n'
    by_mag = (
        table + 'layer = viewer.add_catalog(table, "by mag", color_by="mag", colormap="plasma", nsigma=3)'
    )
    sizes = 'layer.symbol = "o"\nlayer.size_by("mag", sizes=(24, 6))'
    book = lab.open(browser, "layers-by-column", [SETUP, CATALOG, by_mag, sizes])
    for cell in (0, 1, 2):
        book.run_cell(cell)
    page = book.page
    page.locator('.iv-layers .iv-row[data-layer="by mag"]').wait_for()
    sharp(book)
    keep(page, "lab-layers-colours")
    before = book.quiet()["received"]
    book.run_cell(3)
    sharp(book)
    # A byte a source and a table; the positions are there.
    assert book.quiet()["received"] - before < 10_000
    keep(page, "lab-layers-sizes")
