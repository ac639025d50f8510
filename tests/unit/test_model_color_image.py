"""Pictures in colour: three channels that agree."""

import numpy as np
import pytest
from astropy.wcs import WCS

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model import ColorImage, Image, SkyProjection

BOX = Box.from_shape((5, 7), start=(10, 20))


def channel(value, dtype=np.uint8, bbox=BOX):
    return Image(np.full(bbox.shape, value, dtype), bbox=bbox)


def test_channels_and_array():
    color = ColorImage(channel(1), channel(2), channel(3), metadata={"name": "M57"})
    assert color.channels == (color.red, color.green, color.blue)
    assert [plane.array[0, 0] for plane in color.channels] == [1, 2, 3]
    assert color.array.shape == (5, 7, 3)
    assert color.array[2, 3].tolist() == [1, 2, 3]
    assert color.dtype == np.uint8
    assert not color.is_lazy
    assert (color.bbox, color.title) == (BOX, "M57")
    assert repr(color) == "ColorImage([y=10:15, x=20:27], uint8)"


def test_cutting_cuts_all_channels():
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    projection = SkyProjection(wcs, yx0=BOX.start)
    color = ColorImage(channel(1), channel(2), channel(3), sky_projection=projection)
    color.header = {"TELESCOP": "Rubin"}
    part = color.absolute[11:13, 21:24]
    assert type(part) is ColorImage
    assert all(plane.bbox == part.bbox == Box.factory[11:13, 21:24] for plane in part.channels)
    assert all(plane.sky_projection is projection for plane in (part, *part.channels))
    assert part.header == color.header
    assert np.shares_memory(part.blue.array, color.blue.array)


def test_channels_must_agree():
    with pytest.raises(ShapeError, match=r"the channel green has the box .* but red has"):
        ColorImage(channel(1), channel(2, bbox=Box.from_shape((5, 7))), channel(3))
    with pytest.raises(ImgviewError, match="the channel blue is of type float32, but red is of uint8"):
        ColorImage(channel(1), channel(2), channel(3, np.float32))
