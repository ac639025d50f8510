"""Notebooks of lsst.afw.display and of the old ds9 in JupyterLab: what they show, send and wait for."""

import json

SETUP = """
import numpy as np
import imgview
import imgview.display as afwDisplay
from imgview import ds9
exposure = imgview.sample.visit_image(shape=(300, 400))
y0, x0 = exposure.bbox.start
"""
LOOP = """
settings = {'scale': 'zscale', 'zoom': 'to fit', 'mask': 'transparency 60'}
ds9.mtv(exposure, frame=1, title="My Data", settings=settings)
ds9.zoom(2, x0 + 100, y0 + 100, frame=1)
with ds9.Buffering():
    for i in range(100_000):
        ds9.dot("o", x0 + i % 400, y0 + i % 300, ctype=ds9.RED, size=5, frame=1, silent=True)
ds9.mtv(exposure, frame=1, settings=settings)
ds9.zoom(2, x0 + 100, y0 + 100, frame=1)
for i in range(100):
    ds9.dot("o", x0 + i, y0 + i, frame=1)
    ds9.dot("@:16,0,4", x0 + i, y0 + i, frame=1)
"""
KEYS = """
display = afwDisplay.getDisplay(1)
heard = []
display.setCallback("k", lambda k, x, y: heard.append((k, x, y)))
display.show()
display.interact()
print("left", len(heard))
"""
STATE = "document.querySelector('canvas.imgview-canvas').imgview.session.store"
WAITS = "() => document.querySelector('.iv-busy')?.innerText.includes('waiting for a key')"
RUNS = "cell => document.querySelectorAll('.jp-InputPrompt')[cell].innerText.includes('*')"


def test_old_notebooks_run(lab, browser, keep):
    book = lab.open(browser, "display", [SETUP, LOOP, KEYS])
    page, kernel = book.page, book.kernel
    book.run_cell(0)
    book.run_cell(1)
    # What was drawn without a block is there when the cell ends; a cell that shows twice shows one viewer.
    page.wait_for_function(f"() => {STATE}.get('layers')?.at(-1)?.count === 200")
    assert page.locator("canvas.imgview-canvas").count() == 1
    assert page.evaluate(f"() => {STATE}.get('image_info').title") == kernel.value("exposure.title")
    # A scale that was chosen before the canvas had a size is that scale.
    kernel.wait("any(ds9.getDisplay(1).viewer.canvas_size)")
    kernel.wait("abs(ds9.getDisplay(1).current_zoom() - 2) < 1e-9")
    keep(page, "display")
    colours = json.loads(page.evaluate(f"() => JSON.stringify({STATE}.get('planes'))"))
    assert {style["opacity"] for style in colours.values()} == {0.4}
    kernel.run("ds9.setMaskPlaneColor('CR', 'orchid'); ds9.setMaskTransparency(20, 1)")
    page.wait_for_function(f"() => {STATE}.get('planes').COSMIC_RAY.color === '#da70d6'")
    page.wait_for_function(f"() => {STATE}.get('planes').COSMIC_RAY.opacity === 0.8")
    assert book.complaints() == []

    book.run_cell(2, wait=False)
    page.wait_for_function(WAITS)
    canvas = page.locator("canvas.imgview-canvas").last
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for key in ("k", "k", "q"):
        page.keyboard.press(key)
    page.wait_for_function(f"cell => !({RUNS})(cell)", arg=2)
    page.get_by_text("left 2").wait_for()
    where = kernel.value("(float(heard[0][1] - x0), float(heard[0][2] - y0))")
    assert abs(where[0] - 100) < 1
    assert abs(where[1] - 100) < 1
    assert book.complaints() == []
    book.close()
