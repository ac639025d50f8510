"""Integers that mark missing values are no data on screen: not in cuts, means or readout."""

import numpy as np
import pytest

from imgview.model import Image, MaskedImage
from imgview.render.render import render
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.source import Plane
from imgview.viewer.picture import Picture

BLANK = -32768


@pytest.fixture
def pixels(rng):
    values = rng.integers(3000, 5000, (300, 400)).astype(np.int16)
    values[:100, :200] = BLANK
    return values


class Lazy:
    def __init__(self, array):
        self.array, self.shape, self.dtype = array, array.shape, array.dtype

    def __getitem__(self, key):
        return self.array[key]


@pytest.mark.parametrize("wrap", [np.asarray, Lazy])
def test_they_become_nan(pixels, wrap):
    plane = Plane(Image(wrap(pixels), blank=BLANK))
    part = plane[slice(90, 110), slice(190, 210)]
    assert part.dtype == plane.dtype == np.float32
    np.testing.assert_array_equal(np.isnan(part), pixels[90:110, 190:210] == BLANK)
    assert plane.sample(50_000).min() >= 3000


def test_larger_integers_keep_all_digits():
    pixels = np.array([[2**31 - 1, 2**31 - 2], [-(2**31), 7]], np.int32)
    part = Plane(Image(pixels, blank=-(2**31)))[:, :]
    np.testing.assert_array_equal(part, [[2**31 - 1, 2**31 - 2], [np.nan, 7]])


@pytest.mark.parametrize("wrap", [np.asarray, Lazy])
def test_they_count_neither_in_cuts_nor_in_means(pixels, wrap):
    image = Image(wrap(pixels), blank=BLANK)
    picture = Picture(MaskedImage(image), 1)
    low, high = picture.cuts("image", "minmax")
    assert 3000 <= low < high < 5000
    level = Pyramid.of(image).image_region(2, slice(0, 75), slice(0, 100))
    assert np.isnan(level[:25, :50]).all()
    assert np.nanmin(level) >= 3000


def test_the_picture_is_that_of_floats_with_nan(pixels):
    floats = np.where(pixels == BLANK, np.nan, pixels).astype(np.float32)
    np.testing.assert_array_equal(render(Image(pixels, blank=BLANK)), render(Image(floats)))


def test_the_readout_has_no_value_there(pixels):
    picture = Picture(Image(pixels, blank=BLANK), 1)
    request = {"kind": "readout", "id": 1, "image": 1, "x": 200, "y": 50}
    reply, buffers = picture.read_out(request, "image")
    _, _, height, width = reply["box"]
    values = np.frombuffer(buffers[0], "<f8").reshape(height, width)
    assert np.isnan(values[0, 0])
    assert values[0, -1] >= 3000


def test_the_page_is_told_of_integers(pixels):
    assert Picture(Image(pixels, blank=BLANK), 1).info("image")["dtype"] == "int16"
