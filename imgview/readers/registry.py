"""From a path to a picture: which reader knows the file, by its content alone.

Each format has one entry in `FORMATS`, asked in order; the first that says "I know this file" reads it.  A
new format is one module and one entry.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from os import PathLike
from typing import Any, NoReturn

from imgview.errors import ImgviewError, ReadError, UnknownFormatError, UnknownNameError
from imgview.geometry import Box
from imgview.model import GeneralizedImage
from imgview.readers.afw import fits as afw_fits
from imgview.readers.dq import fits as dq_fits
from imgview.readers.fits import plain as plain_fits
from imgview.readers.fits.file import FitsFile, is_fits
from imgview.readers.hdf5 import plain as plain_hdf5
from imgview.readers.hdf5.file import Hdf5File, is_hdf5
from imgview.readers.lsst import fits as lsst_fits
from imgview.readers.lsst import json as lsst_json
from imgview.readers.lsst import ndf as lsst_ndf
from imgview.readers.ndf import hds
from imgview.readers.ndf import starlink as starlink_ndf
from imgview.readers.pyobs import fits as pyobs_fits
from imgview.readers.storage.source import Source, open_source
from imgview.readers.tables.table_file import table_format

__all__ = ["FORMATS", "Content", "Format", "Request", "identify", "read"]

_HEAD = 4096
_SHOWN = 24
_JSON_OBJECT = re.compile(rb"(\xef\xbb\xbf)?\s*\{")


@dataclass(frozen=True)
class Request:
    """What the user asked for besides the file."""

    hdu: int | str | None = None
    plane: int | None = None
    mask_hdu: int | str | PathLike[str] | None = None
    planes: Mapping[str, Any] | str | None = None

    @property
    def whole(self) -> bool:
        """Whether all of the file is wanted (`bool`), not one HDU as it is."""
        return self.hdu is None and self.plane is None and not self.of_mask

    @property
    def of_mask(self) -> bool:
        """Whether something is said of the mask (`bool`)."""
        return self.mask_hdu is not None or self.planes is not None


class Content:
    """A file as readers look at it; its HDUs are parsed at most once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.head = source.read(0, min(_HEAD, source.size))
        self._fits: FitsFile | None = None
        self._hdf5: Hdf5File | None = None

    @property
    def is_fits(self) -> bool:
        """Whether the file starts as FITS does (`bool`)."""
        return is_fits(self.source)

    @property
    def fits(self) -> FitsFile:
        """The HDUs (`FitsFile`)."""
        if self._fits is None:
            self._fits = FitsFile(self.source)
        return self._fits

    @property
    def is_hdf5(self) -> bool:
        """Whether the file starts as HDF5 does (`bool`)."""
        return is_hdf5(self.source)

    @property
    def hdf5(self) -> Hdf5File:
        """The groups and datasets (`Hdf5File`)."""
        if self._hdf5 is None:
            self._hdf5 = Hdf5File(self.source)
        return self._hdf5


@dataclass(frozen=True)
class Format:
    """One file format."""

    name: str
    """What ``format=`` calls it, and what messages say."""

    knows: Callable[[Content, Request], bool]
    """Tells from the content whether a file is of this format."""

    read: Callable[[Content, Request], GeneralizedImage]
    """Reads it."""


def _knows_lsst(content: Content, request: Request) -> bool:
    return content.is_fits and request.whole and lsst_fits.recognise(content.fits)


def _knows_afw(content: Content, request: Request) -> bool:
    return content.is_fits and request.whole and afw_fits.recognise(content.fits)


def _knows_dq(content: Content, request: Request) -> bool:
    if not content.is_fits:
        return False
    # What the user says of the mask is for whatever image there is.
    return request.of_mask or dq_fits.recognise(content.fits, request.hdu)


def _knows_pyobs(content: Content, request: Request) -> bool:
    return content.is_fits and request.whole and pyobs_fits.recognise(content.fits)


def _knows_lsst_ndf(content: Content, request: Request) -> bool:
    return content.is_hdf5 and request.whole and lsst_ndf.recognise(content.hdf5)


def _knows_ndf(content: Content, _: Request) -> bool:
    return content.is_hdf5 and hds.is_hds(content.hdf5.root)


def _knows_json(content: Content, _: Request) -> bool:
    if _JSON_OBJECT.match(content.head) is None:
        return False
    # The schema is the last key of a tree.
    size = content.source.size
    return b"/schemas/" in content.head + content.source.read(max(0, size - _HEAD), min(_HEAD, size))


def _not_yet(what: str) -> Callable[[Content, Request], NoReturn]:
    """Make the reader of a format that is recognised, so that the message can name it, and no more."""

    def read_not(content: Content, _: Request) -> NoReturn:
        msg = f"{content.source.name}: {what}"
        raise UnknownFormatError(msg)

    return read_not


FORMATS: tuple[Format, ...] = (
    Format("lsst.images", _knows_lsst, lambda content, _: lsst_fits.read_lsst_fits(content.fits)),
    Format("afw", _knows_afw, lambda content, _: afw_fits.read_afw_fits(content.fits)),
    Format(
        "dq",
        _knows_dq,
        lambda content, request: dq_fits.read_dq_fits(
            content.fits,
            hdu=request.hdu,
            plane=request.plane,
            mask_hdu=request.mask_hdu,
            planes=request.planes,
        ),
    ),
    Format("pyobs", _knows_pyobs, lambda content, _: pyobs_fits.read_pyobs_fits(content.fits)),
    Format(
        "fits",
        lambda content, _: content.is_fits,
        lambda content, request: plain_fits.read_plain_fits(
            content.fits, hdu=request.hdu, plane=request.plane
        ),
    ),
    Format("lsst.ndf", _knows_lsst_ndf, lambda content, _: lsst_ndf.read_lsst_ndf(content.hdf5)),
    Format(
        "ndf",
        _knows_ndf,
        lambda content, request: starlink_ndf.read_ndf(
            content.hdf5, component=request.hdu, plane=request.plane
        ),
    ),
    Format(
        "hdf5",
        lambda content, _: content.is_hdf5,
        lambda content, request: plain_hdf5.read_plain_hdf5(
            content.hdf5, dataset=request.hdu, plane=request.plane
        ),
    ),
    Format(
        "hds",
        lambda content, _: content.head.startswith(b"SDS"),
        _not_yet(
            "a Starlink HDS container of version 4, not HDF5; convert it with Starlink: "
            "HDS_VERSION=5 ndfcopy in=OLD out=NEW, or write FITS with ndf2fits"
        ),
    ),
    Format(
        "asdf",
        lambda content, _: content.head.startswith(b"#ASDF"),
        _not_yet(
            "an ASDF file, as Roman's are; open it with roman_datamodels or asdf, and give its arrays: "
            "imgview.read(model.data, mask=model.dq, planes='roman')"
        ),
    ),
    Format(
        "lsst.json",
        _knows_json,
        lambda content, request: lsst_json.read_lsst_json(content.source, whole=request.whole),
    ),
)
"""All formats, in the order in which they are asked."""


def identify(
    path: Any,
    *,
    hdu: int | str | None = None,
    plane: int | None = None,
    storage_options: Mapping[str, Any] | None = None,
) -> str:
    """Name the format that a file would be read as, by its content.

    Parameters
    ----------
    path : path, URL, bytes, binary file object or `Source`
        The file.
    hdu, plane, storage_options : optional
        As for `read`; an HDU or a plane by itself is plain FITS.

    Returns
    -------
    `str`
        A name that ``read(format=...)`` takes.

    Raises
    ------
    ReadError
        If the file cannot be read at all.
    UnknownFormatError
        If it is of no known format.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path, hdu = _component(path, hdu)
        return _choose(Content(open_source(path, storage_options)), Request(hdu, plane), None).name


def read(
    path: Any,
    *,
    bbox: Box | None = None,
    format: str | None = None,
    hdu: int | str | None = None,
    plane: int | None = None,
    mask_hdu: int | str | PathLike[str] | None = None,
    planes: Mapping[str, Any] | str | None = None,
    storage_options: Mapping[str, Any] | None = None,
) -> GeneralizedImage:
    """Read a picture from a file.

    Pixels are not read before they are asked for: ``.array`` reads a whole plane, ``[box].array`` a part,
    and a viewer what it shows.  So the file must stay where it is; it is closed when the last picture
    that needs it is gone.

    Parameters
    ----------
    path : path, URL, bytes, binary file object or `Source`
        The file; what it is called does not matter, and it may be packed with gzip.  See
        `~imgview.readers.storage.source.open_source`.
    bbox : `Box`, optional
        Part to return, in absolute pixels.
    format : `str`, optional
        Name of a format, where the file should not be recognised by its content: ``"lsst.images"``,
        ``"afw"``, ``"fits"``.
    hdu : `int` or `str`, optional
        One HDU of a FITS file, by index or by EXTNAME, to be read as it is; one component of a Starlink
        container, by its path with dots, which may also follow the file's name (``"m57.sdf.SCI"``); one
        dataset of another HDF5 file, by its path.
    plane : `int`, optional
        One plane of a cube, counted from 0 in the order of storage.
    mask_hdu : `int`, `str` or path-like, optional
        The mask of a FITS image: an HDU by index or by EXTNAME, or another file.
    planes : mapping or `str`, optional
        What its bits mean: bit, or (bit, description), by name; or the name of a known table, such as
        ``"jwst"`` or ``"hst-acs"``.
    storage_options : mapping, optional
        What fsspec is to be told of a URL: credentials, an endpoint, ...

    Returns
    -------
    `Image`, `Mask`, `MaskedImage`, `VisitImage`, `DifferenceImage`, `CellCoadd` or `ColorImage`
        What the file holds; its ``notes`` say what a person should know of the reading.

    Raises
    ------
    ReadError
        If the file is missing, empty, truncated, corrupted or holds no image.
    UnknownFormatError
        If it is of no format that is read.
    SchemaError
        If it declares a version that must not be guessed at.
    ShapeError
        If the data are 1-D or a cube, planes differ in shape, or ``bbox`` is not inside.
    UnitError
        If the unit of the variance is not the square of the unit of the image.
    UnknownNameError
        If there is no such format or HDU.
    """
    if hdu is not None and (isinstance(hdu, bool) or not isinstance(hdu, int | str)):
        msg = f"hdu must be an index or a name, got {hdu!r}"
        raise TypeError(msg)
    if plane is not None and (isinstance(plane, bool) or not isinstance(plane, int)):
        msg = f"plane must be an integer, got {plane!r}"
        raise TypeError(msg)
    if mask_hdu is not None and (
        isinstance(mask_hdu, bool) or not isinstance(mask_hdu, int | str | PathLike)
    ):
        msg = f"mask_hdu must be an index, a name or a path, got {mask_hdu!r}"
        raise TypeError(msg)
    path, hdu = _component(path, hdu)
    source = open_source(path, storage_options)
    try:
        content = Content(source)
        picture = _read(content, Request(hdu, plane, mask_hdu, planes), format)
        return picture if bbox is None else picture[bbox]
    except ImgviewError as error:
        if str(error).startswith(source.name):
            raise
        msg = f"{source.name}: {error}"
        raise type(error)(msg) from error


def _component(path: Any, hdu: int | str | None) -> tuple[Any, int | str | None]:
    """Split ``file.sdf.COMPONENT``, as Starlink's users write it, into the file and the component."""
    if hdu is None and isinstance(path, str | PathLike):
        return starlink_ndf.component_of(path) or (path, hdu)
    return path, hdu


def _read(content: Content, request: Request, format: str | None) -> GeneralizedImage:
    try:
        with warnings.catch_warnings():
            # What astropy finds odd in a header, the user cannot mend; what matters becomes a note.
            warnings.simplefilter("ignore")
            chosen = _choose(content, request, format)
            _check_mask_keywords(content, request, chosen)
            picture = chosen.read(content, request)
    except ImgviewError:
        raise
    except (Exception, RecursionError) as error:  # hostile bytes find what nobody thought of
        msg = f"{content.source.name}: the file is corrupted: {type(error).__name__}: {error}"
        raise ReadError(msg) from error
    picture.source, picture.format = picture.source or content.source.name, chosen.name
    picture.notes = [*picture.notes, *content.source.notes]
    return picture


def _check_mask_keywords(content: Content, request: Request, chosen: Format) -> None:
    if request.of_mask and chosen.name != "dq":
        msg = (
            f"{content.source.name}: mask_hdu= and planes= are for FITS images, format='dq'; this is of "
            f"format {chosen.name!r}"
        )
        raise ImgviewError(msg)


def _choose(content: Content, request: Request, format: str | None) -> Format:
    name = content.source.name
    if format is not None:
        known = {entry.name: entry for entry in FORMATS}
        if format not in known:
            raise UnknownNameError.near(kind="format", name=format, known=known)
        if not known[format].knows(content, request):
            why = (
                "hdu= and plane= are for format='fits' and 'dq'"
                if not request.whole
                else "its content says otherwise"
            )
            msg = f"{name}: not of format {format!r}: {why}"
            raise UnknownFormatError(msg)
        return known[format]
    for entry in FORMATS:
        if entry.knows(content, request):
            return entry
    table = table_format(content.head)
    if table is not None:
        msg = f"{name}: no image but a table ({table}): imgview.read_catalog reads it"
        raise UnknownFormatError(msg)
    start = content.head[:_SHOWN].decode("latin-1")
    msg = f"{name}: of no format that imgview knows: it starts with {start!r}; images in FITS are read"
    raise UnknownFormatError(msg)
