"""The tool bar: menus by mouse and keyboard, what is on offer, and how it folds into a narrow cell."""

import pytest

from browser.scene import CUTS, scene, trait


@pytest.fixture
def viewer(browser):
    return browser.show(scene(), width=1240)


def focused(viewer):
    return viewer.page.evaluate("document.activeElement.querySelector?.('.iv-label')?.textContent")


def test_says_what_it_shows(viewer):
    bar = viewer.page.locator(".iv-bar")
    assert bar.locator(".iv-title").inner_text() == "LSSTCam r \u00b7 visit 42 \u00b7 R22_S11"
    assert bar.locator(".iv-subtitle").inner_text() == "128\u00d796 \u00b7 nJy"
    assert bar.locator(".iv-value").all_inner_texts() == ["linear", "zscale", "gray"]
    viewer.set(stretch="asinh", cuts_mode="99.5%", colormap="viridis")
    assert bar.locator(".iv-value").all_inner_texts() == ["asinh", "99.5%", "viridis"]


def test_menu_by_keyboard(viewer):
    page = viewer.page
    page.locator("[data-menu=stretch]").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("menu", name="Stretch").is_visible()
    assert focused(viewer) == "linear"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(viewer) == "square"
    page.keyboard.press("a")
    assert focused(viewer) == "asinh"
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    assert focused(viewer) == "linear", "goes round"
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    assert trait(viewer, "stretch") == "asinh"
    assert page.get_by_role("menu").count() == 0
    assert page.evaluate("document.activeElement.dataset.menu") == "stretch"
    page.keyboard.press("ArrowDown")
    assert focused(viewer) == "asinh", "opens at the present choice"
    page.keyboard.press("Escape")
    assert page.get_by_role("menu").count() == 0
    assert trait(viewer, "stretch") == "asinh"


def test_one_menu_at_a_time_closed_by_a_press_outside(viewer):
    page = viewer.page
    page.locator("[data-menu=stretch]").click()
    page.locator("[data-menu=cuts]").click()
    assert page.get_by_role("menu").count() == 1
    page.locator(".iv-stage").click(position={"x": 20, "y": 200})
    assert page.get_by_role("menu").count() == 0
    page.locator("[data-menu=cuts]").click()
    page.mouse.click(600, 800)  # beside the viewer, on nothing that takes the focus
    assert page.get_by_role("menu").count() == 0
    page.locator("[data-menu=cuts]").click()
    page.locator("[data-menu=cuts]").click()
    assert page.get_by_role("menu").count() == 0


def test_colormaps_with_their_colours(viewer):
    page = viewer.page
    page.locator("[data-menu=colormap]").click()
    item = page.get_by_role("menuitemradio", name="viridis")
    end = item.locator("canvas").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(canvas.width - 1, 5, 1, 1).data]"
    )
    assert end == [253, 231, 37, 255]
    item.click()
    assert trait(viewer, "colormap") == "viridis"
    page.locator("[data-menu=colormap]").click()
    page.get_by_role("menuitemcheckbox", name="inverted").click()
    assert trait(viewer, "inverted") is True


def test_cuts_menu_modes_and_numbers(viewer):
    page = viewer.page
    page.locator("[data-menu=cuts]").click()
    item = page.get_by_role("menuitemradio", name="99.5%")
    assert item.locator(".iv-hint").inner_text() == "60 \u2026 400"
    item.click()
    assert (trait(viewer, "cuts"), trait(viewer, "cuts_mode")) == (CUTS["99.5%"], "99.5%")
    page.locator("[data-menu=cuts]").click()
    low = page.locator(".iv-by-hand input").first
    high = page.locator(".iv-by-hand input").last
    low.fill("500")
    assert page.get_by_text("low must be below high").is_visible()
    assert trait(viewer, "cuts") == CUTS["99.5%"]
    high.fill("1e3")
    assert (trait(viewer, "cuts"), trait(viewer, "cuts_mode")) == ([500, 1000], "explicit")
    low.fill("abc")
    assert page.get_by_text("both must be numbers").is_visible()
    high.press("Enter")
    assert page.get_by_role("menu").count() == 0
    assert trait(viewer, "cuts") == [500, 1000]


def test_components_on_offer(browser):
    kernel = scene()
    kernel.state["image_info"] |= {"components": ["image"]}
    viewer = browser.show(kernel, width=1240)
    page = viewer.page
    assert page.locator("[data-component=image]").get_attribute("aria-pressed") == "true"
    assert page.locator("[data-component=variance]").is_disabled()
    viewer.set(image_info=kernel.state["image_info"] | {"components": ["image", "variance", "snr"]})
    page.locator("[data-component=snr]").click()
    assert trait(viewer, "component") == "snr"
    assert page.locator("[data-component=snr]").get_attribute("aria-pressed") == "true"


def test_folds_what_does_not_fit_and_still_offers_it(browser):
    viewer = browser.show(scene(), width=480)
    page = viewer.page
    bar = page.locator(".iv-bar")
    assert bar.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert not page.locator("[data-component=image]").is_visible()
    page.locator(".iv-more").click()
    page.get_by_role("menuitemradio", name="S/N").click()
    assert trait(viewer, "component") == "snr"
    page.locator(".iv-more").click()
    page.get_by_role("menuitem", name="map").click()
    page.get_by_role("menuitemradio", name="magma").click()
    assert trait(viewer, "colormap") == "magma"
    page.evaluate("document.querySelector('.imgview').parentElement.style.width = '1240px'")
    page.locator("[data-component=image]").wait_for(state="visible")
    assert not page.locator(".iv-more").is_visible()


def test_every_control_has_a_name_and_a_tooltip(viewer):
    page = viewer.page
    nameless = page.evaluate(
        """() => [...document.querySelectorAll(".imgview button, .imgview input, .imgview [role=slider]")]
            .filter((node) => node.checkVisibility())
            .filter((node) => !(node.ariaLabel || node.textContent.trim())
                || !node.closest("[title]"))
            .map((node) => node.outerHTML)"""
    )
    assert nameless == []


def test_home_fit_and_one_to_one(viewer):
    page = viewer.page
    zoom = "({ painter }) => painter.viewport.zoom"
    page.locator("[data-action=one]").click()
    assert viewer.run(zoom) == 1
    page.locator("[data-action=fit]").click()
    assert viewer.run(zoom) == pytest.approx(viewer.run("({ painter }) => painter.viewport.fitZoom"))
    assert trait(viewer, "viewport") is None
    page.locator("[data-action=grid]").click()
    assert trait(viewer, "show_grid") is True
    page.locator("[data-action=panel]").click()
    assert trait(viewer, "panel_open") is False
    assert not page.locator(".iv-panel").is_visible()
    viewer.complete()
