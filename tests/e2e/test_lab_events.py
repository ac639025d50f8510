"""Keys and clicks in JupyterLab: callbacks, and cells that wait for a key."""

import time

import nbclient
import nbformat

SETUP = """
import imgview, numpy as np, time
from IPython.display import display
image = imgview.Image(np.arange(200 * 300, dtype=np.float32).reshape(200, 300), yx0=(1000, 2000))
"""
WAITING = """
viewer = imgview.ImageViewer(image)
display(viewer)
keys = []
while (event := viewer.wait_for_key(timeout=60)) is not None:
    keys.append((event.key, event.x, event.y))
    time.sleep(0.3)
    if event.key == "q":
        break
print(keys)
"""
LISTENING = "document.querySelector('canvas.imgview-canvas').imgview.session.store.get('listening')"
RUNS = "cell => document.querySelectorAll('.jp-InputPrompt')[cell].innerText.includes('*')"
WAITS = "() => document.querySelector('.iv-busy')?.innerText.includes('waiting for a key')"


def middle(page):
    box = page.locator("canvas.imgview-canvas").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_callbacks_hear_of_keys_and_clicks(lab, browser):
    book = lab.open(browser, "events", [SETUP, "viewer = imgview.show(image)\nviewer"])
    book.run_cell(0)
    book.run_cell(1)
    book.wait_complete()
    page, kernel = book.page, book.kernel
    page.mouse.move(*middle(page))
    page.mouse.click(*middle(page))
    page.keyboard.press("i")
    sent = book.quiet()["asked"]
    page.mouse.click(*middle(page))
    page.keyboard.press("F4")
    assert len(book.quiet()["asked"]) == len(sent), "nothing travels while nobody listens"

    kernel.run("heard = []; viewer.on_click(heard.append); viewer.on_key(heard.append, ['i', 'r'])")
    kernel.run("viewer.on_key(lambda event: 1 / 0, 'r')")
    page.wait_for_function(f"() => {LISTENING}.clicks")
    page.mouse.click(*middle(page))
    page.keyboard.press("i")
    kernel.wait("len(heard) == 2")
    click = kernel.value("(heard[0].x, heard[0].y, heard[0].button)")
    assert abs(click[0] - 2149.5) < 1
    assert abs(click[1] - 1099.5) < 1
    assert click[2] == "left"
    assert kernel.value("(heard[1].key, heard[1].x == heard[0].x)") == ("i", True)
    assert kernel.value("viewer.inverted"), "it was turned once, before anybody listened"
    page.keyboard.press("r")
    page.locator(".iv-error", has_text="ZeroDivisionError").wait_for()
    page.keyboard.press("i")
    kernel.wait("len(heard) == 4")
    assert book.complaints() == []
    book.close()


def test_a_cell_waits_for_keys(lab, browser, keep):
    book = lab.open(browser, "waiting", [SETUP, WAITING, "print(viewer.wait_for_key('q'))"])
    page = book.page
    book.run_cell(0)
    # Made, shown and waited for in one cell, as with afw's display.
    book.run_cell(1, wait=False)
    page.wait_for_function(WAITS)
    page.mouse.move(*middle(page))
    keep(page, "waiting-for-a-key")
    # Typed faster than the cell looks: none is lost, and none is a command of the notebook or the page.
    for key in "iaq":
        page.keyboard.press(key)
    page.wait_for_function(f"cell => !({RUNS})(cell)", arg=1)
    assert "'i', 2149." in book.output(1)
    assert [key in book.output(1) for key in ("'i'", "'a'", "'q'")] == [True] * 3
    assert book.kernel.value("(viewer.listening['others'], viewer.busy)") == ("", "")
    page.locator(".iv-stage").focus()
    page.keyboard.press("i")
    book.kernel.wait("viewer.inverted")

    book.run_cell(2, wait=False)
    page.wait_for_function(WAITS)
    book.command("notebook:interrupt-kernel")
    page.wait_for_function(f"cell => !({RUNS})(cell)", arg=2)
    assert "KeyboardInterrupt" in book.output(2)
    page.wait_for_function(f"() => {LISTENING}.call === 0")
    book.close()


def test_a_notebook_run_by_a_program_does_not_wait():
    cells = [
        SETUP,
        WAITING,
        "started = time.monotonic()\nviewer.wait_for_key()\nprint(time.monotonic() - started)",
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    started = time.monotonic()
    nbclient.NotebookClient(book, timeout=60, kernel_name="python3").execute()
    assert time.monotonic() - started < 30
    texts = ["".join(out.get("text", "") for out in cell.outputs) for cell in book.cells]
    assert texts[1] == "[]\n"
    assert float(texts[2]) < 0.1
