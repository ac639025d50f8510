"""Live objects of lsst.images are shared, and say what a file of theirs says when imgview reads it."""

import numpy as np
import pytest

import imgview
from imgview import CellCoadd, ColorImage, DifferenceImage, Image, Mask, MaskedImage, VisitImage
from imgview.errors import ImgviewError
from shared_data import made_file, shared_file

lsst_images = pytest.importorskip("lsst.images", reason="lsst.images needs Python 3.12 or newer")
from lsst.images.serialization import read_archive  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")

FILES = [
    ("made", "visit_full_gzip2.fits"),
    ("made", "mi_5planes_uncompressed.fits"),
    ("made", "mi_40planes_gzip2.fits"),
    ("made", "mi_nounit_nowcs.fits"),
    ("real", "cell_coadd_fixture.fits"),
    ("real", "difference_image-1.0.0-dp2_rewritten.fits"),
    ("real", "visit_image-1.0.0-dp1_rewritten.fits"),
    ("real", "visit_image-1.0.0.json"),
    ("real", "color_image-1.0.0.dev.json"),
    ("real", "image-1.0.0.json"),
    ("real", "mask-1.0.0.json"),
    ("real", "masked_image-1.0.0.json"),
]
CLASSES = {
    "Image": Image,
    "Mask": Mask,
    "MaskedImage": MaskedImage,
    "VisitImage": VisitImage,
    "CellCoadd": CellCoadd,
    "DifferenceImage": DifferenceImage,
    "ColorImage": ColorImage,
}


def path_of(folder, name):
    return made_file(name) if folder == "made" else shared_file(folder, name)


@pytest.fixture(params=FILES, ids=lambda pair: pair[1])
def pair(request):
    """Return a live object, and the file that it is in."""
    path = path_of(*request.param)
    return read_archive(path), path


def test_pixels_are_shared(pair):
    obj, _ = pair
    picture = imgview.read(obj)
    assert type(picture) is CLASSES[type(obj).__name__]
    if isinstance(picture, MaskedImage):
        assert np.shares_memory(picture.image.array, obj.image.array)
        assert np.shares_memory(picture.mask.array, obj.mask.array)
        assert np.shares_memory(picture.variance.array, obj.variance.array)
    elif isinstance(picture, ColorImage):
        assert all(np.shares_memory(channel.array, obj.array) for channel in picture.channels)
    else:
        assert np.shares_memory(picture.array, obj.array)


def test_it_says_what_the_file_says(pair):
    obj, path = pair
    live, read = imgview.read(obj), imgview.read(path)
    assert type(live) is type(read)
    assert live.bbox == read.bbox
    assert live.metadata == read.metadata
    assert getattr(live, "unit", None) == getattr(read, "unit", None)
    if isinstance(live, MaskedImage):
        assert live.mask.schema == read.mask.schema
        assert np.array_equal(live.mask.array, read.mask.array)
        assert np.array_equal(live.image.array, read.image.array, equal_nan=True)
        assert np.array_equal(live.variance.array, read.variance.array, equal_nan=True)
        assert list(live.extras) == list(read.extras)
        assert {name: len(each) for name, each in live.outlines.items()} == {
            name: len(each) for name, each in read.outlines.items()
        }
    for name in ("obs_info", "summary_stats", "band", "physical_filter", "grid", "skymap", "tract", "patch"):
        # NaN does not equal itself, but its text does.
        assert str(getattr(live, name, None)) == str(getattr(read, name, None)), name
    assert (live.sky_projection is None) == (read.sky_projection is None)
    if live.sky_projection is not None:
        x, y = live.bbox.x.center, live.bbox.y.center
        there, back = (each.sky_projection.pixel_to_sky(x=x, y=y) for each in (live, read))
        assert there.separation(back).to_value("mas") < 1e-3


def test_what_is_changed_is_seen():
    obj = read_archive(path_of(*FILES[0]))
    picture = imgview.read(obj)
    obj.image.array[3, 4] = 12345
    obj.mask.set("COSMIC_RAY", np.ones(obj.mask.array.shape[:2], bool))
    assert picture.image.array[3, 4] == 12345
    assert picture.mask.get("COSMIC_RAY").all()


def test_cutouts_keep_their_place():
    obj = read_archive(path_of(*FILES[0]))
    part = obj.local[10:30, 20:50]
    assert imgview.read(part).bbox.start == (obj.bbox.y.start + 10, obj.bbox.x.start + 20)


def test_masks_of_wider_elements():
    planes = [lsst_images.MaskPlane(f"P{number}", "") for number in range(40)]
    mask = lsst_images.Mask(0, schema=lsst_images.MaskSchema(planes, np.int32), shape=(5, 6))
    mask.set("P35", np.eye(5, 6, dtype=bool))
    picture = imgview.read(mask)
    assert picture.interpret(x=2, y=2) == ["P35"]
    assert picture.counts()["P35"] == 5


def test_a_psf_that_cannot_be_had_is_a_note():
    class Broken(lsst_images.VisitImage):
        @property
        def psf(self):
            msg = "no psf today"
            raise RuntimeError(msg)

    obj = read_archive(path_of("made", "visit_full_gzip2.fits"))
    obj.__class__ = Broken
    picture = imgview.read(obj)
    assert "psf could not be read: RuntimeError: no psf today" in picture.notes


def test_a_property_that_raises():
    class Broken(lsst_images.VisitImage):
        @property
        def variance(self):
            msg = "no variance today"
            raise RuntimeError(msg)

    obj = read_archive(path_of("made", "visit_full_gzip2.fits"))
    obj.__class__ = Broken
    with pytest.raises(ImgviewError, match="Broken: its variance cannot be had: RuntimeError: no variance"):
        imgview.read(obj)


def test_keywords_that_say_nothing():
    obj = read_archive(path_of("made", "visit_full_gzip2.fits"))
    with pytest.raises(ImgviewError, match=r"hdu= says nothing of .* 'lsst\.images"):
        imgview.read(obj, hdu=1)
    with pytest.raises(ImgviewError, match=r"a VisitImage is complete: mask="):
        imgview.read(obj, mask=np.zeros(obj.image.array.shape, bool))
