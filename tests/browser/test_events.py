"""Keys and clicks that Python listens for: what is sent, and what the page still does by itself."""

import pytest

from browser.scene import scene, screen, trait

NOBODY = {"clicks": False, "keys": [], "others": "", "call": 0}


@pytest.fixture
def viewer(browser):
    shown = browser.show(scene(), width=1000)
    shown.page.locator(".iv-stage").focus()
    return shown


def events(viewer):
    return [m for m in viewer.run("({ model }) => model.sent") if m["kind"] in ("key", "click", "here")]


def listen(viewer, **what):
    viewer.set(listening={**NOBODY, **what})


def test_nothing_travels_while_nobody_listens(viewer):
    viewer.page.mouse.click(*screen(viewer, 220, 120))
    viewer.page.keyboard.press("i")
    assert events(viewer) == []
    assert trait(viewer, "inverted")


def test_clicks_are_told_with_place_button_and_modifiers(viewer):
    listen(viewer, clicks=True)
    mouse = viewer.page.mouse
    place = screen(viewer, 220, 130)
    mouse.click(*place)
    viewer.page.keyboard.down("Shift")
    mouse.click(*place, button="right")
    viewer.page.keyboard.up("Shift")
    first, second = events(viewer)
    assert (first["x"], first["y"]) == pytest.approx((220, 130), abs=0.5)
    assert (first["button"], first["modifiers"]) == ("left", [])
    assert (second["button"], second["modifiers"]) == ("right", ["shift"])


def test_a_drag_is_no_click(viewer):
    listen(viewer, clicks=True)
    x, y = screen(viewer, 220, 130)
    viewer.page.mouse.move(x, y)
    viewer.page.mouse.down()
    viewer.page.mouse.move(x + 30, y + 10, steps=4)
    viewer.page.mouse.up()
    assert events(viewer) == []


def test_claimed_keys_win_over_the_page(viewer):
    listen(viewer, keys=["i", "Escape", "Shift"])
    viewer.page.mouse.move(*screen(viewer, 212, 134))
    press = viewer.page.keyboard.press
    press("i")
    press("c")
    press("x")
    press("Escape")
    press("Control+i")
    press("Shift")
    told = events(viewer)
    assert [m["key"] for m in told] == ["i", "Escape", "Shift"]
    assert (told[0]["x"], told[0]["y"]) == pytest.approx((212, 134), abs=0.5)
    assert (told[0]["code"], told[2]["code"], told[2]["shift"]) == ("KeyI", "ShiftLeft", True)
    # The page did not invert, took other cuts, and let go of the pinned reading as Escape always does.
    assert not trait(viewer, "inverted")
    assert trait(viewer, "cuts_mode") == "minmax"
    viewer.page.mouse.move(*screen(viewer, 240, 150))
    press("i")
    assert events(viewer)[-1]["x"] == pytest.approx(240, abs=0.5)


def test_all_keys_heard_do_what_they_always_do(viewer):
    listen(viewer, others="hear")
    for key in ("i", "Shift", "S", "?"):
        viewer.page.keyboard.press(key)
    assert [m["key"] for m in events(viewer)] == ["i", "S", "?"]
    assert events(viewer)[0]["x"] is None
    assert trait(viewer, "inverted")
    assert viewer.page.get_by_role("dialog", name="Keyboard and mouse").is_visible()


def test_a_held_key_is_told_once(viewer):
    listen(viewer, keys=["i"])
    for _ in range(3):
        viewer.page.keyboard.down("i")
    viewer.page.keyboard.up("i")
    assert len(events(viewer)) == 1
    assert not trait(viewer, "inverted")


def test_every_display_answers_a_call_and_takes_the_keyboard(viewer):
    viewer.page.evaluate("document.activeElement.blur()")
    listen(viewer, others="take", call=7)
    assert events(viewer) == [{"kind": "here", "call": 7}]
    viewer.page.keyboard.press("i")
    viewer.page.keyboard.press("Tab")
    assert [m.get("key") for m in events(viewer)] == [None, "i", "Tab"]
    assert not trait(viewer, "inverted")
    assert viewer.page.evaluate("document.activeElement.className") != "iv-stage"
    viewer.page.evaluate("name => harness.display(name, 500)", viewer.name)
    assert events(viewer)[-1] == {"kind": "here", "call": 7}
    listen(viewer)
    viewer.page.keyboard.press("i")
    assert len(events(viewer)) == 4
