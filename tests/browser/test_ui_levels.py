"""The histogram with its cut handles and the colour bar."""

import numpy as np
import pytest

from browser.scene import CUTS, adopt, painted, scene, trait
from imgview.render.looks.colormap import colormap_table


@pytest.fixture
def viewer(browser):
    shown = browser.show(scene(), width=1000)
    shown.zoom_to(264, 148, 2)
    return shown


def drag(viewer, locator, dx):
    """Drag an element's middle sideways."""
    box = locator.bounding_box()
    mouse = viewer.page.mouse
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + dx / 2, y, steps=3)
    mouse.move(x + dx, y, steps=3)


def handle(viewer, end):
    return viewer.page.locator(f".iv-handle[data-end={end}]")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2


def test_handle_drags_one_cut_and_the_picture_follows(viewer):
    asked = len(viewer.kernel.asked)
    low, high = CUTS["zscale"]
    per_pixel = (high - low) / (middle(handle(viewer, "high")) - middle(handle(viewer, "low")))
    drag(viewer, handle(viewer, "high"), -40)
    viewer.until("({ model }, high) => Math.abs(model.get('cuts')[1] - high) < 0.1", high - 40 * per_pixel)
    assert trait(viewer, "cuts")[0] == low
    assert trait(viewer, "cuts_mode") == "explicit"
    adopt(viewer, "cuts")
    viewer.complete()
    assert np.array_equal(viewer.pixels(), viewer.expected(viewer.kernel.picture()))
    assert [message for message in viewer.kernel.asked[asked:] if message["kind"] == "tiles"] == []
    viewer.page.mouse.up()


def test_handles_do_not_cross(viewer):
    drag(viewer, handle(viewer, "low"), 400)
    viewer.until("({ model }) => model.get('cuts')[0] > 130")
    low, high = trait(viewer, "cuts")
    assert low < high == CUTS["zscale"][1]
    viewer.page.mouse.up()


def test_dragging_between_moves_both(viewer):
    drag(viewer, viewer.page.locator(".iv-span"), 30)
    viewer.until("({ model }) => model.get('cuts_mode') === 'explicit'")
    viewer.page.mouse.up()
    low, high = trait(viewer, "cuts")
    assert low > CUTS["zscale"][0]
    assert high - low == pytest.approx(CUTS["zscale"][1] - CUTS["zscale"][0])


def test_arrow_keys_and_double_click(viewer):
    handle(viewer, "low").focus()
    viewer.page.keyboard.press("ArrowRight")
    stepped = trait(viewer, "cuts")
    assert stepped[0] > CUTS["zscale"][0]
    viewer.page.keyboard.press("Shift+ArrowRight")
    assert trait(viewer, "cuts")[0] - stepped[0] == pytest.approx(10 * (stepped[0] - CUTS["zscale"][0]))
    viewer.page.locator(".iv-histogram").dblclick(position={"x": 4, "y": 10})
    assert (trait(viewer, "cuts"), trait(viewer, "cuts_mode")) == (CUTS["zscale"], "zscale")


def test_colour_bar_shows_the_stretched_colours_and_values(viewer):
    viewer.set(colormap="viridis", stretch="sqrt", cuts=[0.0, 400.0], cuts_mode="explicit")
    viewer.until("() => document.querySelector('.iv-ends').textContent.includes('400 nJy')")
    ends = viewer.page.locator(".iv-ends span").all_inner_texts()
    assert ends == ["0", "100", "400 nJy"], "half the colours are used up at a quarter of the range"
    ramp = "() => harness.pixels(document.querySelector('.iv-ramp'))"
    table = colormap_table("viridis")
    assert np.array_equal(viewer.snapshot(ramp)[0, :, :3], table)
    viewer.set(contrast=2.0)
    painted(viewer)
    level = np.floor(np.clip((np.arange(256) / 255 - 0.5) * 2 + 0.5, 0, 1) * 255 + 0.5).astype(int)
    assert np.array_equal(viewer.snapshot(ramp)[0, :, :3], table[level])


def test_histogram_draws_the_counts(viewer):
    viewer.set(cuts=[0.0, 1000.0], cuts_mode="minmax")
    painted(viewer)
    pixels = viewer.snapshot("() => harness.pixels(document.querySelector('.iv-histogram canvas'))")
    ink = (pixels[..., 3] > 40).sum(axis=0)
    width = len(ink)
    peak = int(np.argmax(ink))
    # the noise lies about 100 of an axis from -160 to 1220
    assert peak / width == pytest.approx(260 / 1380, abs=0.03)
    assert max(ink[width // 2 : width // 2 + 20]) == 0, "nothing lies about 550"
