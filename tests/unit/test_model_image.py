"""Images: absolute boxes, units, cutting without reading."""

import numpy as np
import pytest
from astropy import units as u

from imgview.errors import ImgviewError, ShapeError, UnitError
from imgview.geometry import XY, Box
from imgview.model import Image
from imgview.model.array import Window


class Remote:
    def __init__(self, array):
        self.array = array
        self.pixels_read = 0

    @property
    def shape(self):
        return self.array.shape

    @property
    def dtype(self):
        return self.array.dtype

    def __getitem__(self, key):
        part = self.array[key]
        self.pixels_read += part.shape[0] * part.shape[1]
        return part


@pytest.fixture
def pixels(rng):
    return rng.normal(size=(40, 50)).astype(np.float32)


def test_an_image_says_what_it_is(pixels):
    image = Image(pixels, yx0=(1200, 2048), unit="nJy", metadata={"name": "field A"})
    assert image.bbox == Box.from_shape((40, 50), start=(1200, 2048))
    assert image.yx0 == (1200, 2048)
    assert image.shape == (40, 50)
    assert image.dtype == np.float32
    assert image.unit == u.nJy
    assert image.title == "field A"
    assert image.sky_projection is None
    assert image.fits_wcs is None
    assert not image.is_lazy
    assert repr(image) == "Image([y=1200:1240, x=2048:2098], float32, nJy)"


def test_the_array_is_shared_not_copied(pixels):
    image = Image(pixels)
    assert image.data is not None
    assert np.shares_memory(image.array, pixels)
    image.array[3, 4] = 99
    assert pixels[3, 4] == 99
    assert np.shares_memory(image.local[3:5, 4:6].array, pixels)


def test_foreign_byte_order_is_turned_once(pixels):
    image = Image(pixels.astype(">f4"))
    assert image.dtype.isnative
    assert image.array.dtype.isnative
    assert image.array is image.array
    assert np.array_equal(image.array, pixels)


def test_cutting_a_foreign_array_turns_the_part_only(pixels):
    image = Image(pixels.astype(">f4"))
    part = image.local[3:5, 4:6]
    assert np.shares_memory(part.data, image.data)
    assert np.array_equal(part.array, pixels[3:5, 4:6])
    assert part.array.dtype.isnative


def test_origin_by_any_pair(pixels):
    assert Image(pixels, yx0=XY(x=2, y=1)).bbox == Image(pixels, yx0=(1, 2)).bbox
    assert Image(pixels).yx0 == (0, 0)
    assert Image(pixels, bbox=Box.factory[-3:37, 7:57]).yx0 == (-3, 7)


def test_contradicting_boxes_are_refused(pixels):
    with pytest.raises(ShapeError, match=r"\[y=0:4, x=0:5\] has shape \(4, 5\), but .* \(40, 50\)"):
        Image(pixels, bbox=Box.from_shape((4, 5)))
    with pytest.raises(ShapeError, match=r"does not begin at yx0=\(1, 1\)"):
        Image(pixels, bbox=Box.from_shape((40, 50)), yx0=(1, 1))


@pytest.mark.parametrize("shape", [(5,), (2, 3, 4), (0, 5), (5, 0)])
def test_impossible_images(shape):
    with pytest.raises(ShapeError):
        Image(np.zeros(shape))


def test_units(pixels):
    assert Image(pixels << u.adu).unit == u.adu
    assert type(Image(pixels << u.adu).array) is np.ndarray
    assert Image(pixels).unit is None
    with pytest.raises(UnitError, match="'furlongs' is not understood"):
        Image(pixels, unit="furlongs")
    with pytest.raises(ImgviewError):
        Image(pixels, unit=["nJy"])


def test_cutting_keeps_absolute_coordinates(pixels):
    image = Image(pixels, yx0=(1200, 2048), unit="nJy", metadata={"a": 1})
    image.source = "file.fits[1]"
    image.notes = ["HDU 1 chosen of 3"]
    part = image[Box.factory[1210:1220, 2050:2055]]
    assert part.bbox == Box.factory[1210:1220, 2050:2055]
    assert np.array_equal(part.array, pixels[10:20, 2:7])
    assert (part.unit, part.metadata, part.source, part.notes) == (
        image.unit,
        image.metadata,
        image.source,
        image.notes,
    )
    assert image.absolute[1210:1220, 2050:2055].bbox == part.bbox
    assert image.local[10:20, 2:7].bbox == part.bbox
    assert part.absolute[1215:, :].bbox == Box.factory[1215:1220, 2050:2055]
    assert image[...].bbox == image.bbox


def test_cutting_outside_is_refused(pixels):
    image = Image(pixels, yx0=(1200, 2048))
    with pytest.raises(ShapeError, match=r"\[y=0:10, x=0:10\] is not inside the Image \[y=1200:1240"):
        image[Box.factory[0:10, 0:10]]
    with pytest.raises(ShapeError):
        image.absolute[1190:1210, :]


@pytest.mark.parametrize("key", [3, (slice(1, 2), slice(3, 4)), slice(1, 2), None])
def test_cutting_by_anything_but_a_box_teaches(pixels, key):
    with pytest.raises(TypeError, match=r"for slices use \.absolute"):
        Image(pixels)[key]


def test_cutting_a_lazy_image_reads_nothing(pixels):
    remote = Remote(pixels)
    image = Image(remote, yx0=(10, 20))
    assert image.is_lazy
    assert image.data is remote
    part = image.absolute[12:20, 25:35].absolute[13:15, :]
    assert part.is_lazy
    assert isinstance(part.data, Window)
    assert image[...].data is remote
    assert "lazy" in repr(part)
    assert remote.pixels_read == 0
    assert np.array_equal(part.array, pixels[3:5, 5:15])
    assert remote.pixels_read == 20
    assert not part.is_lazy
    assert part.array is part.array
    assert remote.pixels_read == 20


def test_once_read_a_lazy_image_is_read_no_more(pixels):
    remote = Remote(pixels)
    image = Image(remote)
    assert np.array_equal(image.array, pixels)
    part = image.local[2:4, 2:4]
    assert not part.is_lazy
    assert np.shares_memory(part.array, image.array)
    assert remote.pixels_read == pixels.size


def test_a_view_shares_pixels(pixels):
    image = Image(pixels, unit="nJy")
    view = image.view(unit="Jy")
    assert view.unit == u.Jy
    assert image.unit == u.nJy
    assert view.data is image.data
    assert image.view() is image


def test_the_title_falls_back_on_the_file(pixels):
    image = Image(pixels)
    assert image.title == ""
    image.source = "m51.fits[0]"
    assert image.title == "m51.fits[0]"


def test_integers_may_mark_what_is_no_data():
    image = Image(np.array([[1, -32768], [3, 4]], np.int16), blank=-32768)
    assert image.blank == -32768
    assert image.view(unit="adu").blank == -32768
    assert image.local[:, 1:].blank == -32768
    assert image.array.dtype == np.int16
    assert Image(np.zeros((2, 2), np.int16)).blank is None


def test_floats_have_nan_for_that():
    with pytest.raises(ImgviewError, match="NaN"):
        Image(np.zeros((2, 2)), blank=0)
