"""Keys: the table of shortcuts, its help, and what is left alone."""

import pytest

from browser.scene import CUTS, scene, trait


@pytest.fixture
def viewer(browser):
    shown = browser.show(scene(), width=1000)
    shown.page.locator(".iv-stage").focus()
    return shown


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        ("s", "stretch", "sqrt"),
        ("Shift+S", "stretch", "histogram"),
        ("c", "cuts_mode", "minmax"),
        ("c", "cuts", CUTS["minmax"]),
        ("i", "inverted", True),
        ("g", "show_grid", True),
        ("p", "panel_open", False),
        ("v", "component", "variance"),
    ],
)
def test_key_changes_state(viewer, key, name, expected):
    viewer.page.keyboard.press(key)
    assert trait(viewer, name) == expected


def test_keys_move_the_view(viewer):
    press = viewer.page.keyboard.press
    where = "({ painter: { viewport } }) => [viewport.zoom, viewport.center.x, viewport.center.y]"
    zoom, x, y = viewer.run(where)
    press("+")
    assert viewer.run(where) == pytest.approx([zoom * 2**0.5, x, y])
    press("-")
    assert viewer.run(where)[0] == pytest.approx(zoom)
    press("1")
    assert viewer.run(where)[0] == 1
    press("ArrowRight")
    press("ArrowUp")
    _, right, up = viewer.run(where)
    assert right > x
    assert up > y
    press("0")
    assert viewer.run(where) == pytest.approx([zoom, x, y])
    press("+")
    press("h")
    assert viewer.run(where) == pytest.approx([zoom, x, y])


def test_reset_of_contrast_and_bias(viewer):
    viewer.set(contrast=3.0, bias=0.2)
    viewer.page.keyboard.press("r")
    assert (trait(viewer, "contrast"), trait(viewer, "bias")) == (1, 0.5)


def test_help_lists_every_shortcut_and_closes(viewer):
    page = viewer.page
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard and mouse")
    assert help_.is_visible()
    keys = help_.locator("kbd").all_inner_texts()
    assert set("+\u2212HF01GVSCIRM[]/XP?") <= set(keys)
    card, root = page.locator(".iv-help-card").bounding_box(), page.locator(".imgview").bounding_box()
    assert card["y"] >= root["y"]
    page.keyboard.press("Escape")
    assert not help_.is_visible()
    assert page.evaluate("document.activeElement.className") == "iv-stage"
    page.locator("[data-action=help]").click()
    assert help_.is_visible()
    page.keyboard.press("?")
    assert not help_.is_visible()


def test_tooltips_name_the_keys(viewer):
    titles = {
        node: viewer.page.locator(f"[data-action={node}]").get_attribute("title")
        for node in ("home", "fit", "grid", "panel", "help")
    }
    assert [title[-3:] for title in titles.values()] == ["(H)", "(F)", "(G)", "(P)", "(?)"]


def test_the_notebook_does_not_see_taken_keys_and_browser_keys_pass(viewer):
    page = viewer.page
    page.evaluate("window.seen = []; document.addEventListener('keydown', (event) => seen.push(event.key))")
    # JupyterLab looks for this on the element that has the focus
    assert page.evaluate("document.activeElement.dataset.lmSuppressShortcuts") == "true"
    page.locator("[data-action=fit]").focus()
    assert page.evaluate("document.activeElement.dataset.lmSuppressShortcuts") == "true"
    page.keyboard.press("i")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+i")
    page.keyboard.press("q")
    assert page.evaluate("seen.filter((key) => key !== 'Control')") == ["i", "q"]
    assert trait(viewer, "inverted") is True


def test_typing_in_a_field_is_typing(viewer):
    viewer.page.locator(".iv-filter").fill("")
    viewer.page.locator(".iv-filter").press("i")
    viewer.page.locator(".iv-filter").press("m")
    assert viewer.page.locator(".iv-filter").input_value() == "im"
    assert trait(viewer, "inverted") is False
