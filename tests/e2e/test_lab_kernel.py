"""A real kernel: busy, restarted, closed, and with thirty viewers to serve."""

import time

import pytest

SETUP = """
import imgview, numpy as np, psutil, threading, time
image = imgview.sample.visit_image((2000, 2036), seed=1)
"""
SHOWS = """(name) => document.querySelector("canvas.imgview-canvas").imgview.session.store
    .get("image_info").component === name"""
COMPONENTS = {2: "snr", 3: "variance", 4: "image"}
PIXELS = "document.querySelector('canvas.imgview-canvas').toDataURL()"
SLEEP = "started = time.monotonic(); time.sleep(8)"
RUNS = "cell => document.querySelectorAll('.jp-InputPrompt')[cell].innerText.includes('*')"
SPIN = """
started = time.monotonic()
while time.monotonic() < started + 8:
    sum(range(1000))
"""


@pytest.fixture(scope="module")
def book(lab, browser):
    book = lab.open(
        browser,
        "kernel",
        [SETUP, "viewer = imgview.show(image)\nviewer", SLEEP, SPIN, "viewer.colormap = 'magma'\n" + SLEEP],
    )
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    book.quiet()
    yield book
    book.close()


@pytest.mark.parametrize("cell", [2, 3, 4], ids=["time.sleep", "a Python loop", "after a trait was set"])
def test_tiles_come_while_a_cell_runs(book, keep, cell):
    page = book.page
    page.locator(".imgview [data-action=fit]").first.click()
    page.locator("[data-component=image]").first.click()
    book.quiet()
    book.wait_complete()
    traffic = book.traffic()
    start = time.monotonic()
    book.run_cell(cell, wait=False)
    page.wait_for_function(RUNS, arg=cell)
    book.quiet(100)
    # New pixels: none of these has been asked for at full resolution.
    page.locator(f"[data-component={COMPONENTS[cell]}]").first.click()
    # Else the page asks for tiles of the one before too, which the next cell is then to ask for.
    page.wait_for_function(SHOWS, arg=COMPONENTS[cell], timeout=7000)
    page.locator(".imgview [data-action=one]").first.click()
    box = page.locator("canvas.imgview-canvas").first.bounding_box()
    page.wait_for_function("document.querySelector('.imgview').dataset.zoom === '1'")
    page.wait_for_timeout(200)
    book.wait_complete(timeout=7)
    elapsed = time.monotonic() - start
    assert elapsed < 7, "the cell is still running"
    assert "*" in page.locator(".jp-InputPrompt").nth(cell).inner_text()
    assert book.traffic()["received"] - traffic["received"] > 100_000
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(
        "document.querySelector('.iv-cell-value').dataset.approximate === 'false'", timeout=5000
    )
    keep(page, f"busy-{cell}")
    page.wait_for_function(f"cell => !({RUNS})(cell)", arg=cell, timeout=20_000)


def test_reloaded_page_shows_the_same_view(lab, browser, keep):
    book = lab.open(browser, "reload", [SETUP, "viewer = imgview.show(image)\nviewer"])
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    book.kernel.run("viewer.colormap = 'Spectral'; viewer.zoom_to(3)")
    book.page.wait_for_function("document.querySelector('.imgview').dataset.zoom === '3'")
    # The canvas still calls the view before complete until it has drawn the new one once.
    book.quiet()
    book.wait_complete()
    before = book.page.evaluate(PIXELS)
    book.command("docmanager:save")
    book.page.reload()
    book.wait_complete(timeout=60)
    assert book.page.locator(".imgview").get_attribute("data-zoom") == "3"
    keep(book.page, "reload")
    assert book.page.evaluate(PIXELS) == before
    assert book.complaints() == []
    book.close()


def test_closing_takes_it_off_the_page_and_frees_the_kernel(lab, browser):
    code = """
import gc, weakref
big = imgview.MaskedImage(imgview.Image(np.zeros((6000, 6000), np.float32)))
gone = weakref.ref(big.image.array)
viewer = imgview.show(big)
viewer
"""
    book = lab.open(browser, "closing", [SETUP, code, "del big; viewer.close()"])
    book.run_cell(0)
    before = book.kernel.value("psutil.Process().memory_info().rss")
    book.run_cell(1)
    book.wait_complete()
    book.run_cell(2)
    book.page.wait_for_function("document.querySelector('canvas.imgview-canvas') === null")
    book.kernel.wait("gc.collect() is not None and gone() is None")
    after = book.kernel.value("psutil.Process().memory_info().rss")
    assert after - before < 70e6, "half of the image at most, for what Python keeps to itself"
    assert book.complaints() == []
    book.close()


def test_kernel_restart_is_said_and_the_page_stays_alive(lab, browser, keep):
    book = lab.open(browser, "restart", [SETUP, "viewer = imgview.show(image)\nviewer"])
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    page = book.page
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
    )
    # What is in the page still works: a plane, then a view that needs new tiles.
    page.get_by_role("switch", name="Show DETECTED", exact=True).click()
    box = page.locator("canvas.imgview-canvas").first.bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    for _ in range(10):
        page.mouse.wheel(0, -200)
    page.wait_for_function("document.querySelector('.imgview').dataset.zoom > 1")
    frames = page.evaluate(
        """() => new Promise(done => { const start = performance.now(); let n = 0;
            const step = () => {
                n += 1;
                performance.now() - start > 500 ? done(n) : requestAnimationFrame(step);
            };
            requestAnimationFrame(step); })"""
    )
    assert frames > 10, "the page is not frozen"
    keep(page, "restart-at-once")
    page.wait_for_function("/kernel/i.test(document.querySelector('.imgview').innerText)", timeout=30_000)
    keep(page, "restart")
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    keep(page, "restart-again")
    book.close()


def test_thirty_viewers(lab, browser, keep):
    code = """
pictures = [imgview.sample.visit_image((300, 300), seed=n) for n in range(3)]
threads = threading.active_count()
viewers = [imgview.show(pictures[n % 3], height=300, panel_open=False) for n in range(30)]
for viewer in viewers:
    display(viewer)
"""
    book = lab.open(browser, "thirty", [SETUP, code])
    book.run_cell(0)
    start = time.monotonic()
    book.run_cell(1)
    page = book.page
    page.wait_for_function("document.querySelectorAll('canvas.imgview-canvas').length === 30", timeout=60_000)
    for nth in (0, 15, 29):
        page.locator(".imgview").nth(nth).scroll_into_view_if_needed()
        book.wait_complete(nth, timeout=30)
    assert time.monotonic() - start < 60
    keep(page, "thirty")
    assert book.kernel.value("threading.active_count() - threads") <= 4
    book.kernel.run("viewers[29].zoom_to(4)")
    page.wait_for_function("document.querySelectorAll('.imgview')[29].dataset.zoom === '4'")
    book.wait_complete(29)
    assert book.complaints() == []
    book.close()
