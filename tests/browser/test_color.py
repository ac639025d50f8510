"""Images in colour: what is drawn equals the numpy compositor, and what it says of each channel is exact."""

import numpy as np
import pytest

from browser.page import FakeKernel
from browser.scene import painted, screen, trait
from browser.test_pixels import assert_same, random_planes, random_styles
from imgview.render.looks.stretch import STRETCHES

BYTES = {"cuts": [0.0, 255.0], "stretch": "linear"}


@pytest.fixture
def photograph(rng) -> np.ndarray:
    """Return bytes of every value in every channel, with smooth and noisy parts, over several tiles."""
    y, x = np.mgrid[:300, :530]
    smooth = np.stack([x % 256, y % 256, (x + y) % 256], axis=-1)
    smooth[100:200] = rng.integers(0, 256, (100, 530, 3))
    return smooth.astype(np.uint8)


def test_bytes_are_drawn_as_they_are(browser, photograph):
    kernel = FakeKernel(photograph, yx0=(40, -7), **BYTES)
    viewer = browser.show(kernel)
    viewer.zoom_to(258, 190, 1)
    assert (kernel.picture()[..., :3] == photograph).all()
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_equals_numpy_in_every_look(browser, rng, dtype):
    array = rng.integers(0, 250, (300, 310, 3)).astype(dtype)
    if dtype == "float32":
        array += rng.random(array.shape, np.float32)
        array[10:20, 10:30] = np.nan
        array[40:50, 10:30, 1] = np.nan
        array[60, 7], array[61, 7, 2] = np.inf, -np.inf
    kernel = FakeKernel(array, cuts=[20.0, 180.0])
    viewer = browser.show(kernel)
    viewer.zoom_to(155, 150, 1)
    for stretch in STRETCHES:
        viewer.set(stretch=stretch)
        assert_same(viewer.pixels(), viewer.expected(kernel.picture()))
    # Neither has a meaning for colours: nothing changes.
    viewer.set(stretch="sqrt", colormap="viridis", inverted=True)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))
    viewer.set(contrast=1.7, bias=0.4, cuts=[-10.0, 260.0])
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


def test_coarser_levels(browser, rng):
    array = rng.integers(0, 256, (1100, 1300, 3)).astype(np.uint8)
    kernel = FakeKernel(array, **BYTES)
    viewer = browser.show(kernel)
    viewer.zoom_to(600, 500, 0.5)
    assert viewer.run("({ canvas }) => canvas.dataset.level") == "1"
    assert_same(viewer.pixels(), viewer.expected(kernel.picture(1), 1))


def test_planes_over_colours(browser, rng, photograph):
    planes = random_planes(rng, 9, photograph.shape[:2])
    kernel = FakeKernel(photograph, planes, planes=random_styles(rng, list(planes)), **BYTES)
    viewer = browser.show(kernel)
    viewer.zoom_to(265, 150, 1)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))


def test_a_colour_map_comes_back_with_a_plain_image(browser, photograph):
    kernel = FakeKernel(photograph, colormap="viridis", **BYTES)
    viewer = browser.show(kernel)
    viewer.zoom_to(265, 150, 1)
    assert_same(viewer.pixels(), viewer.expected(kernel.picture()))
    plain = FakeKernel(photograph[..., 0].copy(), colormap="viridis", **BYTES)
    plain.state["image_info"]["id"] = 2
    viewer.kernel.answer = plain.answer
    viewer.set(image_info=plain.state["image_info"], viewport=None, first_tiles=plain.first(0))
    viewer.kernel = plain
    viewer.zoom_to(265, 150, 1)
    assert_same(viewer.pixels(), viewer.expected(plain.picture()))


def test_reading_of_three_values(browser, photograph):
    viewer = browser.show(FakeKernel(photograph, **BYTES), width=1240)
    viewer.zoom_to(265, 150, 2)
    viewer.page.mouse.move(*screen(viewer, 270, 150))
    viewer.until("() => document.querySelector('.iv-cell-value').dataset.approximate === 'false'")
    cell = viewer.page.locator(".iv-cell-value")
    assert cell.get_attribute("data-value") == " ".join(map(str, photograph[150, 270]))
    assert cell.inner_text().split("\n")[0] == "R, G, B"
    assert cell.locator(".iv-reading").inner_text() == f"{', '.join(map(str, photograph[150, 270]))} nJy"
    assert not viewer.page.locator(".iv-cell-ratio").is_visible()


def test_channels_are_marked_in_the_histogram(browser, photograph):
    counts = np.bincount(photograph.ravel(), minlength=256).tolist()
    kernel = FakeKernel(
        photograph, panel_open=True, histogram={"low": 0.0, "high": 256.0, "counts": counts}, **BYTES
    )
    viewer = browser.show(kernel, width=1240)
    viewer.zoom_to(265, 150, 1)
    viewer.page.mouse.move(*screen(viewer, 300, 50))
    viewer.until("() => document.querySelector('.iv-cell-value').dataset.approximate === 'false'")
    marks = viewer.page.locator(".iv-here:visible")
    assert marks.count() == 3
    left = [box["x"] for box in (marks.nth(i).bounding_box() for i in range(3))]
    order = np.argsort(photograph[50, 300])
    assert (np.argsort(left) == order).all()


def test_controls_of_an_image_in_colour(browser, photograph):
    kernel = FakeKernel(photograph, **BYTES)
    kernel.state["image_info"]["components"] = ["image", "red", "green", "blue"]
    viewer = browser.show(kernel, width=1240)
    page = viewer.page
    colormap = page.locator("[data-menu=colormap]")
    assert colormap.is_disabled()
    assert colormap.get_attribute("title") == "The pixels of this image have colours of their own"
    assert page.locator("[data-component]").all_inner_texts() == ["RGB", "R", "G", "B"]
    assert page.locator("[data-menu=component]").count() == 0
    page.locator(".iv-stage").focus()
    page.keyboard.press("i")
    assert trait(viewer, "inverted") is False, "nothing to invert"
    page.keyboard.press("Shift+V")
    assert trait(viewer, "component") == "blue"
    page.locator("[data-component=red]").click()
    assert trait(viewer, "component") == "red"
    viewer.set(image_info=kernel.state["image_info"] | {"component": "red"}, component="red")
    assert colormap.is_enabled()
    painted(viewer)
