"""Objects of astropy are read as they are: shared where they can be, and with all they say."""

import io
import warnings

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits
from astropy.nddata import (
    CCDData,
    Cutout2D,
    FlagCollection,
    InverseVariance,
    NDData,
    NDDataArray,
    StdDevUncertainty,
    UnknownUncertainty,
    VarianceUncertainty,
)
from astropy.nddata.bitmask import extend_bit_flag_map
from astropy.table import Table
from astropy.wcs import WCS

import imgview
from imgview import Image, MaskedImage
from imgview.errors import ImgviewError, ReadError, ShapeError
from imgview.model.array import read as pixels_of
from shared_data import made_file


@pytest.fixture
def data(rng):
    return rng.normal(100, 5, (40, 50)).astype(np.float32)


@pytest.fixture
def wcs():
    made = WCS(naxis=2)
    made.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    made.wcs.crval = [150.0, 2.0]
    made.wcs.crpix = [20.0, 10.0]
    made.wcs.cdelt = [-1e-4, 1e-4]
    return made


def test_ccddata_is_shared(data, wcs):
    mask = data > 105
    ccd = CCDData(
        data,
        unit="adu",
        mask=mask,
        wcs=wcs,
        uncertainty=VarianceUncertainty(data * 2),
        meta={"OBJECT": "M57"},
    )
    picture = imgview.read(ccd)
    assert type(picture) is MaskedImage
    assert np.shares_memory(picture.image.array, data)
    assert np.shares_memory(picture.mask.array, mask)
    assert np.shares_memory(picture.variance.array, ccd.uncertainty.array)
    assert picture.unit == u.adu
    assert picture.variance.unit == u.adu**2
    assert picture.mask.schema.names == ("MASKED",)
    assert np.array_equal(picture.mask.get("MASKED"), mask)
    assert picture.metadata["OBJECT"] == picture.header["OBJECT"] == "M57"
    there = picture.sky_projection.pixel_to_sky(x=19, y=9)
    assert there.ra.deg == pytest.approx(150)
    mask[3, 4] = True
    assert picture.mask.get("MASKED")[3, 4]


@pytest.mark.parametrize(
    ("uncertainty", "expected"),
    [
        (StdDevUncertainty(np.full((40, 50), 3.0)), 9.0),
        (StdDevUncertainty(np.full((40, 50), 3.0), unit="mJy"), 9e-6),
        (VarianceUncertainty(np.full((40, 50), 3.0)), 3.0),
        (VarianceUncertainty(np.full((40, 50), 3.0), unit="mJy2"), 3e-6),
        (InverseVariance(np.full((40, 50), 4.0)), 0.25),
        (InverseVariance(np.full((40, 50), 4e-6), unit="mJy-2"), 0.25),
        (InverseVariance(np.zeros((40, 50))), np.inf),
    ],
)
def test_uncertainties_become_variances(uncertainty, expected, data):
    picture = imgview.read(CCDData(data, unit="Jy", uncertainty=uncertainty))
    window = picture.variance.data[2:4, 5:9]
    assert window.shape == (2, 4)
    assert window == pytest.approx(expected)
    assert picture.variance.unit == u.Jy**2


def test_an_uncertainty_in_an_impossible_unit_is_said(data):
    uncertainty = StdDevUncertainty(np.full(data.shape, 3.0))
    ccd = NDData(data, unit="Jy", uncertainty=uncertainty)
    uncertainty._unit = u.s
    picture = imgview.read(ccd)
    assert type(picture) is Image
    assert "in s, which does not go with Jy" in picture.notes[-1]


def test_unknown_uncertainty_is_said(data):
    picture = imgview.read(NDData(data, uncertainty=UnknownUncertainty(data)))
    assert type(picture) is Image
    assert "unknown" in picture.notes[-1]


FLAGS = extend_bit_flag_map("FLAGS", CR=1, CLOUDY=(4, "Clouds came."), SAT=1 << 15)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint32, np.int64, ">i4"])
def test_bit_flags(dtype, data):
    bits = np.zeros(data.shape, dtype)
    bits[1, 2], bits[3, 4] = 5, 8
    named = {"CR": 0, "CLOUDY": (2, "Clouds came.")}
    by_keyword = imgview.read(NDData(data, mask=bits), planes=named)
    by_meta = imgview.read(NDData(data, mask=bits, meta={"flags": extend_bit_flag_map("F", CR=1, CLOUDY=4)}))
    by_cards = imgview.read(NDData(data, mask=bits, meta={"MP_CR": 0, "MP_CLOUDY": 2}))
    for picture in (by_keyword, by_meta, by_cards):
        assert set(picture.mask.schema.names) == {"CR", "CLOUDY", "BIT 3"}
        assert picture.mask.interpret(x=2, y=1) == ["CR", "CLOUDY"]
        assert picture.mask.interpret(x=4, y=3) == ["BIT 3"]
        assert picture.mask.counts() == {"CR": 1, "CLOUDY": 1, "BIT 3": 1}
        assert "bits 3 of the mask are set" in picture.notes[-1]
    assert by_keyword.mask.schema.descriptions["CLOUDY"] == "Clouds came."
    if np.dtype(dtype).isnative:
        assert np.shares_memory(by_keyword.mask.array, bits)


def test_a_flag_map_as_planes(data):
    bits = np.full(data.shape, 1 << 15 | 1, np.uint16)
    picture = imgview.read(data, mask=bits, planes=FLAGS)
    assert picture.mask.interpret(x=0, y=0) == ["CR", "SAT"]
    assert picture.mask.schema.descriptions["CLOUDY"] == "Clouds came."
    with pytest.raises(ImgviewError, match="'SAT' is bit 15, but the mask has 8 bits"):
        imgview.read(data, mask=np.zeros(data.shape, np.uint8), planes=FLAGS)


def test_flags_beside_a_mask(data):
    nd = NDDataArray(data, mask=data > 110)
    nd.flags = FlagCollection(shape=data.shape)
    nd.flags["HOT"] = data > 108
    assert imgview.read(nd).mask.schema.names == ("MASKED", "HOT")
    bits = np.zeros(data.shape, np.int32)
    bits[0, 1] = 6
    nd = NDDataArray(data, mask=data > 1000, flags=bits, meta={"MP_CR": 1})
    assert imgview.read(nd).mask.interpret(x=1, y=0) == ["CR", "BIT 2"]
    nd = NDDataArray(data, flags=bits)
    assert imgview.read(nd).mask.interpret(x=1, y=0) == ["BIT 1", "BIT 2"]


def test_sliced_nddata_keeps_its_sky(data, wcs):
    for kind in (NDData, CCDData):
        whole = kind(data, wcs=wcs, unit="adu") if kind is CCDData else kind(data, wcs=wcs)
        picture = imgview.read(CCDData(whole, unit="adu")[5:30, 7:40])
        assert picture.sky_projection.pixel_to_sky(x=12, y=4).ra.deg == pytest.approx(150)


@pytest.mark.parametrize("mode", ["trim", "partial"])
def test_cutouts_are_absolute(mode, data, wcs):
    cutout = Cutout2D(data, position=(4, 30), size=(20, 16), wcs=wcs, mode=mode, fill_value=np.nan)
    picture = imgview.read(cutout)
    assert np.shares_memory(picture.array, cutout.data)
    value = data[25, 6]
    assert picture.absolute[25:26, 6:7].array.item() == value
    assert picture.sky_projection.pixel_to_sky(x=19, y=9).ra.deg == pytest.approx(150)
    assert (picture.bbox.x.start == -4) is (mode == "partial")


@pytest.mark.parametrize("kind", [fits.PrimaryHDU, fits.ImageHDU, fits.CompImageHDU])
def test_one_hdu_is_shared(kind, data, wcs):
    hdu = kind(data, header=wcs.to_header())
    hdu.header["BUNIT"] = "nJy"
    picture = imgview.read(hdu)
    assert np.shares_memory(picture.array, hdu.data)
    assert picture.unit == u.nJy
    assert picture.metadata["BUNIT"] == "nJy"
    assert picture.sky_projection.pixel_to_sky(x=19, y=9).ra.deg == pytest.approx(150)


@pytest.mark.parametrize("dtype", ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"])
@pytest.mark.parametrize("touched", [False, True])
def test_hdu_lists_of_all_types(dtype, touched, tmp_path):
    values = (np.arange(30 * 40) * 7 % 200 - (0 if dtype[0] == "u" else 100)).reshape(30, 40).astype(dtype)
    path = tmp_path / "a.fits"
    compressed = [] if dtype[1] == "8" and dtype[0] != "f" else [fits.CompImageHDU(values, name="C")]
    fits.HDUList([fits.PrimaryHDU(), fits.ImageHDU(values, name="B"), *compressed]).writeto(path)
    with fits.open(path) as hdus:
        if touched:
            for hdu in hdus[1:]:
                hdu.data[2, 3] = 99
        for hdu in hdus[1:]:
            picture = imgview.read(hdus, hdu=hdu.name)
            single = imgview.read(hdu)
            assert picture.dtype == single.dtype == np.dtype(dtype)
            for each in (picture, single):
                found = pixels_of(each.data, slice(1, 9), slice(2, 11))
                assert np.array_equal(found, hdu.data[1:9, 2:11])
            if touched:
                assert picture.array[2, 3] == 99


def test_an_hdu_list_is_not_loaded_by_reading_it(tmp_path, data):
    path = tmp_path / "a.fits"
    fits.HDUList([fits.PrimaryHDU(), fits.ImageHDU(data), fits.CompImageHDU(data, name="C")]).writeto(path)
    with fits.open(path) as hdus:
        for hdu in (1, "C"):
            assert imgview.read(hdus, hdu=hdu)[imgview.Box.from_shape((5, 6))].array.shape == (5, 6)
            assert imgview.read(hdus[hdu]).is_lazy
        assert not any("data" in vars(hdu) for hdu in hdus)
        picture = imgview.read(hdus)
        assert "HDU 1 chosen of 2" in picture.notes[0]
        assert picture.source.startswith("astropy.io.fits.hdu.hdulist.HDUList of ")
    # Pixels come from the file itself, which astropy has closed.
    assert np.array_equal(picture.array, data)


def test_an_hdu_list_in_memory_is_shared(data):
    hdus = fits.HDUList([fits.PrimaryHDU(), fits.ImageHDU(data)])
    picture = imgview.read(hdus)
    assert np.shares_memory(picture.array, data)
    assert np.shares_memory(imgview.read(hdus, hdu=1).array, data)


@pytest.mark.parametrize("name", ["mi_5planes_gzip2.fits", "mi_12planes_tiled.fits", "visit_full_gzip2.fits"])
@pytest.mark.parametrize("how", ["unread", "read", "bytes"])
def test_an_hdu_list_is_read_as_its_format(name, how):
    path = made_file(name)
    expected = imgview.read(path)
    with fits.open(io.BytesIO(path.read_bytes()) if how == "bytes" else path) as hdus:
        if how == "read":
            for hdu in hdus:
                _ = hdu.data
        picture = imgview.read(hdus)
        assert type(picture) is type(expected)
        assert picture.bbox == expected.bbox
        assert picture.mask.schema == expected.mask.schema
        assert np.array_equal(picture.image.array, expected.image.array, equal_nan=True)
        assert np.array_equal(picture.mask.array, expected.mask.array)
        assert np.array_equal(picture.variance.array, expected.variance.array, equal_nan=True)


def test_an_afw_list_shows_what_was_changed(data):
    bits = np.zeros(data.shape, np.int32)
    header = fits.Header({"EXTTYPE": "MASK", "MP_BAD": 0, "MP_LAST": 31})
    hdus = fits.HDUList(
        [
            fits.PrimaryHDU(),
            fits.ImageHDU(data, fits.Header({"EXTTYPE": "IMAGE"})),
            fits.ImageHDU(bits, header),
        ]
    )
    hdus[2].data[3, 4] = -(1 << 31)
    picture = imgview.read(hdus)
    assert picture.mask.interpret(x=4, y=3) == ["LAST"]
    hdus[2].data[3, 5] = 1
    assert imgview.read(hdus).mask.interpret(x=5, y=3) == ["BAD"]


def test_dq_by_keyword(data):
    bits = np.full(data.shape, 2, np.int16)
    hdus = fits.HDUList([fits.PrimaryHDU(data), fits.ImageHDU(bits, name="FLAGS")])
    picture = imgview.read(hdus, mask_hdu="FLAGS", planes={"CR": 1})
    assert picture.mask.interpret(x=0, y=0) == ["CR"]


@pytest.mark.parametrize(
    ("obj", "words"),
    [
        (NDData(np.zeros((2, 3, 4))), r"NDData: its data: an image has two axes, got .*\(2, 3, 4\)"),
        (NDData(np.zeros(4)), r"NDData: its data: an image has two axes"),
        (
            NDData(np.zeros((3, 4), complex)),
            "NDData: its data: pixels must be real numbers, got dtype complex",
        ),
        (
            NDData(np.zeros((3, 4)), mask=np.zeros((4, 3), bool)),
            r"NDData: its mask: it has the shape \(4, 3\)",
        ),
        (NDData(np.zeros((3, 4)), mask=np.zeros((3, 4))), "NDData: its mask: it must be of true and false"),
        (fits.PrimaryHDU(), "PrimaryHDU: its data: .*none"),
        (fits.ImageHDU(np.zeros((2, 3, 4))), r"ImageHDU: its data: .*\(2, 3, 4\)"),
        (fits.BinTableHDU(Table({"a": [1]})), "a table"),
        (fits.HDUList(), "HDUList: it is empty"),
        (fits.HDUList([fits.PrimaryHDU()]), "HDUList: no image"),
    ],
)
def test_bad_objects(obj, words):
    with pytest.raises(ImgviewError, match=words):
        imgview.read(obj)


def test_an_uncertainty_of_another_shape():
    nd = NDData(np.zeros((3, 4)), uncertainty=StdDevUncertainty(np.zeros((4, 3))))
    with pytest.raises(ShapeError, match=r"its uncertainty: it has the shape \(4, 3\)"):
        imgview.read(nd)


def test_a_property_that_raises(data):
    class Broken(NDData):
        @property
        def wcs(self):
            msg = "no attitude"
            raise RuntimeError(msg)

        @wcs.setter
        def wcs(self, value):
            pass

    with pytest.raises(ImgviewError, match="Broken: its wcs cannot be had: RuntimeError: no attitude"):
        imgview.read(Broken(data))


def test_a_truncated_list(tmp_path, data):
    path = tmp_path / "a.fits"
    fits.PrimaryHDU(data).writeto(path)
    path.write_bytes(path.read_bytes()[:4000])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        hdus = fits.open(path)
        len(hdus)
    with hdus, pytest.raises(ReadError, match=r"a\.fits.*truncated"):
        imgview.read(hdus)
