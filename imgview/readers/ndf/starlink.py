"""Starlink's NDF: an image with variance, quality bits, axes, history and world coordinates, in HDS on HDF5.

Layout: a structure (of type NDF, as a rule) with the array DATA_ARRAY, and perhaps VARIANCE, QUALITY (bits,
and BADBITS: which of them mean bad), TITLE, LABEL, UNITS, AXIS, HISTORY, WCS and extensions in MORE, of
which FITS holds header cards.  A container may hold several such structures, at any depth.  The pixel index
of the first element is its ORIGIN, 1 by default; it becomes the absolute coordinate of the first pixel.
Figaro's older files hold the same in other places; see `figaro`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from os import PathLike, fspath
from pathlib import Path

from imgview.errors import ReadError
from imgview.model import GeneralizedImage
from imgview.readers.hdf5.file import Dataset, Group, Hdf5File
from imgview.readers.ndf import figaro, hds
from imgview.readers.ndf.parts import cards_of
from imgview.readers.ndf.picture import NdfParts, picture_of

__all__ = ["component_of", "list_ndfs", "read_ndf"]

_NAMED = 6
_NODES_LIMIT = 5000
_DEPTH_LIMIT = 12
_COMPONENT = re.compile(r"(?P<path>.+?\.sdf)\.(?P<component>[A-Za-z]\w*[\w.(),]*)")


def component_of(path: str | PathLike[str]) -> tuple[str, str] | None:
    """Split what a Starlink user writes for a component of a container: ``file.sdf.COMPONENT``.

    Parameters
    ----------
    path : `str` or path-like
        A path at which there is no file.

    Returns
    -------
    `tuple` [`str`, `str`] or `None`
        The container and the component; `None` if there is no such container.
    """
    match = _COMPONENT.fullmatch(fspath(path))
    if match is None or Path(path).exists() or not Path(match["path"]).is_file():
        return None
    return match["path"], match["component"]


def list_ndfs(root: Group) -> list[tuple[str, Group]]:
    """Find the images of a container.

    Parameters
    ----------
    root : `~imgview.readers.hdf5.file.Group`
        Where to look.

    Returns
    -------
    `list` of (`str`, `~imgview.readers.hdf5.file.Group`)
        Each with its path in dots, ``""`` for ``root`` itself; structures inside an image are not searched.
    """
    return list(_walk(root, "", set(), 0))


def _walk(group: Group, path: str, seen: set[int], depth: int) -> Iterator[tuple[str, Group]]:
    # Hard links may go in circles, too.
    if group.address in seen or len(seen) > _NODES_LIMIT or depth > _DEPTH_LIMIT:
        return
    seen.add(group.address)
    if _is_image(group):
        yield path, group
        return
    for name in group.names():
        member = group.get(name)
        if isinstance(member, Group):
            cell = name.removeprefix("ARRAY_OF_STRUCTURES_CELL")
            step = cell if cell != name else f".{name}"
            yield from _walk(member, f"{path}{step}".lstrip("."), seen, depth + 1)


def _is_image(group: Group) -> bool:
    kind = hds.hds_class(group)
    if kind == "NDF" or figaro.is_figaro(group):
        return True
    return kind != "AXIS" and group.get("DATA_ARRAY") is not None


def read_ndf(
    file: Hdf5File, *, component: int | str | None = None, plane: int | None = None
) -> GeneralizedImage:
    """Read one image of an HDS container.

    Parameters
    ----------
    file : `~imgview.readers.hdf5.file.Hdf5File`
        The container.
    component : `int` or `str`, optional
        Path of an NDF, with dots, in any case; or of an array in it, such as ``"VARIANCE"``, which is then
        read by itself; or the number of an NDF, from 0 in the order of the file.
    plane : `int`, optional
        Which plane, where there are more than two axes; from 0 in the order of storage, negative from the
        end.

    Returns
    -------
    `~imgview.model.Image` or `~imgview.model.MaskedImage`
        Lazy.

    Raises
    ------
    ReadError
        If there is no image, or a component is missing or damaged.
    ShapeError
        If the data are 1-D, have several planes and none is named, or components differ in shape.
    UnknownNameError
        If there is no such component.
    """
    notes: list[str] = []
    where, node = _choose(file, component, notes)
    if isinstance(node, Group) and figaro.is_figaro(node):
        parts = _figaro_parts(node)
    elif isinstance(node, Group) and _is_image(node):
        parts = _ndf_parts(node)
    else:
        parts = NdfParts(node.where, node)
    picture = picture_of(parts, plane, notes)
    picture.source = f"{file.name}: {where}" if where else file.name
    picture.header = parts.header
    picture.notes = notes
    return picture


def _choose(file: Hdf5File, component: int | str | None, notes: list[str]) -> tuple[str, Group | Dataset]:
    """Return the image that is wanted, and its path."""
    if isinstance(component, str):
        node, path = hds.locate(file.root, component)
        if isinstance(node, Dataset) or node.get("DATA") is not None or _is_image(node):
            return path, node
        prefix, start = f"{path}.", node
    else:
        prefix, start = "", file.root
    found = list_ndfs(start)
    where = f"{file.name}: {prefix.rstrip('.')}" if prefix else file.name
    if not found:
        msg = f"{where}: there is no NDF in this HDS structure of type {hds.hds_class(start)[:40]!r}"
        raise ReadError(msg)
    listed = _listed([prefix + name for name, _ in found])
    if isinstance(component, int):
        if not -len(found) <= component < len(found):
            msg = f"{where}: there is no NDF {component}; there are {len(found)}: {listed}"
            raise ReadError(msg)
        name, group = found[component]
        return name, group
    name, group = found[0]
    if len(found) > 1:
        notes.append(f"{prefix}{name} chosen of {len(found)} NDFs; hdu= takes another: {listed}")
    return (prefix + name).rstrip("."), group


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")


def _ndf_parts(ndf: Group) -> NdfParts:
    data = ndf.get("DATA_ARRAY")
    if data is None:
        msg = f"{ndf.where}: the component DATA_ARRAY is missing: the NDF is damaged"
        raise ReadError(msg)
    quality, badbits = ndf.get("QUALITY"), 0
    if isinstance(quality, Group):
        badbits = int(hds.number(quality.get("BADBITS")) or 0) & 0xFF
        quality = quality.get("QUALITY")
    texts = {name: hds.text(ndf.get(name)) for name in ("TITLE", "LABEL", "UNITS")}
    return NdfParts(
        ndf.where,
        data,
        variance=ndf.get("VARIANCE"),
        quality=quality,
        badbits=badbits,
        texts={name: text for name, text in texts.items() if text is not None},
        axes=list(hds.cells(ndf.get("AXIS"))),
        ndf=ndf,
        header=cards_of(ndf),
    )


def _figaro_parts(root: Group) -> NdfParts:
    z = root.group("Z")
    data = z.get("DATA") if z is not None else None
    if z is None or data is None:
        msg = f"{root.where}: the component Z.DATA is missing: the file is damaged"
        raise ReadError(msg)
    observation = root.group("OBS")
    texts = {
        "TITLE": hds.text(observation.get("OBJECT")) if observation is not None else None,
        "LABEL": hds.text(z.get("LABEL")),
        "UNITS": hds.text(z.get("UNITS")),
    }
    return NdfParts(
        root.where,
        data,
        errors=z.get("ERRORS"),
        quality=z.get("QUALITY"),
        badbits=0xFF,
        flagged=hds.logical(z.get("FLAGGED"), default=True),
        texts={name: text for name, text in texts.items() if text is not None},
        axes=[root.group(name) for name in figaro.AXES],
        header=figaro.header_of(root),
    )
