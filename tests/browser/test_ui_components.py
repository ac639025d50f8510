"""The choice of what is shown: usual planes as buttons, any number of further ones in a menu."""

import pytest

from browser.scene import scene, screen, trait

TEN = [
    "RAW",
    "noise 0",
    "noise 1",
    "mask fraction CR",
    "constructor",
    "__proto__",
    "<img src=x onerror=alert(1)>",
    "a/1",
    "a name that nobody would write by hand but which a file may well hold for all we know of files",
    "BACKGROUND",
]


@pytest.fixture
def viewer(browser):
    kernel = scene()
    kernel.state["image_info"]["components"] = ["image", "variance", "snr", *TEN]
    return browser.show(kernel, width=1240)


def show_component(viewer, name):
    """Do what the kernel does when another component is asked for."""
    viewer.set(image_info=viewer.kernel.state["image_info"] | {"component": name}, component=name)


def test_ten_further_planes_fit_into_one_menu(viewer):
    page = viewer.page
    bar = page.locator(".iv-bar")
    assert bar.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert page.locator("[data-component]").all_inner_texts() == ["image", "variance", "S/N"]
    more = page.locator("[data-menu=component]")
    assert more.inner_text().strip() == "more"
    more.click()
    menu = page.get_by_role("menu", name="Further planes")
    assert menu.get_by_role("menuitemradio").locator(".iv-label").all_inner_texts() == TEN
    root, box = page.locator(".imgview").bounding_box(), menu.bounding_box()
    assert box["x"] >= root["x"]
    assert box["x"] + box["width"] <= root["x"] + root["width"]
    assert box["y"] + box["height"] <= root["y"] + root["height"]
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    assert trait(viewer, "component") == "mask fraction CR"
    assert more.inner_text().strip() == "mask fraction CR"
    assert more.get_attribute("aria-pressed") == "true"
    assert page.locator("[data-component=image]").get_attribute("aria-pressed") == "false"
    assert more.get_attribute("aria-label") == "Further planes: mask fraction CR"


@pytest.mark.parametrize("name", TEN)
def test_a_name_is_text_wherever_it_is_shown(viewer, name):
    page = viewer.page
    viewer.zoom_to(264, 148, 4)
    show_component(viewer, name)
    assert page.locator("[data-menu=component]").inner_text().strip() == name
    page.mouse.move(*screen(viewer, 262, 141))
    viewer.until("() => document.querySelector('.iv-cell-value').dataset.approximate === 'false'")
    assert page.locator(".iv-cell-value .iv-key").inner_text() == name
    assert not page.locator(".iv-cell-ratio").is_visible()
    assert page.locator(".imgview img").count() == 0
    bar = page.locator(".iv-bar")
    assert bar.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_keyboard_walks_through_all_of_them(viewer):
    page = viewer.page
    page.locator(".iv-stage").focus()
    seen = []
    for _ in range(13):
        page.keyboard.press("v")
        seen.append(trait(viewer, "component"))
    assert seen == ["variance", "snr", *TEN, "image"]
    page.keyboard.press("Shift+V")
    assert trait(viewer, "component") == TEN[-1]


def test_folded_into_a_narrow_cell_they_are_still_on_offer(browser):
    kernel = scene()
    kernel.state["image_info"]["components"] = ["image", "RAW", "noise 0"]
    viewer = browser.show(kernel, width=480)
    page = viewer.page
    page.locator(".iv-more").click()
    assert page.get_by_role("menuitemradio", name="variance").is_disabled()
    page.get_by_role("menuitemradio", name="noise 0").click()
    assert trait(viewer, "component") == "noise 0"
    assert page.locator(".iv-bar").evaluate("node => node.scrollWidth <= node.clientWidth")
