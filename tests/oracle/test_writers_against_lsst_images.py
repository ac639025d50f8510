"""What imgview writes, lsst.images reads: every pixel, bit, unit, box and place (which needs Python 3.12)."""

import warnings
from pathlib import Path

import h5py
import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits

import imgview
from imgview.errors import WriteError
from imgview.geometry import Box
from imgview.model import Image, Mask, MaskedImage, MaskPlane, MaskSchema, SkyProjection
from pictures import wcs
from shared_data import made_file, shared_file

theirs = pytest.importorskip("lsst.images", reason="lsst.images is not installed: it needs Python 3.12")
serialization = pytest.importorskip("lsst.images.serialization")
ndf = pytest.importorskip("lsst.images.ndf")

CONTAINERS = ["x.fits", "x.sdf", "x.json"]
BBOX = Box.factory[-30:10, 1000:1057]
MADE = [
    "cell_coadd_synth.fits",
    "color_image.fits",
    "image_int16.fits",
    "image_uint32.fits",
    "mask_12planes.fits",
    "mi_12planes_cutdown.fits",
    "mi_12planes_tiled.fits",
    "mi_40planes_gzip2.fits",
    "mi_5planes_uncompressed.fits",
    "mi_nounit_nowcs.fits",
    "mi_12planes.sdf",
    "pypi30.2026.4300_visit_full.sdf",
    "visit_40planes_small.json",
    "visit_full_gzip2.fits",
    "visit_full_rice.fits",
]
REAL = [
    "cell_coadd-1.0.0-canonical.json",
    "cell_coadd_fixture.fits",
    "cell_coadd_fixture.sdf",
    "difference_image-1.0.0-dp2.json",
    "difference_image-1.0.0-dp2_rewritten.fits",
    "visit_image-1.0.0-dp1_rewritten.fits",
    "visit_image-1.0.0-dp2_rewritten.sdf",
    "visit_image-1.0.0.json",
]
FACTS = [
    *("psf", "obs_info", "summary_stats", "detector", "bounds", "band", "backgrounds"),
    *("aperture_corrections", "photometric_scaling", "kernel", "templates"),
    *("patch", "provenance", "grid", "physical_filter"),
]


def read(path: Path):
    return serialization.read_archive(path)


def write(picture, path: Path, **how):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*header cards, for which JSON", category=UserWarning)
        imgview.write(picture, path, **how)


def planes_of(picture) -> dict:
    """Return all planes by name."""
    names = [name for name in ("image", "mask", "variance", "red", "green", "blue") if hasattr(picture, name)]
    planes = {name: getattr(picture, name) for name in names} or {"": picture}
    planes |= {f"fraction {name}": plane for name, plane in getattr(picture, "mask_fractions", {}).items()}
    planes |= {f"noise {n}": plane for n, plane in enumerate(getattr(picture, "noise_realizations", []))}
    return planes


def fact(picture, name: str):
    """Return something known of a picture, or why it is not."""
    try:
        return getattr(picture, name)
    except Exception as error:  # noqa: BLE001  # a PSF may need a library that is not here
        return f"{type(error).__name__}: {error}"


def assert_same_pixels(one, other) -> None:
    assert other.array.dtype == one.array.dtype
    assert np.array_equal(other.array, one.array, equal_nan=one.array.dtype.kind == "f")


def assert_same(expected, found) -> None:
    """Compare two objects of lsst.images."""
    assert type(found) is type(expected)
    assert found.bbox == expected.bbox
    assert dict(found.metadata.native) == dict(expected.metadata.native)
    old, new = planes_of(expected), planes_of(found)
    assert list(old) == list(new)
    for name, plane in old.items():
        assert new[name].bbox == plane.bbox
        assert_same_pixels(plane, new[name])
        assert getattr(new[name], "schema", None) == getattr(plane, "schema", None)
        assert getattr(new[name], "unit", None) == getattr(plane, "unit", None)
    for name in FACTS:
        if hasattr(type(expected), name):
            first, second = fact(expected, name), fact(found, name)
            assert first == second or repr(first) == repr(second), name
    if expected.sky_projection is None:
        assert found.sky_projection is None
        return
    box = expected.bbox
    x, y = np.linspace(box.x.min, box.x.max, 9), np.linspace(box.y.min, box.y.max, 9)
    first, second = (picture.sky_projection.pixel_to_sky(x=x, y=y) for picture in (expected, found))
    assert first.separation(second).max() < 1e-9 * u.deg
    assert found.sky_projection.pixel_frame == expected.sky_projection.pixel_frame


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("name", MADE + REAL)
def test_rewritten_files_are_the_same_to_lsst_images(tmp_path, name, container):
    path = shared_file("real", name) if name in REAL else made_file(name)
    picture = imgview.read(path)
    if container.endswith("sdf") and name == "image_uint32.fits":
        with pytest.raises(NotImplementedError, match="uint32"):
            ndf.write(read(path), tmp_path / "theirs.sdf")
        with pytest.raises(WriteError, match="uint32"):
            imgview.write(picture, tmp_path / container)
        return
    write(picture, tmp_path / container)
    if name == "mi_12planes_cutdown.fits":
        with fits.open(path) as hdus:
            expected = theirs.MaskedImage.from_hdu_list(hdus)
        found = read(tmp_path / container)
        for plane in ("image", "mask", "variance"):
            assert_same_pixels(getattr(expected, plane), getattr(found, plane))
        assert found.mask.schema == expected.mask.schema
    else:
        assert_same(read(path), read(tmp_path / container))


@pytest.mark.parametrize("container", ["x.fits", "x.sdf", "x.json"])
@pytest.mark.parametrize("name", ["mi_40planes_gzip2.fits", "visit_full_gzip2.fits", "color_image.fits"])
def test_cutouts_are_theirs(tmp_path, name, container):
    picture = imgview.read(made_file(name))
    box = picture.bbox
    part = picture[Box.factory[box.y.start + 3 : box.y.stop - 5, box.x.start + 7 : box.x.stop - 2]]
    write(part, tmp_path / container)
    found = read(tmp_path / container)
    assert_same(read(made_file(name))[found.bbox], found)
    assert tuple(found.bbox.start) == tuple(part.bbox.start)


@pytest.mark.parametrize("container", ["x.fits", "x.sdf", "x.json"])
@pytest.mark.parametrize("corner", ["valid", "partly valid", "not valid"])
def test_cutouts_across_the_valid_region(tmp_path, container, corner):
    """A visit image without a valid pixel is none to lsst.images: it becomes a masked image."""
    picture = imgview.read(made_file("visit_full_gzip2.fits"))
    y0, x0 = picture.bbox.start
    y, x = {"valid": (y0 + 5, x0 + 5), "partly valid": (y0 + 70, x0 + 90), "not valid": (y0 + 95, x0 + 110)}[
        corner
    ]
    part = picture[Box.factory[y : y + 5, x : x + 20]]
    if corner == "not valid":
        with pytest.warns(UserWarning, match="written as a MaskedImage"):
            imgview.write(part, tmp_path / container)
    else:
        write(part, tmp_path / container)
    found = read(tmp_path / container)
    assert type(found).__name__ == ("MaskedImage" if corner == "not valid" else "VisitImage")
    assert_same_pixels(part.image, found.image)


def own(count: int) -> MaskedImage:
    rng = np.random.default_rng(count)
    hollow = {2, 9, count - 1} if count > 10 else set()
    planes = [None if n in hollow else MaskPlane(f"P{n}", f"Plane {n}.") for n in range(count)]
    mask = Mask.empty(schema=MaskSchema(planes), bbox=BBOX)
    for name in mask.schema.names:
        mask.set(name, rng.random(BBOX.shape) < 0.2)
    pixels, variance = (rng.normal(100, 30, BBOX.shape).astype(np.float32) for _ in range(2))
    pixels[0, :3] = np.nan, np.inf, -np.inf
    variance[-1, -2:] = np.inf, np.nan
    return MaskedImage(
        Image(pixels, bbox=BBOX, unit="nJy"),
        mask=mask,
        variance=Image(variance, bbox=BBOX),
        sky_projection=SkyProjection(wcs(), yx0=BBOX.start),
        metadata={"visit": 2025051500042, "exptime": 30.5, "ok": True, "none": None, "who": "Żółw"},
    )


@pytest.mark.parametrize("count", [1, 5, 12, 31, 32, 40, 200])
@pytest.mark.parametrize(
    ("container", "compression"),
    [
        *(("x.fits", "gzip"), ("x.fits", None), ("x.sdf", "gzip"), ("x.sdf", None), ("x.json", None)),
        *(("x.fits.gz", None), ("x.json.gz", None)),
    ],
)
def test_pictures_made_here(tmp_path, container, compression, count):
    picture = own(count)
    imgview.write(picture, tmp_path / container, compression=compression)
    found = read(tmp_path / container)
    assert isinstance(found, theirs.MaskedImage)
    assert (found.bbox.y.start, found.bbox.x.start, *found.image.array.shape) == (-30, 1000, *BBOX.shape)
    for name in ("image", "variance"):
        assert_same_pixels(getattr(picture, name), getattr(found, name))
        assert getattr(found, name).unit == getattr(picture, name).unit
    assert np.array_equal(found.mask.array, picture.mask.array)
    for one, other in zip(found.mask.schema, picture.mask.schema, strict=True):
        assert (one is None) == (other is None)
        assert one is None or (one.name, one.description) == (other.name, other.description)
    assert dict(found.metadata.native) == picture.metadata
    x, y = np.linspace(900, 1200, 7), np.linspace(-100, 100, 7)
    sky = found.sky_projection.pixel_to_sky(x=x, y=y)
    assert sky.separation(picture.sky_projection.pixel_to_sky(x=x, y=y)).max() < 1e-9 * u.deg
    back = found.sky_projection.sky_to_pixel(sky)
    assert np.abs(back.x - x).max() < 1e-6
    assert np.abs(back.y - y).max() < 1e-6


@pytest.mark.parametrize("count", [5, 12])
def test_windows_of_our_tiles(tmp_path, count):
    """lsst.images finds single HDUs by our INDEX, and tiles by our descriptors."""
    picture = own(count)
    imgview.write(picture, tmp_path / "x.fits")
    box = theirs.Box.factory[-21:-3, 1011:1031]
    with serialization.open_archive(tmp_path / "x.fits", partial=True) as reader:
        found = reader.read(bbox=box)
    part = picture[Box.factory[-21:-3, 1011:1031]]
    assert_same_pixels(part.image, found.image)
    assert np.array_equal(part.mask.array, found.mask.array)


def layout(path: Path) -> dict:
    """Return all groups and datasets of an HDF5 file, with attributes and types."""
    found = {}

    def look(name, node):
        attributes = {key: (bytes(value), node.attrs.get_id(key).dtype) for key, value in node.attrs.items()}
        kind = ()
        if isinstance(node, h5py.Dataset):
            hdf5 = node.id.get_type()
            width = "any" if node.dtype.kind == "S" and name.endswith(("JSON", "WCS/DATA")) else node.dtype
            shape = "any" if name.endswith("WCS/DATA") else node.shape
            kind = (hdf5.get_class(), width, shape, node.chunks)
        found[name] = (attributes, kind)

    with h5py.File(path) as file:
        look("/", file)
        file.visititems(look)
        found["ORIGIN"] = {name: file[name][()].tolist() for name in found if name.endswith("ORIGIN")}
    return found


@pytest.mark.parametrize(
    "name",
    ["mi_5planes_uncompressed.fits", "mi_40planes_gzip2.fits", "image_int16.fits", "mask_12planes.fits"],
)
def test_hdf5_is_laid_out_as_theirs(tmp_path, name):
    ndf.write(read(made_file(name)), tmp_path / "theirs.sdf")
    imgview.write(imgview.read(made_file(name)), tmp_path / "ours.sdf")
    assert layout(tmp_path / "ours.sdf") == layout(tmp_path / "theirs.sdf")


def test_colours_are_laid_out_as_theirs(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ndf.write(read(made_file("color_image.fits")), tmp_path / "theirs.sdf")
    imgview.write(imgview.read(made_file("color_image.fits")), tmp_path / "ours.sdf")
    assert layout(tmp_path / "ours.sdf") == layout(tmp_path / "theirs.sdf")


@pytest.mark.parametrize("name", ["mi_40planes_gzip2.fits", "visit_full_gzip2.fits"])
def test_headers_are_theirs(tmp_path, name):
    """Every HDU has the cards that lsst.images writes, but for what the compression gave."""
    imgview.write(imgview.read(made_file(name)), tmp_path / "x.fits")
    changing = {"PCOUNT", "TFORM1", "DATE", "INDXADDR", "INDXSIZE", "JSONADDR", "JSONSIZE", "NAXIS2", ""}
    with (
        fits.open(made_file(name), disable_image_compression=True) as old,
        fits.open(tmp_path / "x.fits", disable_image_compression=True) as new,
    ):
        assert [hdu.name for hdu in new] == [hdu.name for hdu in old]
        for one, other in zip(old, new, strict=True):
            first, second = ([card.keyword for card in hdu.header.cards] for hdu in (one, other))
            assert sorted(second) == sorted(first)
            for keyword in set(first) - changing:
                value, ours = one.header[keyword], other.header[keyword]
                same = pytest.approx(value, rel=1e-12, abs=1e-15) if isinstance(value, float) else value
                assert ours == same, keyword
