"""``imgview.read``: one call from whatever an observer has to an object of the model."""

import os
from collections.abc import Mapping
from typing import Any

import numpy as np

from imgview import readers
from imgview.adapt.adapters import adapter_of
from imgview.adapt.butler import is_butler, is_dataset, read_dataset
from imgview.adapt.dressed import dressed
from imgview.adapt.parts import Wanted, class_name
from imgview.adapt.tables import is_table
from imgview.errors import ImgviewError, ShapeError, UnknownNameError
from imgview.geometry import Box
from imgview.model import Catalog, GeneralizedImage
from imgview.readers.storage.source import Source, is_file

__all__ = ["read"]


def read(
    obj: Any,
    /,
    *what: Any,
    bbox: Box | None = None,
    format: str | None = None,
    hdu: int | str | None = None,
    plane: int | None = None,
    mask_hdu: Any = None,
    planes: Any = None,
    mask: Any = None,
    variance: Any = None,
    wcs: Any = None,
    unit: Any = None,
    storage_options: Mapping[str, Any] | None = None,
    **data_id: Any,
) -> GeneralizedImage:
    """Read a picture: from a file, a URL, a Butler, or an object of another package.

    Pixels are not read before they are asked for: ``.array`` reads a whole plane, ``[box].array`` a part,
    and a viewer what it shows.  So a file must stay where it is; it is closed when the last picture that
    needs it is gone.  Pixels that are in memory are shared.

    Parameters
    ----------
    obj : `object`
        A path, a URL (``https:``, ``s3:``, ...), bytes, a binary file object; an object of ``lsst.images``,
        ``lsst.afw.image``, ``astropy.nddata`` or ``astropy.io.fits``, a pyobs ``Image``; an array of numpy,
        h5py, zarr, dask or xarray, ``[y, x]``, whose first pixel becomes (0, 0); a Butler or a
        ``DatasetRef``.
    *what : `object`
        For a Butler the type of the dataset, and perhaps the data ID.
    bbox : `Box`, optional
        Part to return, in absolute pixels.
    format : `str`, optional
        Name of a file's format, where it should not be recognised by its content.
    hdu : `int` or `str`, optional
        One HDU of a FITS file, by index or by EXTNAME, or the path of an NDF in its container, to be read
        as it is.
    plane : `int`, optional
        One plane of a cube, counted from 0 in the order of storage.
    mask_hdu : `int`, `str` or path-like, optional
        The mask of a FITS image: an HDU by index or by EXTNAME, or another file.
    planes : mapping, `str` or flag map, optional
        What the bits of the mask mean: bit, or (bit, description), by name; the name of a known table, such
        as ``"jwst"``; or a `~astropy.nddata.bitmask.BitFlagNameMap`.
    mask : array, mapping of arrays, `Mask` or file, optional
        What is wrong with the pixels: true and false, integers with a bit a plane, bytes ``[y, x, byte]``,
        or arrays by the names of their planes.
    variance : array, `Image` or file, optional
        The square of the standard deviation of each pixel.
    wcs : `astropy.wcs.WCS`, FITS header or `SkyProjection`, optional
        Where the pixels lie on the sky; a WCS speaks of local pixels, counted from the first.
    unit : `astropy.units.Unit` or `str`, optional
        Unit of the values.
    storage_options : mapping, optional
        What fsspec is to be told of a URL: credentials, an endpoint, ...
    **data_id
        The data ID of a Butler's dataset, ``collections=``, or ``butler=`` for a ``DatasetRef``.

    Returns
    -------
    `Image`, `Mask`, `MaskedImage`, `VisitImage`, `CellCoadd`, `DifferenceImage` or `ColorImage`
        What there is; its ``notes`` say what a person should know of the reading.

    Raises
    ------
    ReadError
        If a file is missing, empty, truncated, corrupted or holds no image.
    UnknownFormatError
        If it is of no format that is read.
    SchemaError
        If it declares a version that must not be guessed at.
    ShapeError
        If the data are 1-D or a cube, planes differ in shape, or ``bbox`` is not inside.
    UnitError
        If the unit of the variance is not the square of the unit of the image.
    UnknownNameError
        If there is no such format, HDU or keyword.
    ImgviewError
        If the object is nothing that can be read, or a part of it is not what it should be.

    Examples
    --------
    >>> read("https://archive.example/visit.fits", bbox=Box.factory[1300:1400, 2100:2300])
    >>> read(array, mask=flags, planes={"SAT": 1, "CR": 3}, wcs=wcs, unit="adu")
    >>> read(butler, "visit_image", visit=2024110600123, detector=94)
    """
    bits = planes if mask is None else None
    wanted = Wanted(format=format, hdu=hdu, plane=plane, mask_hdu=mask_hdu, planes=bits)
    if is_butler(obj) or is_dataset(obj):
        picture = _dataset(obj, what, data_id, wanted)
    elif what or data_id:
        raise _unexpected(obj, what, data_id)
    else:
        picture = _picture(obj, wanted, storage_options)
    if not all(given is None for given in (mask, variance, wcs, unit)):
        where = class_name(obj) if picture.source is None else picture.source
        others = {
            name: read(value, planes=planes if name == "mask" else None) if _is_whole(value) else value
            for name, value in (("mask", mask), ("variance", variance))
        }
        picture = dressed(picture, **others, wcs=wcs, unit=unit, planes=planes, where=where)
    return picture if bbox is None else picture[bbox]


def _picture(obj: Any, wanted: Wanted, storage_options: Mapping[str, Any] | None) -> GeneralizedImage:
    if isinstance(obj, str | os.PathLike | bytes | bytearray | memoryview | Source):
        return _file(obj, wanted, storage_options)
    if isinstance(obj, GeneralizedImage):
        _refuse(obj, "picture of imgview", frozenset(), wanted)
        return obj
    if isinstance(obj, Catalog) or is_table(obj):
        msg = f"{class_name(obj)}: a table, no image; imgview.read_catalog and viewer.add_catalog take it"
        raise ImgviewError(msg)
    adapter = adapter_of(obj)
    if adapter is not None:
        _refuse(obj, adapter.name, adapter.takes, wanted)
        return adapter.convert(obj, wanted)
    if is_file(obj):
        return _file(obj, wanted, storage_options)
    if isinstance(obj, list | tuple):
        try:
            return _picture(np.asarray(obj), wanted, storage_options)
        except ValueError as error:
            if isinstance(error, ImgviewError):
                raise
            msg = f"cannot make a rectangular array of numbers of this {type(obj).__name__}: {error}"
            raise ShapeError(msg) from error
    msg = (
        f"cannot read or show an object of class {class_name(obj)}: give a path, a URL, a 2-D array, or an "
        "image of imgview, lsst.images, lsst.afw, astropy or pyobs"
    )
    raise ImgviewError(msg)


def _file(obj: Any, wanted: Wanted, storage_options: Mapping[str, Any] | None) -> GeneralizedImage:
    return readers.read(
        obj,
        format=wanted.format,
        hdu=wanted.hdu,
        plane=wanted.plane,
        mask_hdu=wanted.mask_hdu,
        planes=wanted.planes,
        storage_options=storage_options,
    )


def _is_whole(value: Any) -> bool:
    """Tell whether a mask or a variance is something to be read first, not an array."""
    if value is None or isinstance(value, GeneralizedImage | np.ndarray | list | tuple | Mapping):
        return False
    adapter = adapter_of(value)
    return is_file(value) if adapter is None else adapter.name != "array"


def _refuse(obj: Any, kind: str, takes: frozenset[str], wanted: Wanted) -> None:
    for name, value in vars(wanted).items():
        if value is not None and name not in takes:
            hint = "; planes= goes with mask=" if name == "planes" else ""
            msg = f"{class_name(obj)}: {name}= says nothing of objects of the kind {kind!r}{hint}"
            raise ImgviewError(msg)


def _dataset(obj: Any, what: tuple[Any, ...], data_id: Mapping[str, Any], wanted: Wanted) -> GeneralizedImage:
    found = read_dataset(obj, what, data_id, wanted)
    if isinstance(found, GeneralizedImage):
        return found
    live, name = found
    try:
        picture = _picture(live, wanted, None)
    except ImgviewError as error:
        msg = f"{name}: {error}"
        raise type(error)(msg) from error
    picture.source = name
    return picture


def _unexpected(obj: Any, what: tuple[Any, ...], data_id: Mapping[str, Any]) -> ImgviewError:
    if data_id:
        known = ("bbox", "format", "hdu", "plane", "mask_hdu", "planes", "mask", "variance", "wcs", "unit")
        kind = "keyword"
        return UnknownNameError.near(kind, next(iter(data_id)), (*known, "storage_options"))
    return ImgviewError(
        f"{class_name(obj)}: only a Butler takes more than one argument by position, got {what[0]!r}"
    )
