"""HDS, Starlink's hierarchical data, as it lies in HDF5: structures are groups, primitives are datasets.

A structure has its type in the attribute CLASS.  An array of structures is a group with the attribute
HDS_STRUCTURE_DIMS, whose members are named ``ARRAY_OF_STRUCTURES_CELL(1)``, (2), ... from 1 on.  Texts are
padded with blanks; logicals are bit fields.  Names are in upper case.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from imgview.errors import ReadError, UnknownNameError
from imgview.readers.hdf5.array import values_of
from imgview.readers.hdf5.file import Dataset, Group

__all__ = ["cells", "hds_class", "integers", "is_hds", "lines", "locate", "logical", "number", "text", "tree"]

_CELL = re.compile(r"ARRAY_OF_STRUCTURES_CELL\(([\d,]+)\)")
_STEP = re.compile(r"([^.()\[\]]+)(?:\(([\d, ]+)\))?")
_TEXT_LIMIT = 64 << 20
_TREE_VALUES = 16
_TREE_NODES = 2000
_TREE_DEPTH = 12


def is_hds(root: Group) -> bool:
    """Tell whether HDS wrote a file.

    Parameters
    ----------
    root : `~imgview.readers.hdf5.file.Group`
        The root group of the file.

    Returns
    -------
    `bool`
        True if it has the attributes that HDS writes.
    """
    if root.attribute("HDS_ROOT_NAME") is not None:
        return True
    # PyTables marks its groups, too.
    return hds_class(root) not in {"", "GROUP"} and root.attribute("PYTABLES_FORMAT_VERSION") is None


def hds_class(node: Group | Dataset | None) -> str:
    """Return the type of a structure.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        The structure.

    Returns
    -------
    `str`
        In upper case; ``""`` for what is no structure.
    """
    value = node.attribute("CLASS") if isinstance(node, Group) else None
    return value.strip().upper() if isinstance(value, str) else ""


def cells(node: Group | Dataset | None) -> list[Group]:
    """Return the cells of an array of structures, in order.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        The array.

    Returns
    -------
    `list` of `~imgview.readers.hdf5.file.Group`
        Of a structure that is no array, itself; of anything else, nothing.
    """
    if not isinstance(node, Group):
        return []
    numbered = []
    for name in node.names():
        match = _CELL.fullmatch(name)
        if match:
            numbered.append(([int(part) for part in reversed(match[1].split(",")) if part], name))
    if not numbered:
        return [node] if node.attribute("HDS_STRUCTURE_DIMS") is None else []
    found = (node.group(name) for _, name in sorted(numbered))
    return [cell for cell in found if cell is not None]


def lines(node: Group | Dataset | None) -> list[str]:
    """Return an array of texts.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        A _CHAR primitive.

    Returns
    -------
    `list` of `str`
        Without the blanks at their ends; empty for what holds no text.
    """
    if not isinstance(node, Dataset) or node.dtype.kind != "S":
        return []
    values = values_of(node, limit=_TEXT_LIMIT)
    return [value.decode("utf-8", "replace").rstrip() for value in np.ravel(values).tolist()]


def text(node: Group | Dataset | None) -> str | None:
    """Return a text; `None` for what is none, or is blank.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        A _CHAR primitive, of whose values the first counts.

    Returns
    -------
    `str` or `None`
        Without the blanks around it.
    """
    found = lines(node)
    return (found[0].strip() or None) if found else None


def number(node: Group | Dataset | None) -> Any:
    """Return a single number.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        A numeric primitive of one element.

    Returns
    -------
    `numpy.generic` or `None`
        `None` for anything else.
    """
    if not isinstance(node, Dataset) or node.dtype.kind not in "biuf" or node.nbytes != node.dtype.itemsize:
        return None
    return np.ravel(values_of(node))[0]


def integers(node: Group | Dataset | None) -> list[int] | None:
    """Return a list of integers; `None` for anything else.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        An integer primitive.

    Returns
    -------
    `list` of `int` or `None`
        Its values.
    """
    if not isinstance(node, Dataset) or node.dtype.kind not in "iu" or node.nbytes > 1 << 16:
        return None
    return [int(value) for value in np.ravel(values_of(node))]


def logical(node: Group | Dataset | None, *, default: bool) -> bool:
    """Return a logical.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`, `~imgview.readers.hdf5.file.Dataset` or `None`
        A _LOGICAL primitive of one element.
    default : `bool`
        What anything else means.

    Returns
    -------
    `bool`
        The value.
    """
    value = number(node)
    return default if value is None else bool(value)


def locate(root: Group, path: str) -> tuple[Group | Dataset, str]:
    """Find a component by the path that Starlink users write.

    Parameters
    ----------
    root : `~imgview.readers.hdf5.file.Group`
        Where to start.
    path : `str`
        Names in any case, separated by dots (``OBS.FRAME(2).SCI``), or by slashes as in HDF5.

    Returns
    -------
    node : `~imgview.readers.hdf5.file.Group` or `~imgview.readers.hdf5.file.Dataset`
        What is there.
    name : `str`
        The path as the file spells it, with dots.

    Raises
    ------
    UnknownNameError
        If there is nothing.
    """
    node: Group | Dataset = root
    spelled: list[str] = []
    for step in (part for part in re.split(r"[./]", path.strip()) if part):
        match = _STEP.fullmatch(step)
        names = node.names() if isinstance(node, Group) else []
        known = {name.upper(): name for name in reversed(names) if not _CELL.fullmatch(name)}
        wanted = match[1].strip().upper() if match else ""
        found = node.get(known[wanted]) if isinstance(node, Group) and wanted in known else None
        if found is not None and match is not None and match[2] is not None:
            cell = match[2].replace(" ", "")
            found = found.get(f"ARRAY_OF_STRUCTURES_CELL({cell})") if isinstance(found, Group) else None
        if found is None:
            error = UnknownNameError.near(kind="component", name=step, known=sorted(known.values()))
            msg = f"{node.where}: {error}"
            raise UnknownNameError(msg)
        node = found
        spelled.append(step.upper())
    return node, ".".join(spelled)


def tree(node: Group) -> dict[str, Any]:
    """Return what a structure holds, as far as it is short enough to be shown.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group`
        A structure.

    Returns
    -------
    `dict`
        Values by name; arrays of more than a few values as their type and shape.
    """
    return _tree(node, [0], 0)


def _tree(node: Group, count: list[int], depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name in node.names():
        count[0] += 1
        if count[0] > _TREE_NODES or depth > _TREE_DEPTH:
            result["..."] = "more"
            break
        try:
            member = node.get(name)
            if isinstance(member, Group):
                result[name] = _tree(member, count, depth + 1)
            elif member is not None:
                result[name] = _shown(member)
        except ReadError as error:
            result[name] = str(error)
    return result


def _shown(dataset: Dataset) -> Any:
    size = dataset.nbytes // max(dataset.dtype.itemsize, 1)
    if dataset.dtype.kind not in "biufS" or size > _TREE_VALUES or dataset.nbytes > 1 << 16:
        return f"<{dataset.dtype.name} {dataset.shape}>"
    values = [
        value.decode("utf-8", "replace").rstrip() if isinstance(value, bytes) else value
        for value in np.ravel(values_of(dataset)).tolist()
    ]
    return values if dataset.shape else values[0]
