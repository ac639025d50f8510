"""Plain arrays: numpy, and what is sliced like it (h5py, zarr, dask, xarray), read only where looked at."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.adapt.masks import as_mask
from imgview.adapt.parts import Adapter, Wanted, as_image, class_name, fact, family, has, part
from imgview.errors import ImgviewError, ShapeError
from imgview.model import Image, MaskedImage

__all__ = ["ARRAY", "MASKED_ARRAY", "STORE", "XARRAY"]

_ROWS = {"y", "row", "rows", "lat", "latitude", "dec", "declination", "north", "northing", "axis2", "ycoord"}
_COLUMNS = {"x", "column", "columns", "col", "lon", "longitude", "ra", "east", "easting", "axis1", "xcoord"}


class LeadingPlane:
    """One 2-D plane of an array with more axes; nothing of it is read before a window is.

    Parameters
    ----------
    array : `object`
        Anything with a shape, a type and slicing.
    place : `tuple` of `int`
        Index along each axis before the last two.
    """

    def __init__(self, array: Any, place: tuple[int, ...]) -> None:
        self.shape = tuple(array.shape[-2:])
        self.dtype = np.dtype(array.dtype)
        chunks = getattr(array, "chunks", None)
        self.chunks: Any = None if chunks is None else tuple(chunks)[-2:]
        self._array = array
        self._place = place

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        return np.asarray(self._array[(*self._place, *key)])


class Labelled:
    """The pixels of an xarray variable, read window by window."""

    def __init__(self, variable: Any) -> None:
        self.shape = tuple(variable.shape)
        self.dtype = np.dtype(variable.dtype)
        self.chunks: Any = variable.chunks
        self._variable = variable

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[Any]:
        return np.asarray(self._variable[key].values)


def _knows_array(obj: Any) -> bool:
    return has(obj, "shape", "dtype", "__getitem__")


def _array(obj: Any, wanted: Wanted) -> Image:
    array = obj
    with part(obj, ""):
        if not family(obj, "numpy") and type(obj).__module__.startswith("h5py") and not obj:
            msg = "the dataset is closed: its file must stay open as long as it is looked at"
            raise ImgviewError(msg)
        if not isinstance(obj, np.ndarray) and not _is_numbers(obj.dtype):
            # Tensors have types of their own, and mostly lend their memory to numpy.
            array = np.asarray(obj)
        if wanted.plane is not None:
            array = _plane(array, wanted.plane)
    notes: list[str] = []
    unit = getattr(obj, "unit", None)
    attributes = getattr(obj, "attrs", None)
    if unit is None and attributes is not None:
        unit = fact("the unit", lambda: _text(attributes, "units", "unit", "BUNIT"), notes)
    image = as_image(obj, "", array, unit=unit)
    image.notes = notes
    return image


def _is_numbers(dtype: Any) -> bool:
    try:
        np.dtype(dtype)
    except TypeError:
        return False
    return True


def _plane(obj: Any, plane: int) -> Any:
    leading = tuple(obj.shape[:-2])
    count = math.prod(leading)
    if not leading or not -count <= plane < count:
        what = f"there is no plane {plane} in an array of shape {tuple(obj.shape)}"
        raise ShapeError(what)
    place = tuple(int(index) for index in np.unravel_index(plane % count, leading))
    return obj[place] if isinstance(obj, np.ndarray) else LeadingPlane(obj, place)


def _text(attributes: Any, *keys: str) -> str | None:
    for key in keys:
        value = attributes.get(key)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if isinstance(value, str):
            return value
    return None


def _knows_masked_array(obj: Any) -> bool:
    return isinstance(obj, np.ma.MaskedArray) or has(obj, "unmasked", "mask")


def _masked_array(obj: Any, wanted: Wanted) -> Image | MaskedImage:
    image = _array(obj.data if isinstance(obj, np.ma.MaskedArray) else obj.unmasked, wanted)
    if obj.mask is np.ma.nomask:
        return image
    with part(obj, "mask"):
        mask = obj.mask if wanted.plane is None else _plane(obj.mask, wanted.plane)
        bits = as_mask(np.asarray(mask), bbox=image.bbox, planes=wanted.planes, notes=image.notes)
        picture = MaskedImage(image, mask=bits)
    picture.notes = image.notes
    return picture


def _knows_xarray(obj: Any) -> bool:
    return "DataArray" in family(obj, "xarray")


def _xarray(obj: Any, wanted: Wanted) -> Image:
    notes: list[str] = []
    with part(obj, ""):
        dims = [str(dim) for dim in obj.dims]
        if obj.ndim != 2 and wanted.plane is None:
            hint = f", for instance .isel({dims[0]}=0)" if obj.ndim > 2 else ""
            msg = f"an image has two axes, got the dimensions {', '.join(dims) or 'none'}: choose{hint} first"
            raise ShapeError(msg)
        variable = obj.variable
        if obj.ndim == 2 and dims[0].lower() in _COLUMNS and dims[1].lower() in _ROWS:
            variable = variable.transpose(obj.dims[1], obj.dims[0])
            notes.append(f"the dimensions ({', '.join(dims)}) were turned round: rows are {dims[1]}")
        here = getattr(variable, "_in_memory", False) or variable.chunks is not None
        array = variable.data if here else Labelled(variable)
        if wanted.plane is not None:
            array = _plane(array, wanted.plane)
    for dim in variable.dims[-2:]:
        notes.extend(fact(f"the coordinate {dim}", partial(_coordinate, obj, dim), notes) or ())
    unit = fact("the unit", lambda: _text(obj.attrs, "units", "unit"), notes)
    metadata = {str(key): value for key, value in obj.attrs.items()}
    if obj.name is not None:
        metadata.setdefault("name", str(obj.name))
    image = as_image(obj, "", array, unit=unit, metadata=metadata)
    image.notes = notes
    return image


def _coordinate(obj: Any, dim: Any) -> list[str]:
    """Say in a sentence where a coordinate runs, which is not that of pixels."""
    if dim not in obj.coords:
        return []
    values = obj.coords[dim]
    first, last = values[0].item(), values[-1].item()
    unit = _text(values.attrs, "units", "unit")
    falling = isinstance(first, int | float) and last < first
    hint = ", falling: rows are shown in the order of the array, the first at the bottom" if falling else ""
    what = hint if dim == obj.dims[-2] else hint.partition(":")[0]
    return [f"{dim} runs from {first} to {last}{' ' + unit if unit else ''}{what}; pixels count from 0"]


def _knows_store(obj: Any) -> bool:
    # Containers of arrays, which are not shown but often handed over.
    return any(
        {*names} & family(obj, package)
        for package, names in (("h5py", ("Group",)), ("zarr", ("Group",)), ("xarray", ("Dataset",)))
    )


def _store(obj: Any, _: Wanted) -> Image:
    with part(obj, "content"):
        names = sorted(str(key) for key in obj)[:10]
    msg = f"{class_name(obj)}: this holds arrays by name; give one of them: {', '.join(names) or 'none'}"
    raise ImgviewError(msg)


ARRAY = Adapter("array", _knows_array, _array, frozenset({"plane"}))
MASKED_ARRAY = Adapter(
    "numpy masked array", _knows_masked_array, _masked_array, frozenset({"plane", "planes"})
)
XARRAY = Adapter("xarray DataArray", _knows_xarray, _xarray, frozenset({"plane"}))
STORE = Adapter("container of arrays", _knows_store, _store)
