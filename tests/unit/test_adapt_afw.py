"""Objects of lsst.afw, by stand-ins that have its method names: shared, by name, absolute."""

import numpy as np
import pytest
from astropy import units as u
from astropy.wcs import WCS

import afw_stand_ins as afw
import imgview
from imgview import Image, ImgviewError, Mask, MaskedImage, VisitImage
from shared_data import shared_file


@pytest.fixture
def header():
    made = WCS(naxis=2)
    made.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    made.wcs.crval = [150.0, 2.0]
    made.wcs.crpix = [1020.0, 2010.0]
    made.wcs.cdelt = [-1e-4, 1e-4]
    return dict(made.to_header())


def test_a_masked_image_is_shared():
    theirs = afw.masked_image()
    picture = imgview.read(theirs)
    assert type(picture) is MaskedImage
    assert np.shares_memory(picture.image.array, theirs.image.array)
    assert np.shares_memory(picture.mask.array, theirs.mask.array)
    assert np.shares_memory(picture.variance.array, theirs.variance.array)
    assert picture.bbox.start == (2000, 1000)
    assert picture.mask.schema.names == ("BAD", "DETECTED", "LAST")
    assert picture.mask.schema.descriptions["BAD"] == "Bad pixel."
    assert picture.mask.interpret(x=1004, y=2003) == ["LAST"]
    assert picture.mask.interpret(x=1006, y=2005) == ["DETECTED"]
    theirs.mask.array[0, 0] = 1
    assert picture.mask.interpret(x=1000, y=2000) == ["BAD"]


def test_an_exposure_says_what_it_knows(header):
    theirs = afw.Exposure(afw.masked_image(), afw.SkyWcs(header), afw.PropertyList({"BUNIT": "nJy", "A": 1}))
    picture = imgview.read(theirs)
    assert type(picture) is VisitImage
    assert picture.unit == u.nJy
    assert picture.variance.unit == u.nJy**2
    assert picture.metadata == picture.header == {"BUNIT": "nJy", "A": 1}
    # Pixels of a SkyWcs are absolute and count from 0.
    assert picture.sky_projection.pixel_to_sky(x=1019, y=2009).ra.deg == pytest.approx(150)
    assert picture.sky_projection.approximation is None
    assert (picture.band, picture.physical_filter) == ("i", "HSC-I")
    assert picture.obs_info["visit_id"] == 1228
    assert picture.obs_info["exposure_time"] == 300
    assert picture.detector["name"] == "1_53"
    assert picture.detector["amplifiers"] == [
        {"name": "A1", "bbox": {"y": {"start": 0, "stop": 4176}, "x": {"start": 0, "stop": 512}}}
    ]
    assert picture.psf == {"type": "PsfexPsf", "sigma": 1.75}
    assert picture.summary_stats == {"psfSigma": 1.75, "zeroPoint": 31.4}
    assert picture.bounds.tolist() == [[0.5, 1.5], [9.5, 1.5], [9.5, 8.5]]
    assert picture.title == "HSC i · visit 1228 · 1_53"
    assert picture.notes == []


def test_without_unit_the_calibration_is_told():
    picture = imgview.read(afw.Exposure(afw.masked_image()))
    assert picture.unit is None
    assert picture.sky_projection is None
    assert picture.notes == ["no BUNIT; according to the calibration 1 ADU is 57.5 ± 0.25 nJy"]


def test_a_wcs_that_is_no_fits_is_taken_from_its_frames(header):
    text = shared_ast()
    theirs = afw.Exposure(afw.masked_image(), afw.SkyWcsWithFrames(header, isFits=False, text=text))
    picture = imgview.read(theirs)
    assert picture.sky_projection is not None
    assert picture.sky_projection.ast is not None
    theirs = afw.Exposure(afw.masked_image(), afw.SkyWcs(header, isFits=False))
    picture = imgview.read(theirs)
    assert "FITS approximation" in picture.sky_projection.approximation
    assert any("FITS approximation" in note for note in picture.notes)


def shared_ast():
    """Return the AST text of a real visit image."""
    path = shared_file("real", "visit_image-1.0.0-dp1_rewritten.fits")
    return imgview.read(path).sky_projection.ast


def test_image_mask_and_decorated_image():
    whole = afw.masked_image()
    image = imgview.read(whole.image)
    assert type(image) is Image
    assert np.shares_memory(image.array, whole.image.array)
    assert image.bbox.start == (2000, 1000)
    mask = imgview.read(whole.mask)
    assert type(mask) is Mask
    assert mask.counts() == {"BAD": 0, "DETECTED": 1, "LAST": 1}
    raw = afw.DecoratedImage(whole.image, afw.PropertyList({"BUNIT": "adu", "EXPTIME": 30}))
    picture = imgview.read(raw)
    assert np.shares_memory(picture.array, whole.image.array)
    assert picture.unit == u.adu
    assert picture.metadata["EXPTIME"] == 30


def test_bits_without_a_name_are_told():
    whole = afw.masked_image()
    whole.mask.array[1, 1] = 1 << 12
    assert whole.mask.array.min() < 0
    picture = imgview.read(whole)
    assert "BIT 12" in picture.mask.schema
    assert "bits 12 of the mask are set" in picture.notes[0]


def test_a_fact_that_cannot_be_had_is_a_note():
    theirs = afw.Exposure(afw.masked_image(), info=afw.ExposureInfo(RuntimeError("no psf today")))
    assert "psf could not be read: RuntimeError: no psf today" in imgview.read(theirs).notes


def test_wrong_objects():
    whole = afw.masked_image()
    whole.variance.array = whole.variance.array[:-1]
    with pytest.raises(ImgviewError, match=r"afw_stand_ins\.MaskedImage: .*variance"):
        imgview.read(whole)
    whole = afw.masked_image()
    whole.mask.array = whole.mask.array.astype(float)
    with pytest.raises(ImgviewError, match="MaskedImage: its mask: a mask is a 2-D array of integers"):
        imgview.read(whole)
    with pytest.raises(ImgviewError, match=r"Image: its array: .*two axes"):
        imgview.read(afw.Image(np.zeros((2, 3, 4))))
    with pytest.raises(ImgviewError, match=r"planes= says nothing of .*'lsst\.afw image"):
        imgview.read(afw.masked_image(), planes={"A": 1})

    class Broken(afw.MaskedImage):
        def getVariance(self):  # noqa: N802 - afw's name
            msg = "swapped out"
            raise RuntimeError(msg)

    whole = afw.masked_image()
    with pytest.raises(ImgviewError, match="Broken: its variance cannot be had: RuntimeError: swapped out"):
        imgview.read(Broken(whole.image, whole.mask, whole.variance))
