"""The list of layers: the same controls as the mask planes', by mouse, by keys and for screen readers."""

import numpy as np
import pytest

from browser.scene import SHAPE, START, scene, trait
from browser.test_ui_legend import HOSTILE
from imgview.geometry import Box
from imgview.render.overlay import Overlay
from imgview.render.overlay_style import ShapesStyle
from imgview.render.shapes import Shapes

LONG = "a catalogue of sources with a name that is much too long for any panel " * 3


def layered(names=("cells", "src"), **state):
    kernel = scene(**state)
    kernel.lay(names[0], Overlay.outline([Box.from_shape(SHAPE, start=START)] * 12, color="#ffd75e"))
    shapes = Shapes(np.array([210.0, 220, np.nan]), np.array([110.0, 120, 130]))
    kernel.lay(names[1], Overlay(shapes, ShapesStyle("#5ff2ff", symbol="o")))
    return kernel


@pytest.fixture
def viewer(browser):
    shown = browser.show(layered(), width=1000)
    shown.sharp()
    return shown


def row(viewer, name):
    return viewer.page.locator(f'.iv-layers .iv-row[data-layer="{name}"]')


def looks(viewer):
    return {layer["name"]: layer for layer in trait(viewer, "layers")}


def test_rows_tell_name_count_and_what_is_missing(viewer):
    section = viewer.page.get_by_role("region", name="Layers")
    assert section.locator(".iv-name").all_inner_texts() == ["src", "cells"]
    assert section.locator(".iv-count").all_inner_texts() == ["2 (\u22121)", "12"]
    assert section.locator(".iv-count-shown").inner_text() == "2 of 2 shown"
    assert row(viewer, "src").get_attribute("title") == "src\n2 sources\n1 without a place on the image"
    assert row(viewer, "cells").get_attribute("title") == "cells\n12 outlines"
    legend, levels = (viewer.page.locator(name).bounding_box() for name in (".iv-legend", ".iv-levels"))
    box = section.bounding_box()
    assert legend["y"] + legend["height"] <= box["y"] + 0.5
    assert box["y"] + box["height"] <= levels["y"] + 0.5


def test_without_layers_there_is_no_section(browser):
    viewer = browser.show(scene(), width=1000)
    assert viewer.page.locator(".iv-layers").is_hidden()
    assert viewer.page.locator(".iv-overlay").is_hidden()


def test_eye_and_name_toggle_without_a_message(viewer):
    asked = len(viewer.kernel.asked)
    row(viewer, "cells").locator(".iv-eye").click()
    assert looks(viewer)["cells"]["visible"] is False
    assert row(viewer, "cells").locator(".iv-eye").get_attribute("aria-checked") == "false"
    assert viewer.page.locator(".iv-layers .iv-count-shown").inner_text() == "1 of 2 shown"
    row(viewer, "cells").locator(".iv-name").click()
    assert looks(viewer)["cells"]["visible"] is True
    assert viewer.kernel.asked[asked:] == []
    viewer.until("({ model }) => model.saved.layers?.[0].visible === true")


def test_opacity_by_mouse_and_arrows(viewer):
    bar = row(viewer, "src").locator(".iv-opacity")
    box = bar.bounding_box()
    viewer.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    viewer.until("({ model }) => model.get('layers')[1].opacity === 0.5")
    viewer.page.keyboard.press("ArrowLeft")
    assert looks(viewer)["src"]["opacity"] == pytest.approx(0.45)
    assert bar.get_attribute("aria-valuenow") == "45"


def test_rows_by_keyboard(viewer):
    page = viewer.page
    row(viewer, "src").locator(".iv-eye").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert [layer["visible"] for layer in trait(viewer, "layers")] == [False, True]
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.ariaLabel") == "Show src"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Colour of src")
    form.get_by_label("Colour as #rrggbb").fill("#12abcd")
    assert looks(viewer)["src"]["color"] == "#12abcd"
    assert form.get_by_role("button", name="outline").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.ariaLabel") == "Colour of src"


def test_one_key_hides_all_layers_and_shows_them_again(viewer):
    page = viewer.page
    row(viewer, "cells").locator(".iv-eye").click()
    page.locator(".iv-stage").focus()
    page.keyboard.press("l")
    assert [layer["visible"] for layer in trait(viewer, "layers")] == [False, False]
    page.locator(".iv-overlay").wait_for(state="hidden")
    page.keyboard.press("l")
    assert [layer["visible"] for layer in trait(viewer, "layers")] == [False, True]
    page.keyboard.press("?")
    assert page.locator(".iv-help").get_by_text("Hide all layers; again shows them").is_visible()


def test_the_image_can_be_dragged_and_read_under_the_layers(viewer):
    page = viewer.page
    box = page.locator(".iv-stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).className", [x, y]) == "imgview-canvas"
    page.mouse.move(x, y)
    viewer.until("() => /\\d/.test(document.querySelector('.iv-cell-xy').textContent)")


def test_long_and_hostile_names_stay_text_on_one_line(browser):
    for name in (LONG, *HOSTILE):
        viewer = browser.show(layered((name, "src")), width=1000)
        page = viewer.page
        names = page.locator(".iv-layers .iv-name").evaluate_all("nodes => nodes.map((n) => n.textContent)")
        assert names == ["src", name]
        cell = page.locator(".iv-layers .iv-row").last
        count = cell.locator(".iv-count").bounding_box()
        assert cell.bounding_box()["height"] < 24
        panel = page.locator(".iv-panel").bounding_box()
        assert count["x"] + count["width"] < panel["x"] + panel["width"]
        cell.locator(".iv-swatch").click()
        page.keyboard.press("Escape")
        cell.locator(".iv-eye").click()
        assert trait(viewer, "layers")[0]["visible"] is False
        assert page.evaluate("window.hacked") is None
        assert page.locator(".imgview img, .imgview script").count() == 0
        viewer.close()


def test_many_layers_scroll_in_their_own_list(browser):
    kernel = scene()
    for i in range(40):
        kernel.lay(f"layer {i}", Overlay.outline([Box.from_shape((9, 9), start=START)], visible=i % 2 == 0))
    viewer = browser.show(kernel, width=1000)
    page = viewer.page
    panel, levels = page.locator(".iv-panel").bounding_box(), page.locator(".iv-levels").bounding_box()
    assert levels["y"] + levels["height"] <= panel["y"] + panel["height"] + 0.5
    assert page.locator(".iv-legend .iv-row").first.is_visible()
    last = row(viewer, "layer 0").locator(".iv-eye")
    last.scroll_into_view_if_needed()
    last.click()
    assert trait(viewer, "layers")[0]["visible"] is False
    assert page.evaluate("document.scrollingElement.scrollTop") == 0
