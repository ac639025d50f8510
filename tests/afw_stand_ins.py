# ruff: noqa: N802, N815 - the names are those of afw
"""Objects with the method names of lsst.afw.image, for where the LSST stack is not."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass
class Point:
    """``lsst.geom.Point2I`` and ``Point2D``."""

    x: float
    y: float

    def getX(self):
        return self.x

    def getY(self):
        return self.y

    def __iter__(self):
        return iter((self.x, self.y))


@dataclass
class BoxI:
    """``lsst.geom.Box2I``."""

    x: int
    y: int
    width: int
    height: int

    def getMinX(self):
        return self.x

    def getMinY(self):
        return self.y

    def getWidth(self):
        return self.width

    def getHeight(self):
        return self.height


@dataclass
class Image:
    """``ImageF`` and its brothers."""

    array: Any
    xy0: tuple[int, int] = (0, 0)

    def getArray(self):
        return self.array

    def getXY0(self):
        return Point(*self.xy0)

    def getBBox(self):
        return BoxI(*self.xy0, self.array.shape[1], self.array.shape[0])


@dataclass
class Mask(Image):
    """``MaskX``."""

    planes: dict[str, int] = field(default_factory=dict)
    docs: dict[str, str] = field(default_factory=dict)

    def getMaskPlaneDict(self):
        return dict(self.planes)

    def getMaskPlaneDocs(self):
        return dict(self.docs)


@dataclass
class MaskedImage:
    """``MaskedImageF``."""

    image: Image
    mask: Mask
    variance: Image

    def getImage(self):
        return self.image

    def getMask(self):
        return self.mask

    def getVariance(self):
        return self.variance

    def getXY0(self):
        return self.image.getXY0()

    def getBBox(self):
        return self.image.getBBox()


@dataclass
class PropertyList:
    """``lsst.daf.base.PropertyList``."""

    cards: dict[str, Any]

    def toOrderedDict(self):
        return dict(self.cards)


@dataclass
class DecoratedImage:
    """``DecoratedImageF``."""

    image: Image
    metadata: PropertyList

    def getImage(self):
        return self.image

    def getMetadata(self):
        return self.metadata


@dataclass
class FrameDict:
    """``astshim.FrameDict``."""

    text: str

    def show(self):
        return self.text


@dataclass
class SkyWcs:
    """``lsst.afw.geom.SkyWcs``."""

    header: dict[str, Any]
    isFits: bool = True

    def getFitsMetadata(self, precise=False):
        return PropertyList(self.header)


@dataclass
class SkyWcsWithFrames(SkyWcs):
    """The same where astshim is."""

    text: str = ""

    def getFrameDict(self):
        return FrameDict(self.text)


class FilterLabel:
    """``lsst.afw.image.FilterLabel``."""

    bandLabel = "i"
    physicalLabel = "HSC-I"

    def hasBandLabel(self):
        return True

    def hasPhysicalLabel(self):
        return True


class VisitInfo:
    """``lsst.afw.image.VisitInfo``."""

    def getInstrumentLabel(self):
        return "HSC"

    def getId(self):
        return 1228

    def getExposureTime(self):
        return 300.0

    def getBoresightAirmass(self):
        return 1.2

    def getDate(self):
        return 'DateTime("2014-11-18T07:30:00", TAI)'


class Shape:
    """``lsst.afw.geom.ellipses.Quadrupole``."""

    def getDeterminantRadius(self):
        return 1.75


class PsfexPsf:
    """``lsst.meas.extensions.psfex.PsfexPsf``."""

    def getAveragePosition(self):
        return Point(10.0, 20.0)

    def computeShape(self, position):
        return Shape()


class Amplifier:
    """``lsst.afw.cameraGeom.Amplifier``."""

    def getName(self):
        return "A1"

    def getBBox(self):
        return BoxI(0, 0, 512, 4176)


class Detector:
    """``lsst.afw.cameraGeom.Detector``."""

    def __iter__(self):
        return iter([Amplifier()])

    def getName(self):
        return "1_53"

    def getId(self):
        return 49

    def getSerial(self):
        return "123"

    def getBBox(self):
        return BoxI(0, 0, 2048, 4176)


class PhotoCalib:
    """``lsst.afw.image.PhotoCalib``."""

    def getCalibrationMean(self):
        return 57.5

    def getCalibrationErr(self):
        return 0.25


class SummaryStats:
    """``lsst.afw.image.ExposureSummaryStats``."""

    def __init__(self):
        self.psfSigma, self.zeroPoint = 1.75, 31.4


class Polygon:
    """``lsst.afw.geom.Polygon``."""

    def getVertices(self):
        return [Point(0.5, 1.5), Point(9.5, 1.5), Point(9.5, 8.5)]


@dataclass
class ExposureInfo:
    """``lsst.afw.image.ExposureInfo``."""

    psf: Any = field(default_factory=PsfexPsf)

    def getVisitInfo(self):
        return VisitInfo()

    def getFilter(self):
        return FilterLabel()

    def getDetector(self):
        return Detector()

    def getPsf(self):
        if isinstance(self.psf, Exception):
            raise self.psf
        return self.psf

    def getSummaryStats(self):
        return SummaryStats()

    def getValidPolygon(self):
        return Polygon()

    def getPhotoCalib(self):
        return PhotoCalib()


@dataclass
class Exposure:
    """``ExposureF``."""

    masked_image: MaskedImage
    wcs: SkyWcs | None = None
    metadata: PropertyList = field(default_factory=lambda: PropertyList({}))
    info: ExposureInfo = field(default_factory=ExposureInfo)

    def getMaskedImage(self):
        return self.masked_image

    def getImage(self):
        return self.masked_image.image

    def getMask(self):
        return self.masked_image.mask

    def getVariance(self):
        return self.masked_image.variance

    def getBBox(self):
        return self.masked_image.getBBox()

    def getXY0(self):
        return self.masked_image.image.getXY0()

    def getInfo(self):
        return self.info

    def getWcs(self):
        return self.wcs

    def getMetadata(self):
        return self.metadata


def masked_image(shape=(30, 40), xy0=(1000, 2000)):
    """Return a masked image with two planes, one of them in the sign bit."""
    rng = np.random.default_rng(5)
    pixels = rng.normal(100, 5, shape).astype(np.float32)
    bits = np.zeros(shape, np.int32)
    bits[3, 4], bits[5, 6] = -(1 << 31), 1 << 5
    planes = {"DETECTED": 5, "BAD": 0, "LAST": 31}
    mask = Mask(bits, xy0, planes, {"BAD": "Bad pixel."})
    return MaskedImage(Image(pixels, xy0), mask, Image(pixels * 2, xy0))
