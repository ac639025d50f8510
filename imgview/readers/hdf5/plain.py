"""Any HDF5 file: one dataset of numbers is shown, with its attributes.

Without ``hdu=`` there must be just one dataset with at least two axes; data with more than two need
``plane=``.  Pixels are counted from (0, 0).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from imgview.errors import ReadError, UnknownNameError
from imgview.model import Image
from imgview.readers.hdf5.array import plane_number, plane_of
from imgview.readers.hdf5.file import Dataset, Group, Hdf5File
from imgview.readers.units import parse_unit

__all__ = ["read_plain_hdf5"]

_NAMED = 10
_NODES_LIMIT = 5000
_DEPTH_LIMIT = 20
_ATTRIBUTES = 200
_UNITS = ("units", "unit", "UNITS", "UNIT", "BUNIT")


def read_plain_hdf5(file: Hdf5File, *, dataset: int | str | None = None, plane: int | None = None) -> Image:
    """Read one image.

    Parameters
    ----------
    file : `~imgview.readers.hdf5.file.Hdf5File`
        The file.
    dataset : `int` or `str`, optional
        Path of the dataset, or its number among those that could be an image, from 0 in the order of the
        file.
    plane : `int`, optional
        Which plane, where there are more than two axes; from 0 in the order of storage, negative from the
        end.

    Returns
    -------
    `~imgview.model.Image`
        Lazy.

    Raises
    ------
    ReadError
        If there is no dataset that could be an image, or several and none is named.
    ShapeError
        If the data are 1-D or empty, or have several planes and none is named.
    UnknownNameError
        If there is no such dataset.
    """
    chosen = _choose(file, dataset)
    shape = chosen.shape
    number, count = plane_number(shape, plane, chosen.where)
    leading = (
        tuple(int(index) for index in np.unravel_index(number, shape[:-2]))
        if count > 1
        else (0,) * (len(shape) - 2)
    )
    attributes = _attributes(chosen)
    unit = next((attributes[name] for name in _UNITS if isinstance(attributes.get(name), str)), None)
    image = Image(plane_of(chosen, leading), unit=parse_unit(unit), metadata=attributes)
    image.source = chosen.where
    if count > 1:
        image.notes.append(f"plane {number} of {count} shown")
    return image


def _choose(file: Hdf5File, wanted: int | str | None) -> Dataset:
    if isinstance(wanted, str):
        found = file.root.get(wanted)
        if isinstance(found, Dataset):
            return found
        start = found if isinstance(found, Group) else file.root
        pictures = list(_walk(start, set(), 0))
        if found is None:
            error = UnknownNameError.near(kind="dataset", name=wanted, known=[each.path for each in pictures])
            msg = f"{file.name}: {error}"
            raise UnknownNameError(msg)
    else:
        pictures = list(_walk(file.root, set(), 0))
    if not pictures:
        msg = f"{file.name}: this HDF5 file holds no dataset of numbers with two axes or more"
        raise ReadError(msg)
    listed = ", ".join(f"{each.path} {each.shape}" for each in pictures[:_NAMED])
    listed += ", ..." if len(pictures) > _NAMED else ""
    if isinstance(wanted, int):
        if not -len(pictures) <= wanted < len(pictures):
            msg = f"{file.name}: there is no dataset {wanted}; there are {len(pictures)}: {listed}"
            raise ReadError(msg)
        return pictures[wanted]
    if len(pictures) > 1:
        msg = f"{file.name}: {len(pictures)} datasets could be the image; name one with hdu=: {listed}"
        raise ReadError(msg)
    return pictures[0]


def _walk(group: Group, seen: set[int], depth: int) -> Iterator[Dataset]:
    """Yield all datasets that could be an image; one that is damaged is passed over."""
    # Hard links may go in circles.
    if group.address in seen or len(seen) > _NODES_LIMIT or depth > _DEPTH_LIMIT:
        return
    seen.add(group.address)
    for name in group.names():
        try:
            member = group.get(name)
        except ReadError:
            continue
        if isinstance(member, Group):
            yield from _walk(member, seen, depth + 1)
        elif member is not None and len(member.shape) >= 2 and member.dtype.kind in "biuf":
            yield member


def _attributes(dataset: Dataset) -> dict[str, Any]:
    """Return the attributes that are single values."""
    values = {name: dataset.attribute(name) for name in dataset.attribute_names()[:_ATTRIBUTES]}
    return {
        name: value.item() if isinstance(value, np.generic) else value
        for name, value in values.items()
        if isinstance(value, str | bool | int | float | np.number | np.bool_)
    }
