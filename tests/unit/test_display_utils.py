# ruff: noqa: N802 - the names are those of afw
"""Boxes, footprints, inputs of coadds, mosaics and plain FITS files, as lsst.afw.display has them."""

import io
import subprocess
import sys

import numpy as np
import pytest
from astropy.io import fits
from astropy.wcs import WCS

import afw_stand_ins as afw
from imgview import Box, Display, Image, Mask, MaskedImage
from imgview.display import Mosaic, drawBBox, drawCoaddInputs, drawFootprint, utils, writeFitsImage
from imgview.errors import DisplayError, UnknownNameError, UnsupportedTypeError
from imgview.render.overlays.mark_columns import MARK_SYMBOLS
from pictures import masked_image

pytestmark = pytest.mark.usefixtures("displays")


@pytest.fixture
def display():
    display = Display(0)
    display.mtv(masked_image())
    return display


def corners(display):
    """Return where lines begin."""
    marks = display.viewer.layers.overlays()[-1].geometry
    lines = marks.symbol == MARK_SYMBOLS.index("line")
    return list(zip(marks.x[lines].tolist(), marks.y[lines].tolist(), strict=True))


def test_boxes(display):
    drawBBox(Box.from_shape((10, 20), start=(1000, 2000)), display=display)
    assert corners(display) == [(2000, 1000), (2000, 1009), (2019, 1009), (2019, 1000)]
    display.erase()
    drawBBox(afw.BoxI(2000, 1000, 20, 10), borderWidth=0.5, origin=(2, 4), bin=2, ctype="red", frame=0)
    assert corners(display) == [(1000.75, 501.75), (1000.75, 506.75), (1010.75, 506.75), (1010.75, 501.75)]
    with pytest.raises(UnsupportedTypeError, match=r"a box is an imgview\.Box"):
        drawBBox(5)
    with pytest.raises(DisplayError, match="give display= or frame="):
        drawBBox(afw.BoxI(0, 0, 1, 1), display=None)
    with pytest.raises(DisplayError, match="the display is frame 0, not 1"):
        drawBBox(afw.BoxI(0, 0, 1, 1), display=display, frame=1)
    with pytest.raises(DisplayError, match="takes a Display of imgview, got a int"):
        drawBBox(afw.BoxI(0, 0, 1, 1), display=3)


class Span:
    def __init__(self, y, x0, x1):
        self.y, self.x0, self.x1 = y, x0, x1

    def getY(self):
        return self.y

    def getX0(self):
        return self.x0

    def getX1(self):
        return self.x1


class Peak:
    def getIx(self):
        return 2011

    def getIy(self):
        return 1005


class Footprint:
    def getSpans(self):
        return [Span(1005, 2010, 2012), Span(1006, 2011, 2012)]

    def getPeaks(self):
        return [Peak()]


def test_footprints(display):
    drawFootprint(Footprint(), peaks=True, symb="x", size=1, ctypePeak="red", display=display)
    outline = {
        (2009.5, 1004.5),
        (2012.5, 1004.5),
        (2012.5, 1006.5),
        (2010.5, 1006.5),
        (2010.5, 1005.5),
        (2009.5, 1005.5),
    }
    assert set(corners(display)) >= outline
    marks = display.viewer.layers.overlays()[-1].geometry
    assert (MARK_SYMBOLS[marks.symbol[-1]], marks.x[-1], marks.y[-1]) == ("x", 2011, 1005)
    display.erase()
    drawFootprint(np.array([[5, 10, 12]]), XY0=(-2000, -1000), bin=2, frame=0)
    assert set(corners(display)) >= {(1004.75, 502.25), (1006.25, 502.75)}
    display.erase()
    # A border other than that of the pixels: a box for each span.
    drawFootprint(Footprint(), borderWidth=1, origin=(1, 0), display=display)
    assert len(corners(display)) == 8
    assert corners(display)[0] == (2010, 1004)
    with pytest.raises(DisplayError, match="give one of them"):
        drawFootprint(Footprint(), origin=(1, 1), XY0=(1, 1))
    with pytest.raises(UnsupportedTypeError, match="a footprint has getSpans"):
        drawFootprint([1, 2, 3])


def test_inputs_of_a_coadd(display):
    class Coordinates:
        """A sky that is the plane, each image a shift of it."""

        def __init__(self, dx, dy):
            self.dx, self.dy = dx, dy

        def pixelToSky(self, x, y):
            return x + self.dx, y + self.dy

        def skyToPixel(self, sky):
            return afw.Point(sky[0] - self.dx, sky[1] - self.dy)

    class Record:
        def getBBox(self):
            return afw.BoxI(0, 0, 100, 50)

        def getWcs(self):
            return Coordinates(2000, 1000)

    class Coadd:
        def getWcs(self):
            return Coordinates(0, 0)

        def getInfo(self):
            return self

        def getCoaddInputs(self):
            return self

        ccds = (Record(),)

    drawCoaddInputs(Coadd(), display=display)
    # Absolute, once: afw subtracts the origin of the image twice.
    assert corners(display) == [(1999.5, 999.5), (2099.5, 999.5), (2099.5, 1049.5), (1999.5, 1049.5)]


def test_the_display_that_is_meant(display):
    assert utils.display_of(None) is None
    assert utils.display_of() is display
    assert utils.display_of(None, frame=0) is display
    assert utils.display_of(display) is display


# Mosaics.


def test_a_mosaic_of_arrays(display):
    mosaic = Mosaic(gutter=1, background=-1)
    whole = mosaic.makeMosaic([np.full((2, 3), i, np.float32) for i in range(4)], display=None, mode=3)
    assert isinstance(whole, Image)
    assert whole.array.tolist() == [
        [0, 0, 0, -1, 1, 1, 1, -1, 2, 2, 2],
        [0, 0, 0, -1, 1, 1, 1, -1, 2, 2, 2],
        [-1] * 11,
        [3, 3, 3, -1, -1, -1, -1, -1, -1, -1, -1],
        [3, 3, 3, -1, -1, -1, -1, -1, -1, -1, -1],
    ]
    assert mosaic.getBBox(3) == mosaic.getBBox(0, 1) == Box.from_shape((2, 3), start=(3, 0))
    assert mosaic.nImage == 4


@pytest.mark.parametrize(
    ("mode", "shape"), [("x", (1, 4)), ("y", (4, 1)), ("square", (2, 2)), (3, (2, 3)), (1, (4, 1))]
)
def test_how_panels_are_arranged(mode, shape):
    mosaic = Mosaic(gutter=0, mode=mode)
    whole = mosaic.makeMosaic([np.zeros((5, 5))] * 4, display=None)
    assert (whole.shape.y // 5, whole.shape.x // 5) == shape


def test_a_mosaic_is_displayed_and_labelled(display):
    mosaic = Mosaic()
    assert [
        mosaic.append(afw.masked_image(), "first", "red"),
        mosaic.append(afw.masked_image(), "second"),
    ] == [0, 1]
    mosaic.setGutter(2)
    mosaic.setBackground(7)
    mosaic.setMode("x")
    whole = mosaic.makeMosaic(display=display, title="both")
    assert isinstance(whole, MaskedImage)
    assert whole.mask.counts() == {"BAD": 0, "DETECTED": 2, "LAST": 2}
    assert whole.variance is not None
    assert display.viewer.image_info["title"] == "both"
    (overlay,) = display.viewer.layers.overlays()
    assert overlay.geometry.text == ("first", "second")
    assert overlay.geometry.x.tolist() == [0, 42]
    mosaic.drawLabels(["a", ("b", "blue")], frame=0)
    with pytest.raises(DisplayError, match="2 panels need as many labels, got 1"):
        mosaic.drawLabels(["a"])
    with pytest.raises(DisplayError, match=r"reset\(\) forgets them"):
        mosaic.makeMosaic([np.zeros((2, 2))])
    mosaic.reset()
    mosaic.makeMosaic([afw.masked_image().mask], display=display)


def test_images_of_different_sizes_stand_in_the_middle():
    whole = Mosaic(gutter=0, mode="x").makeMosaic([np.ones((4, 4)), np.ones((2, 2))], display=None)
    assert whole.array[:, 4:].tolist() == [[0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]


def test_impossible_mosaics():
    with pytest.raises(DisplayError, match="at least one image"):
        Mosaic().makeMosaic(display=None)
    with pytest.raises(UnknownNameError, match="mode of a mosaic 'round'"):
        Mosaic(mode="round")
    with pytest.raises(UnknownNameError):
        Mosaic(mode=0)
    with pytest.raises(DisplayError, match=r"makeMosaic\(\) first"):
        Mosaic().getBBox(0)
    with pytest.raises(DisplayError, match="different mask planes"):
        Mosaic().makeMosaic([masked_image(), masked_image(planes=("A", "B"))], display=None)
    masks = [afw.masked_image().mask] * 2
    assert isinstance(Mosaic().makeMosaic(masks, display=None), Mask)


# Files.


def written(file):
    with fits.open(file) as hdus:
        (hdu,) = hdus
        return hdu.data.copy(), hdu.header


def test_a_plain_file(tmp_path):
    image = masked_image()
    path = tmp_path / "out.fits"
    metadata = {"OBSERVER": "me", "CRVAL1": 5.0}
    for _ in range(2):
        writeFitsImage(str(path), image, title="named", metadata=metadata)
    data, header = written(path)
    assert np.array_equal(data, image.image.array)
    assert (header["OBJECT"], header["OBSERVER"], header["BUNIT"]) == ("named", "me", "nJy")
    theirs, ours = WCS(header), image.fits_wcs
    assert np.allclose(theirs.pixel_to_world_values(10, 20), ours.pixel_to_world_values(10, 20), rtol=1e-12)
    assert WCS(header, key="A").wcs_pix2world([[0, 0]], 0).tolist() == [[2000, 1000]]
    assert WCS(header, key="B").wcs_pix2world([[0, 0]], 0).tolist() == [[0, 0]]


def test_files_of_every_kind(tmp_path):
    image = afw.masked_image().image
    memory = io.BytesIO()
    writeFitsImage(memory, image)
    memory.seek(0)
    assert np.array_equal(written(memory)[0], image.array)
    with (tmp_path / "descriptor.fits").open("wb") as file:
        writeFitsImage(file.fileno(), image)
        file.write(b"")
    assert np.array_equal(written(tmp_path / "descriptor.fits")[0], image.array)
    program = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    command = [sys.executable, "-c", program, str(tmp_path / "piped.fits")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as pipe:
        writeFitsImage(pipe, image)
    assert np.array_equal(written(tmp_path / "piped.fits")[0], image.array)
    mask = afw.masked_image().mask
    writeFitsImage(tmp_path / "mask.fits", mask)
    assert np.array_equal(written(tmp_path / "mask.fits")[0], mask.array)
    with pytest.raises(UnsupportedTypeError, match="a file is a path"):
        writeFitsImage(None, image)
    with pytest.raises(UnsupportedTypeError, match="cannot display a"):
        writeFitsImage(memory, object())
