"""The menu of a place: what it offers for a source and beside all, by mouse and by keyboard."""

import numpy as np
import pytest

from browser.page import FakeKernel
from browser.scene import tangent_plane, trait
from browser.test_layers import SHAPE, START
from browser.test_picking import at_place, selection
from imgview.render.overlays.overlay import Overlay
from imgview.render.overlays.overlay_style import ShapesStyle
from imgview.render.overlays.shapes import Shapes

NAME = "<b>src</b>"
PLACE = ["Centre here", "Copy x, y", "Copy RA, Dec"]


@pytest.fixture
def viewer(browser):
    kernel = FakeKernel(np.full(SHAPE, 7, np.uint8), yx0=START, height=480, sky_grid=tangent_plane())
    x, y = np.array([380.0, 420.0]), np.full(2, 250.0)
    kernel.lay(NAME, Overlay(Shapes(x, y), ShapesStyle("#5ff2ff", symbol="o")))
    viewer = browser.show(kernel, width=900)
    viewer.zoom_to(400, 250, 4)
    viewer.sharp()
    viewer.page.evaluate(
        """() => Object.defineProperty(navigator, "clipboard", {
            configurable: true, value: { writeText: async (text) => { window.copied = text; } },
        })"""
    )
    return viewer


def menu(viewer):
    return viewer.page.get_by_role("menu")


def items(viewer):
    labels = menu(viewer).locator(".iv-item:not([disabled]) .iv-label")
    return labels.all_text_contents()


def right_click(viewer, x, y):
    viewer.page.mouse.click(*at_place(viewer, x, y), button="right")


def choose(viewer, label):
    menu(viewer).get_by_role("menuitem", name=label).click()
    menu(viewer).wait_for(state="detached")


def copied(viewer):
    viewer.page.wait_for_function("() => window.copied")
    text = viewer.page.evaluate("() => { const text = window.copied; window.copied = null; return text; }")
    viewer.page.locator(".iv-tip i", has_text=f"copied {text}").wait_for()
    return text


def center(viewer):
    found = viewer.run("({ painter }) => painter.viewport.center")
    return found["x"], found["y"]


def test_a_place_is_centred_on_and_copied(viewer):
    right_click(viewer, 400, 260)
    assert items(viewer) == PLACE
    assert menu(viewer).get_attribute("aria-label").startswith("Place ")
    choose(viewer, "Copy x, y")
    x, y = map(float, copied(viewer).split())
    assert (x, y) == pytest.approx((400, 260), abs=0.3)
    right_click(viewer, 400, 260)
    choose(viewer, "Copy RA, Dec")
    expected = viewer.run("({ session }, [x, y]) => session.sky.radec(x, y)", [x, y])
    assert list(map(float, copied(viewer).split())) == pytest.approx(
        [expected["ra"], expected["dec"]], abs=1e-5
    )
    right_click(viewer, 400, 260)
    choose(viewer, "Centre here")
    assert center(viewer) == pytest.approx((x, y), abs=0.01)
    assert selection(viewer) == (0, [])


def test_a_source_is_selected_centred_on_and_copied(viewer):
    key = viewer.kernel.state["layers"][0]["key"]
    right_click(viewer, 420, 250)
    assert items(viewer) == [
        "Select",
        "Centre on it",
        "Copy its id",
        "Centre here",
        "Copy x, y",
        "Copy RA, Dec",
    ]
    assert menu(viewer).get_attribute("aria-label") == f"{NAME} 1"
    assert f"{NAME} 1" in menu(viewer).get_by_role("menuitem", name="Select").inner_text()
    assert menu(viewer).locator("b, i").count() == 0, "names are text"
    choose(viewer, "Select")
    assert selection(viewer) == (key, [1])
    right_click(viewer, 380, 250)
    choose(viewer, "Select too")
    assert selection(viewer) == (key, [0, 1])
    right_click(viewer, 420, 250)
    assert items(viewer)[0] == "Deselect"
    choose(viewer, "Copy its id")
    assert copied(viewer) == "<i>1</i>"
    right_click(viewer, 420, 250)
    choose(viewer, "Deselect")
    assert selection(viewer) == (key, [0])
    right_click(viewer, 420, 250)
    choose(viewer, "Centre on it")
    assert center(viewer) == (420, 250)
    right_click(viewer, 420, 270)
    choose(viewer, "Select nothing")
    assert selection(viewer) == (0, [])


@pytest.mark.parametrize("key", ["ContextMenu", "Shift+F10"])
def test_keys_open_it_for_the_source_and_leave_the_focus_where_it_was(viewer, key):
    page = viewer.page
    stage = page.locator(".iv-stage")
    stage.focus()
    page.keyboard.press(key)
    assert items(viewer) == PLACE
    page.keyboard.press("Escape")
    assert menu(viewer).count() == 0
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press(key)
    assert menu(viewer).get_attribute("aria-label") == f"{NAME} 1"
    box, at = menu(viewer).bounding_box(), at_place(viewer, 420, 250)
    assert abs(box["x"] - at[0]) < 8
    assert abs(box["y"] - at[1]) < 8
    assert page.evaluate("document.activeElement.querySelector('.iv-label').textContent") == "Deselect"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert center(viewer) == (420, 250)
    assert stage.evaluate("(node) => node === document.activeElement")
    assert stage.get_attribute("aria-expanded") is None


def test_a_drag_with_the_right_button_and_a_press_outside_show_none(viewer):
    mouse = viewer.page.mouse
    mouse.move(*at_place(viewer, 400, 260))
    mouse.down(button="right")
    mouse.move(*at_place(viewer, 420, 265), steps=4)
    mouse.up(button="right")
    assert menu(viewer).count() == 0
    assert trait(viewer, "contrast") != 1
    right_click(viewer, 420, 250)
    assert menu(viewer).count() == 1
    mouse.click(*at_place(viewer, 360, 270))
    assert menu(viewer).count() == 0


def test_what_cannot_be_copied_is_said(viewer):
    viewer.page.evaluate(
        """() => Object.defineProperty(navigator, "clipboard", {
            value: { writeText: () => Promise.reject(new Error("no")) },
        })"""
    )
    right_click(viewer, 420, 250)
    choose(viewer, "Copy its id")
    text = viewer.page.get_by_role("alert").locator(".iv-error-text")
    text.wait_for()
    assert text.text_content().endswith("It would hold: <i>1</i>")
