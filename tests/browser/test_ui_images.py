"""Several images in one viewer: the menu that chooses, and tiles that stay for when one is shown again."""

import numpy as np
import pytest

from browser.page import FakeKernel, packed
from browser.scene import scene, trait

LABELS = [
    "r",
    "i",
    "<img src=x onerror=alert(1)>",
    "__proto__",
    "a label that nobody would type twice but which a loop over visits and detectors makes at once",
]


@pytest.fixture
def viewer(browser):
    return browser.show(scene(image_labels=LABELS, image_label="r"), width=1240)


def test_one_image_needs_no_menu(browser):
    viewer = browser.show(scene())
    assert not viewer.page.locator("[data-menu=images]").is_visible()
    viewer.set(image_labels=["r", "i"], image_label="i")
    assert viewer.page.locator("[data-menu=images]").is_visible()
    viewer.page.locator(".iv-stage").focus()
    viewer.page.keyboard.press("a")
    assert trait(viewer, "image_label") == "r"


def test_the_menu_chooses(viewer):
    page = viewer.page
    button = page.locator("[data-menu=images]")
    assert button.inner_text().split() == ["image", "r"]
    button.click()
    menu = page.get_by_role("menu", name="Images")
    assert menu.get_by_role("menuitemradio").locator(".iv-label").all_inner_texts() == LABELS
    menu.get_by_role("menuitemradio", name=LABELS[2]).click()
    assert trait(viewer, "image_label") == LABELS[2]
    assert button.get_attribute("aria-label") == f"images: {LABELS[2]}"
    assert page.locator(".imgview img").count() == 0


@pytest.mark.parametrize("label", LABELS[2:])
def test_a_label_is_text_and_takes_no_more_than_its_room(viewer, label):
    viewer.set(image_label=label)
    assert viewer.page.locator("[data-menu=images] .iv-plane").inner_text() == label
    assert viewer.page.locator(".iv-bar").evaluate("node => node.scrollWidth <= node.clientWidth")
    assert viewer.page.locator("[data-menu=images]").bounding_box()["width"] < 200


def test_a_key_walks_through_them(viewer):
    viewer.page.locator(".iv-stage").focus()
    seen = []
    for _ in LABELS:
        viewer.page.keyboard.press("a")
        seen.append(trait(viewer, "image_label"))
    assert seen == [*LABELS[1:], LABELS[0]]
    viewer.page.keyboard.press("Shift+A")
    assert trait(viewer, "image_label") == LABELS[-1]


def test_folded_into_a_narrow_cell_they_are_still_on_offer(browser):
    viewer = browser.show(scene(image_labels=LABELS, image_label="r"), width=420)
    page = viewer.page
    if not page.locator("[data-menu=images]").is_visible():
        page.locator(".iv-more").click()
        page.get_by_role("menuitem", name="image r").click()
        page.get_by_role("menuitemradio", name="i", exact=True).click()
        assert trait(viewer, "image_label") == "i"
    assert page.locator(".iv-bar").evaluate("node => node.scrollWidth <= node.clientWidth")


def test_tiles_of_an_image_that_is_shown_again_are_not_asked_for_again(browser):
    ramps = [np.arange(600 * 700, dtype=np.int32).reshape(600, 700) + step for step in (0, 9000)]
    first, second = (FakeKernel(ramp, image_labels=["a", "b"]) for ramp in ramps)
    second.image_id = second.state["image_info"]["id"] = 2
    first.state["image_label"], second.state["image_label"] = "a", "b"
    viewer = browser.show(first)
    late = first.answer
    first.answer = lambda m: second.answer(m) if m.get("image") == 2 else late(m)
    viewer.zoom_to(300, 200, 1)
    asked = len(first.tile_requests())
    for kernel in (second, first, second):
        update = {
            name: kernel.state[name]
            for name in ("image_info", "cuts", "cuts_table", "image_label", "first_tiles")
        }
        viewer.run("({ model }, state) => model.update(harness.revive(state))", packed(update))
        viewer.zoom_to(300, 200, 1)
        np.testing.assert_array_equal(viewer.pixels(), viewer.expected(kernel.picture()))
    assert len(first.tile_requests()) == asked
    assert len({tuple(key) for message in second.tile_requests() for key in message["want"]}) == sum(
        len(message["want"]) for message in second.tile_requests()
    )
