"""Arrays of all kinds are shared, read only where looked at, and dressed with mask, variance and sky."""

import subprocess
import sys

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits
from astropy.utils.masked import Masked
from astropy.wcs import WCS

import fake_comm
import imgview
from imgview import Box, Image, ImgviewError, Mask, MaskedImage, MaskPlane, MaskSchema, SkyProjection
from imgview.adapt import as_picture
from imgview.errors import ShapeError, UnitError, UnknownNameError
from imgview.viewer.adapt import taken

SHAPE = (300, 400)
CORNER = Box.from_shape((20, 30))


@pytest.fixture
def pixels(rng):
    return rng.normal(100, 5, SHAPE).astype(np.float32)


@pytest.fixture
def wcs():
    made = WCS(naxis=2)
    made.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    made.wcs.crval = [150.0, 2.0]
    made.wcs.crpix = [20.0, 10.0]
    made.wcs.cdelt = [-1e-4, 1e-4]
    return made


def test_numpy_is_shared(pixels, wcs):
    mask, variance = pixels > 110, pixels * 2
    picture = imgview.read(pixels, mask=mask, variance=variance, wcs=wcs, unit="nJy")
    assert type(picture) is MaskedImage
    assert np.shares_memory(picture.image.array, pixels)
    assert np.shares_memory(picture.mask.array, mask)
    assert np.shares_memory(picture.variance.array, variance)
    assert picture.unit == u.nJy
    assert picture.variance.unit == u.nJy**2
    assert picture.sky_projection.pixel_to_sky(x=19, y=9).ra.deg == pytest.approx(150)
    assert picture.mask.sky_projection is picture.sky_projection
    pixels[3, 4] = 7
    assert picture.image.array[3, 4] == 7


@pytest.mark.parametrize("view", [np.s_[:, :], np.s_[::2, ::3], np.s_[::-1, ::-1], "T"])
@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int32, np.uint64, ">u2"])
def test_masks_of_any_layout(view, dtype):
    base = np.zeros((30, 40), dtype)
    flags = base.T if view == "T" else base[view]
    flags[2, 3] = 1
    picture = imgview.read(np.zeros(flags.shape), mask=flags)
    (name,) = picture.mask.schema.names
    assert name == ("MASKED" if dtype is bool else "BIT 0")
    assert picture.mask.counts() == {name: 1}
    assert picture.mask.interpret(x=3, y=2) == [name]
    if np.dtype(dtype).isnative:
        assert np.shares_memory(picture.mask.array, base)


def test_all_bits_of_a_word():
    flags = np.zeros((4, 5), np.int32)
    flags[1, 2] = np.int32(-(1 << 31))
    names = {"FIRST": 0, "LAST": (31, "The sign bit.")}
    picture = imgview.read(np.zeros((4, 5)), mask=flags, planes=names)
    assert picture.mask.interpret(x=2, y=1) == ["LAST"]
    assert picture.mask.schema.descriptions["LAST"] == "The sign bit."
    assert picture.notes == []


def test_bytes_and_named_arrays_and_masks(pixels):
    raw = np.zeros((*SHAPE, 2), np.uint8)
    raw[5, 6] = 1, 2
    picture = imgview.read(pixels, mask=raw, planes={"A": 0, "B": 9})
    assert np.shares_memory(picture.mask.array, raw)
    assert picture.mask.interpret(x=6, y=5) == ["A", "B"]
    named = {f"P{number}": pixels > 100 + number for number in range(11)}
    picture = imgview.read(pixels, mask=named)
    assert picture.mask.schema.names == tuple(named)
    assert all(np.array_equal(picture.mask.get(name), where) for name, where in named.items())
    own = Mask(raw, schema=MaskSchema(MaskPlane(f"Q{number}") for number in range(16)))
    assert imgview.read(pixels, mask=own).mask.interpret(x=6, y=5) == ["Q0", "Q9"]


def test_files_as_mask_and_variance(pixels, tmp_path):
    flags = (pixels > 105).astype(np.int16)
    fits.PrimaryHDU(flags).writeto(tmp_path / "mask.fits")
    fits.PrimaryHDU(pixels * 2).writeto(tmp_path / "variance.fits")
    fits.PrimaryHDU(pixels).writeto(tmp_path / "image.fits")
    for obj in (pixels, tmp_path / "image.fits", str(tmp_path / "image.fits"), fits.PrimaryHDU(pixels)):
        picture = imgview.read(
            obj, mask=tmp_path / "mask.fits", variance=tmp_path / "variance.fits", planes={"HOT": 0}
        )
        assert np.array_equal(picture.mask.get("HOT"), flags == 1)
        assert np.array_equal(picture.variance.array, pixels * 2)


def test_masked_arrays(pixels):
    hidden = np.ma.MaskedArray(pixels, mask=pixels > 110, copy=False)
    picture = imgview.read(hidden)
    assert np.shares_memory(picture.image.array, pixels)
    assert np.shares_memory(picture.mask.array, hidden.mask)
    assert np.array_equal(picture.mask.get("MASKED"), pixels > 110)
    assert type(imgview.read(np.ma.masked_array(pixels))) is Image
    theirs = imgview.read(Masked(pixels * u.nJy, mask=pixels > 110))
    assert theirs.unit == u.nJy
    assert np.array_equal(theirs.mask.get("MASKED"), pixels > 110)


def test_quantities_lists_and_scalars_of_planes(pixels):
    assert imgview.read(pixels * u.adu).unit == u.adu
    assert imgview.read([[1, 2], [3, 4]]).array.tolist() == [[1, 2], [3, 4]]
    cube = np.stack([pixels, pixels + 1])
    picture = imgview.read(cube, plane=1)
    assert np.shares_memory(picture.array, cube)
    assert np.array_equal(picture.array, pixels + 1)
    assert np.array_equal(imgview.read(cube, plane=-1).array, pixels + 1)


@pytest.mark.parametrize("kind", ["wcs", "header", "mapping", "projection", "wrapped"])
def test_ways_to_give_a_wcs(kind, pixels, wcs):
    given = {
        "wcs": wcs,
        "header": wcs.to_header(),
        "mapping": dict(wcs.to_header()),
        "projection": SkyProjection(wcs),
        "wrapped": wcs.low_level_wcs,
    }[kind]
    picture = imgview.read(pixels, wcs=given)
    assert picture.sky_projection.pixel_to_sky(x=19, y=9).ra.deg == pytest.approx(150)


def test_a_wcs_speaks_of_local_pixels(pixels, wcs):
    picture = imgview.read(Image(pixels, yx0=(1000, 2000)), wcs=wcs)
    assert picture.sky_projection.pixel_to_sky(x=2019, y=1009).ra.deg == pytest.approx(150)


def test_what_is_there_stays(pixels):
    image = Image(pixels, unit="nJy", metadata={"name": "a"})
    image.notes, image.source = ["odd"], "somewhere"
    picture = imgview.read(image, mask=pixels > 110)
    assert (picture.unit, picture.source, picture.notes) == (u.nJy, "somewhere", ["odd"])
    assert picture.metadata is image.metadata
    more = imgview.read(picture, variance=pixels)
    assert np.array_equal(more.mask.array, picture.mask.array)
    assert imgview.read(image, unit="Jy").unit == u.Jy
    assert imgview.read(image) is image
    assert imgview.read(image, bbox=CORNER).bbox == CORNER


class Counting:
    """An array somewhere else that counts what is asked of it."""

    def __init__(self, array):
        self.array, self.shape, self.dtype = array, array.shape, array.dtype
        self.asked = 0

    def __getitem__(self, key):
        part = self.array[key]
        self.asked += part.size
        return part


def test_lazy_arrays_are_asked_for_windows(pixels):
    flags = Counting((pixels > 105).astype(np.uint16) * 3)
    image, variance = Counting(pixels), Counting(pixels)
    named = {"A": Counting(pixels > 100), "B": Counting(pixels > 101)}
    picture = imgview.read(image, mask=flags, variance=variance, planes={"HOT": 0})
    other = imgview.read(image, mask=named)
    assert image.asked == flags.asked == variance.asked == named["A"].asked == 0
    assert "HOT" in picture.mask.schema
    assert "was not looked through" in picture.notes[-1]
    corner = picture[CORNER]
    assert np.array_equal(corner.mask.get("HOT"), pixels[:20, :30] > 105)
    assert np.array_equal(other[CORNER].mask.get("B"), pixels[:20, :30] > 101)
    assert corner.image.array.shape == (20, 30)
    assert flags.asked == named["B"].asked == image.asked == 600
    cube = Counting(np.stack([pixels, pixels + 1]))
    assert np.array_equal(imgview.read(cube, plane=1)[CORNER].array, pixels[:20, :30] + 1)
    assert cube.asked == 600


def test_h5py(pixels, tmp_path):
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["group/data"] = pixels
        file["group/data"].attrs["units"] = "nJy"
        file["flags"] = (pixels > 105).astype(np.uint8)
        dataset = file["group/data"]
        picture = imgview.read(dataset, mask=file["flags"], planes={"HOT": 0})
        assert picture.image.is_lazy
        assert picture.unit == u.nJy
        assert np.array_equal(picture[CORNER].image.array, pixels[:20, :30])
        assert np.array_equal(picture[CORNER].mask.get("HOT"), pixels[:20, :30] > 105)
        for container in (file, file["group"]):
            with pytest.raises(
                ImgviewError, match=r"h5py.*holds arrays by name; give one of them: (flags|data)"
            ):
                imgview.read(container)
    with pytest.raises(ImgviewError, match=r"h5py.*Dataset: the dataset is closed"):
        imgview.read(dataset)


def test_zarr(pixels):
    zarr = pytest.importorskip("zarr")
    array = zarr.create_array(store=zarr.storage.MemoryStore(), data=pixels, chunks=(50, 60))
    array.attrs["units"] = "nJy"
    picture = imgview.read(array)
    assert picture.is_lazy
    assert picture.unit == u.nJy
    assert np.array_equal(picture[CORNER].array, pixels[:20, :30])
    group = zarr.group()
    group.create_array("pixels", data=pixels)
    with pytest.raises(ImgviewError, match=r"zarr.*Group: this holds arrays by name.*pixels"):
        imgview.read(group)


def test_dask_computes_what_is_looked_at(pixels):
    da = pytest.importorskip("dask.array")
    made = []

    def make(block_info=None):
        (rows, columns) = block_info[None]["array-location"]
        made.append((rows[0], columns[0]))
        return pixels[slice(*rows), slice(*columns)]

    lazy = da.map_blocks(make, chunks=((100,) * 3, (100,) * 4), dtype=np.float32)
    made.clear()
    picture = imgview.read(lazy, mask=da.from_array((pixels > 105).astype(np.uint8), chunks=100))
    assert made == []
    assert np.array_equal(picture[CORNER].image.array, pixels[:20, :30])
    assert made == [(0, 0)]
    assert picture[CORNER].mask.counts()["BIT 0"] == np.sum(pixels[:20, :30] > 105)
    assert np.array_equal(imgview.read(lazy.rechunk(70)).array, pixels)


def test_xarray(pixels):
    xr = pytest.importorskip("xarray")
    array = xr.DataArray(
        pixels,
        dims=("lat", "lon"),
        coords={"lat": np.linspace(3, -3, 300), "lon": np.linspace(10, 20, 400)},
        attrs={"units": "nJy", "long_name": "flux"},
        name="sky",
    )
    picture = imgview.read(array)
    assert np.shares_memory(picture.array, pixels)
    assert picture.unit == u.nJy
    assert picture.title == "sky"
    assert picture.metadata["long_name"] == "flux"
    assert "lat runs from 3.0 to -3.0, falling: rows are shown in the order of the array" in picture.notes[0]
    assert "lon runs from 10.0 to 20.0; pixels count from 0" in picture.notes[1]
    turned = imgview.read(array.T)
    assert np.array_equal(turned.array, pixels)
    assert "(lon, lat) were turned round" in turned.notes[0]
    cube = xr.DataArray(np.stack([pixels, pixels + 1]), dims=("time", "y", "x"))
    assert np.array_equal(imgview.read(cube, plane=1).array, pixels + 1)
    with pytest.raises(ShapeError, match=r"DataArray: .*time, y, x: choose, for instance \.isel\(time=0\)"):
        imgview.read(cube)
    with pytest.raises(ImgviewError, match=r"Dataset: this holds arrays by name.*sky"):
        imgview.read(array.to_dataset())


def test_lazy_xarray(pixels, tmp_path):
    xr = pytest.importorskip("xarray")
    pytest.importorskip("zarr")
    path = tmp_path / "a.zarr"
    xr.Dataset({"sky": (("y", "x"), pixels)}).to_zarr(path, consolidated=False)
    with xr.open_zarr(path, chunks=None, consolidated=False) as opened:
        picture = imgview.read(opened["sky"])
        assert picture.is_lazy
        assert np.array_equal(picture[CORNER].array, pixels[:20, :30])
        assert not opened["sky"].variable._in_memory
    with xr.open_zarr(path, chunks={}, consolidated=False) as opened:
        assert np.array_equal(imgview.read(opened["sky"])[CORNER].array, pixels[:20, :30])


class Tensor:
    """An array whose types are its own, as torch has them."""

    dtype = "torch.float32"

    def __init__(self, array):
        self.array, self.shape = array, array.shape

    def __getitem__(self, key):
        return Tensor(self.array[key])

    def __array__(self, dtype=None, copy=None):
        return self.array


def test_tensors_lend_their_memory(pixels):
    assert np.shares_memory(imgview.read(Tensor(pixels)).array, pixels)


class Odd:
    """Nearly an array."""

    shape = (3, 4)
    dtype = np.dtype(np.float32)

    def __getitem__(self, key):
        msg = "the disk is gone"
        raise OSError(msg)


@pytest.mark.parametrize(
    ("obj", "how", "words"),
    [
        (np.zeros((3, 4)), {"mask": np.zeros((4, 3), bool)}, r"ndarray: mask= it has the shape \(4, 3\)"),
        (np.zeros((3, 4)), {"mask": np.zeros((3, 4))}, "mask= it must be of true and false or of integers"),
        (np.zeros((3, 4)), {"mask": np.zeros((3, 4, 2))}, "mask= with three axes it must be of type uint8"),
        (np.zeros((3, 4)), {"mask": {}}, "mask= it has no planes"),
        (np.zeros((3, 4)), {"mask": {"A": np.zeros((3, 3), bool)}}, r"mask= its plane 'A' has the shape"),
        (np.zeros((3, 4)), {"mask": {"A": np.zeros((3, 4))}}, "mask= its plane 'A' must be of true"),
        (
            np.zeros((3, 4)),
            {"mask": np.zeros((3, 4), "u1"), "planes": {"A": 8}},
            "'A' is bit 8, .* has 8 bits",
        ),
        (np.zeros((3, 4)), {"mask": np.zeros((3, 4), bool), "planes": {"A": 1}}, "has bit 0 alone"),
        (
            np.zeros((3, 4)),
            {"planes": {"A": 1}},
            "planes= says nothing of .* 'array'; planes= goes with mask=",
        ),
        (np.zeros((3, 4)), {"variance": np.zeros((4, 3))}, r"variance= it has the shape \(4, 3\)"),
        (np.zeros((3, 4)), {"variance": np.zeros((3, 4)) * u.s, "unit": "nJy"}, "the unit s, .*nJy"),
        (
            np.zeros((3, 4)),
            {"wcs": WCS(naxis=2)},
            "wcs= cannot be used: a astropy.wcs.wcs.WCS that leads to no",
        ),
        (np.zeros((3, 4)), {"wcs": "TAN"}, "wcs= cannot be used"),
        (np.zeros((3, 4)), {"unit": "nonsense"}, "unit= unit 'nonsense' is not understood"),
        (np.zeros((3, 4)), {"hdu": 1}, "hdu= says nothing"),
        (Image(np.zeros((3, 4))), {"hdu": 1}, "Image: hdu= says nothing of .* 'picture of imgview'"),
        (Image(np.zeros((3, 4))), {"planes": {"A": 1}}, "planes= goes with mask="),
        (np.zeros((2, 3, 4)), {"plane": 5}, "there is no plane 5"),
        (np.zeros((3, 4)), {"plane": 0}, "there is no plane 0"),
        (np.zeros((3, 4), object), {}, "ndarray: pixels must be real numbers, got dtype object"),
        (np.zeros((3, 4), "M8[s]"), {}, "pixels must be real numbers"),
        (np.zeros((3, 4)), {"bbox": Box.from_shape((9, 9))}, "not inside"),
        (np.zeros((3, 4)), {"maks": 1}, "unknown keyword 'maks': did you mean 'mask'"),
        (object(), {}, "cannot read or show an object of class object"),
    ],
)
def test_what_does_not_fit(obj, how, words):
    with pytest.raises(ImgviewError, match=words):
        imgview.read(obj, **how)


def test_errors_of_the_right_kind(pixels):
    with pytest.raises(ShapeError):
        imgview.read(pixels, mask=np.zeros((4, 3), bool))
    with pytest.raises(UnitError):
        imgview.read(pixels, unit="nonsense")
    with pytest.raises(UnknownNameError):
        imgview.read(pixels, nonsense=1)
    with pytest.raises(ImgviewError, match="only a Butler takes more than one"):
        imgview.read(pixels, "visit_image")
    with pytest.raises(OSError, match="disk is gone"):
        imgview.read(Odd()).array  # noqa: B018


def test_a_mask_alone_is_shown_on_nothing():
    mask = Mask(np.zeros((3, 4, 1), np.uint8), schema=MaskSchema([MaskPlane("A")]))
    shown = as_picture(mask)
    assert type(shown) is MaskedImage
    assert "a mask without an image" in shown.notes


def test_show_takes_both_kinds_of_planes(pixels):
    flags = np.full(SHAPE, 2, np.uint8)
    given = {"planes": {"HOT": 1, "COLD": (0, "Dead."), "BIT 3": False}, "mask": flags, "stretch": "asinh"}
    picture, state = taken(pixels, (), given)
    assert set(picture.mask.schema.names) == {"HOT", "COLD"}
    assert state == {"planes": {"BIT 3": False}, "stretch": "asinh"}
    picture, state = taken(pixels, (), {"mask": flags, "planes": "hst-acs"})
    assert state == {}
    assert picture.mask.interpret(x=0, y=0) != ["BIT 1"]
    _, state = taken(picture, (), {"planes": {"HOT": {"color": "red"}, "COLD": 0.5, "C": True}})
    assert state == {"planes": {"HOT": {"color": "red"}, "COLD": 0.5, "C": True}}


def test_show_and_load_image_read(pixels, wcs, monkeypatch):
    fake_comm.install(monkeypatch)
    flags = (pixels > 105).astype(np.uint8)
    viewer = imgview.show(pixels, mask=flags, planes={"HOT": 0}, wcs=wcs, unit="nJy", stretch="sqrt")
    assert list(viewer.planes) == ["HOT"]
    assert viewer.image.unit == u.nJy
    assert viewer.stretch == "sqrt"
    viewer.load_image(pixels, bbox=CORNER, colormap="viridis")
    assert viewer.image.bbox == CORNER
    with pytest.raises(UnknownNameError, match="attribute of a viewer"):
        imgview.show(pixels, nonsense=1)
    viewer.close()


def test_nothing_is_imported_that_an_object_did_not_come_from(tmp_path):
    fits.PrimaryHDU(np.zeros((3, 4))).writeto(tmp_path / "a.fits")
    program = f"""
import sys
import numpy as np
import imgview
imgview.read(np.zeros((3, 4)), mask=np.zeros((3, 4), bool))
imgview.read({str(tmp_path / "a.fits")!r})
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    unwanted = {"fsspec", "aiohttp", "dask", "xarray", "zarr", "lsst", "pyobs", "starlink", "pandas"}
    assert unwanted.isdisjoint(found.stdout.split())
