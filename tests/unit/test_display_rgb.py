"""Three images as one in colour, against the definitions of Lupton et al. (2004)."""

import numpy as np
import pytest
from PIL import Image as Pillow

import afw_stand_ins as afw
from imgview import Image, ImgviewError, MaskedImage
from imgview.display import rgb
from imgview.errors import DisplayError, SettingError, ShapeError, UnsupportedTypeError
from imgview.model import Mask, MaskPlane, MaskSchema


@pytest.fixture
def bands(rng):
    return [rng.exponential(3, (20, 30)).astype(np.float32) * factor for factor in (1.0, 0.7, 0.4)]


def lupton(bands, minimum, data_range, q):
    """Return the colours by the formulas, pixel by pixel."""
    result = np.zeros((*bands[0].shape, 3), np.uint8)
    slope = 0.1 * 255 / np.arcsinh(0.1 * q)
    for at in np.ndindex(bands[0].shape):
        pixel = np.array([float(band[at]) - minimum for band in bands])
        mean = pixel.mean()
        factor = np.arcsinh(mean * q / data_range) * slope / mean if mean > 0 else 0
        colors = np.maximum(pixel * factor, 0)
        if colors.max() > 255:
            colors *= 255 / colors.max()
        result[at] = colors
    return result


def test_asinh_is_that_of_lupton(bands):
    ours = rgb.makeRGB(*bands, minimum=0.5, dataRange=5, Q=8)
    # Products round otherwise in float32.
    assert np.abs(ours.astype(int) - lupton(bands, 0.5, 5, 8)).max() <= 1
    assert ours.shape == (20, 30, 3)
    assert rgb.makeRGB(bands[0])[..., 0].tolist() == rgb.makeRGB(bands[0])[..., 2].tolist()


def test_hues_do_not_depend_on_brightness():
    bright = [np.full((1, 1), value) for value in (9000.0, 4500.0, 900.0)]
    assert rgb.makeRGB(*bright)[0, 0].tolist() == [255, 127, 25]


def test_linear_and_zscale(bands):
    image = np.arange(256.0).reshape(16, 16)
    assert rgb.LinearMapping(0, 255).makeRgbImage(image)[..., 0].tolist() == image.tolist()
    assert rgb.LinearMapping(image=image).makeRgbImage()[-1, -1].tolist() == [255] * 3
    low, high = rgb.getZScale(bands[0])
    mapping = rgb.ZScaleMapping(bands[0])
    assert (mapping.minimum, mapping.maximum) == ([low] * 3, high)
    three = rgb.AsinhZScaleMapping(bands, Q=5, pedestal=[0.1, 0.2, 0.3])
    assert np.diff(three.minimum) == pytest.approx([0.1, 0.1])
    assert three.makeRgbImage().shape == (20, 30, 3)
    assert rgb.AsinhZScaleMapping(bands[0]).makeRgbImage(*bands).any()


def test_pixels_without_a_value_are_black():
    image = np.array([[np.nan, 1.0, np.inf, -1.0]])
    colors = rgb.makeRGB(image)
    assert colors[0, 0].tolist() == [0, 0, 0]
    assert colors[0, 3].tolist() == [0, 0, 0]


def test_sizes(bands):
    mapping = rgb.AsinhMapping(0, 5)
    assert mapping.makeRgbImage(*bands, xSize=15).shape == (10, 15, 3)
    assert mapping.makeRgbImage(*bands, ySize=40).shape == (40, 60, 3)
    assert mapping.makeRgbImage(*bands, xSize=5, ySize=6).shape == (6, 5, 3)
    assert mapping.makeRgbImage(*bands, rescaleFactor=0.5).shape == (10, 15, 3)
    with pytest.raises(DisplayError, match="give xSize= and ySize=, or rescaleFactor="):
        mapping.makeRgbImage(*bands, xSize=5, rescaleFactor=2)


def test_images_of_any_kind(bands):
    whole = rgb.makeRGB(*bands)
    assert np.array_equal(rgb.makeRGB(*(Image(band) for band in bands)), whole)
    assert np.array_equal(rgb.makeRGB(*(MaskedImage(Image(band)) for band in bands)), whole)
    assert np.array_equal(rgb.makeRGB(*(afw.Image(band) for band in bands)), whole)
    assert rgb.computeIntensity(*bands) == pytest.approx(np.mean(bands, axis=0), rel=1e-6)
    assert rgb.computeIntensity(bands[0]) is bands[0]


def test_written_and_displayed_the_right_way_up(bands, tmp_path):
    colors = rgb.makeRGB(*bands, fileName=tmp_path / "out.png")
    with Pillow.open(tmp_path / "out.png") as file:
        assert np.array_equal(np.asarray(file)[::-1, :, :3], colors)
    viewer = rgb.displayRGB(colors)
    assert np.array_equal(viewer.image.array, colors)
    viewer.close()


def masked(values, saturated):
    schema = MaskSchema([MaskPlane("SAT", "")])
    mask = Mask(np.asarray(saturated, np.uint8)[..., None], schema=schema)
    return MaskedImage(Image(np.array(values, np.float32)), mask=mask)


def test_saturated_pixels_take_the_colour_of_those_around_them():
    saturated = np.zeros((5, 9), int)
    saturated[2, 2] = saturated[1, 3] = 1
    saturated[2, 7] = 1
    bands = []
    for value in (10.0, 20.0, 5.0):
        values = np.full((5, 9), value)
        values[:, 6:] /= value
        bands.append(masked(np.where(saturated, 1e6, values), saturated * (value == 20.0)))
    rgb.replaceSaturatedPixels(*bands, borderWidth=1, saturatedPixelValue=1000)
    # Two that touch at a corner are one region, half as red as green; the other one is white.
    found = [[band.image.array[at] for band in bands] for at in ((2, 2), (1, 3), (2, 7))]
    assert np.array(found) == pytest.approx(np.array([[500, 1000, 250]] * 2 + [[1000, 1000, 1000]]), rel=0.1)
    rgb.replaceSaturatedPixels(*bands, borderWidth=1, saturatedPixelValue=np.nan)
    assert bands[1].image.array[2, 2] == 20
    alone = masked(np.ones((2, 2)), np.ones((2, 2)))
    rgb.makeRGB(alone, saturatedBorderWidth=1, saturatedPixelValue=9.0)
    assert alone.image.array.tolist() == [[0, 0], [0, 0]]


def test_impossible_mappings(bands):
    with pytest.raises(DisplayError, match="red, green and blue, or one"):
        rgb.computeIntensity(bands[0], bands[1])
    with pytest.raises(SettingError, match="no pixel of the image is finite"):
        rgb.getZScale(np.full((3, 3), np.nan))
    with pytest.raises(SettingError, match="one number or three"):
        rgb.Mapping([1, 2])
    with pytest.raises(DisplayError, match="give an image"):
        rgb.AsinhMapping(0, 5).makeRgbImage()
    with pytest.raises(SettingError, match="give minimum and maximum"):
        rgb.LinearMapping(0)
    with pytest.raises(SettingError, match="must lie above the minimum"):
        rgb.LinearMapping(3, 3)
    with pytest.raises(SettingError, match="dataRange is a positive number"):
        rgb.AsinhMapping(0, 0)
    with pytest.raises(SettingError, match="one image or three, got 2"):
        rgb.AsinhZScaleMapping(bands[:2])
    with pytest.raises(SettingError, match="needs saturatedPixelValue"):
        rgb.makeRGB(*bands, saturatedBorderWidth=1)
    with pytest.raises(UnsupportedTypeError, match="known by the mask"):
        rgb.replaceSaturatedPixels(*bands)
    one, other = masked(np.ones((2, 2)), np.ones((2, 2))), masked(np.ones((3, 2)), np.ones((3, 2)))
    with pytest.raises(ShapeError, match="must have one box"):
        rgb.replaceSaturatedPixels(one, one, other)
    with pytest.raises(ImgviewError, match="an image is needed"):
        rgb.computeIntensity(one.mask, one, one)
