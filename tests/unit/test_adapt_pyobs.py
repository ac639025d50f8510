"""Live images of pyobs: by a stand-in with its attributes, and by pyobs itself where that is installed."""

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits
from astropy.table import Table

import imgview
from imgview import ColorImage, ImgviewError, MaskedImage


def stand_in():
    """Return a class that has what pyobs.images.Image has."""

    class Image:
        def __init__(  # noqa: PLR0917 - as pyobs has them
            self, data=None, header=None, mask=None, uncertainty=None, catalog=None, raw=None
        ):
            self._parts = {
                "data": data,
                "mask": mask,
                "uncertainty": uncertainty,
                "catalog": catalog,
                "raw": raw,
            }
            self.header = fits.Header() if header is None else header

        @property
        def unit(self):
            return str(self.header.get("BUNIT", "adu")).lower()

    def part(name):
        def get(self):
            if self._parts[name] is None:
                msg = f"No {name} found in image."
                raise ValueError(msg)
            return self._parts[name]

        return property(get)

    for name in ("data", "mask", "uncertainty", "catalog", "raw"):
        setattr(Image, name, part(name))
        setattr(Image, f"safe_{name}", property(lambda self, name=name: self._parts[name]))
    Image.__module__ = "pyobs.images"
    Image.__qualname__ = "Image"
    return Image


@pytest.fixture(params=["stand-in", "pyobs"])
def kind(request):
    if request.param == "stand-in":
        return stand_in()
    return pytest.importorskip("pyobs.images").Image


@pytest.fixture
def data(rng):
    return rng.normal(100, 5, (30, 40)).astype(np.float32)


def test_all_of_it(kind, data):
    catalog = Table(
        {"x": [5.0, 6.0], "y": [7.0, 8.0], "a": [2.0, 2.0], "b": [1.0, 1.0], "theta": [0.0, 90.0]}
    )
    header = fits.Header({"BUNIT": "ELECTRON", "OBJECT": "M57"})
    theirs = kind(data, header, (data > 110).astype(np.uint8), np.sqrt(data), catalog, data + 1)
    picture = imgview.read(theirs)
    assert type(picture) is MaskedImage
    assert np.shares_memory(picture.image.array, theirs.data)
    assert np.shares_memory(picture.extras["RAW"].array, theirs.raw)
    assert picture.unit == u.electron
    assert np.array_equal(picture.mask.get("MASK"), data > 110)
    assert picture.variance.array == pytest.approx(data)
    assert picture.metadata["OBJECT"] == "M57"
    # pyobs counts from 1.
    assert picture.catalogs["CAT"].positions().x.tolist() == [4.0, 5.0]
    assert picture.catalogs["CAT"].shapes()[1, 2] == pytest.approx(np.pi / 2)


def test_an_image_alone_and_masks_of_floats(kind, data):
    picture = imgview.read(kind(data))
    assert picture.unit == u.adu
    assert picture.mask is None
    assert picture.variance is None
    assert picture.catalogs == {}
    picture = imgview.read(kind(data, mask=(data > 110).astype(float)))
    assert np.array_equal(picture.mask.get("MASK"), data > 110)


def test_colours_and_stacks(kind, data):
    cube = np.stack([data, data + 1, data + 2])
    picture = imgview.read(kind(cube))
    assert type(picture) is ColorImage
    assert all(np.shares_memory(channel.array, cube) for channel in picture.channels)
    assert np.array_equal(imgview.read(kind(cube), plane=1).image.array, data + 1)
    with pytest.raises(ImgviewError, match=r"Image: its data: .*two axes"):
        imgview.read(kind(np.stack([data, data])))


def test_what_is_wrong(kind, data):
    with pytest.raises(ImgviewError, match=r"pyobs\.images\.Image: its data: there are none"):
        imgview.read(kind())
    for name in ("mask", "uncertainty", "raw"):
        with pytest.raises(ImgviewError, match=rf"Image: its {name}: .*shape"):
            imgview.read(kind(data, **{name: np.zeros((3, 4))}))
    picture = imgview.read(kind(data, catalog=Table({"flux": [1.0]})))
    assert np.array_equal(picture.image.array, data)
