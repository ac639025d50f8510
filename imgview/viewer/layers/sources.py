"""What a user lays over the image as sources: a catalogue, a table or a file, with what says how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgview.adapt.read_catalog import read_catalog
from imgview.errors import ImgviewError, UnknownNameError
from imgview.geometry import Box
from imgview.model.catalog import Catalog
from imgview.model.role_names import UNITS
from imgview.model.roles import find_roles
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.overlay_style import ShapesStyle

__all__ = ["BY_COLUMN", "catalog_of", "codes_of"]

BY_COLUMN = ("color_by", "colormap", "limits", "log", "size_by", "sizes")
"""Keywords of `codes_of`."""

_ROLES = (*UNITS, "flux", "flags", "id")
_READING = ("hdu", "format", "origin", "yx0", "footprints", "storage_options")
_STYLE = tuple(ShapesStyle.__dataclass_fields__)


def catalog_of(
    obj: Any, keywords: Mapping[str, Any], bbox: Box, further: tuple[str, ...] = ()
) -> tuple[Catalog, dict[str, Any]]:
    """Return a catalogue whose sources have places, and the keywords that say how they look.

    Parameters
    ----------
    obj : `~imgview.model.catalog.Catalog` or what `imgview.read_catalog` takes
        The sources.
    keywords : mapping
        Roles, what `imgview.read_catalog` takes besides, and fields of
        `~imgview.render.overlays.overlay_style.ShapesStyle`.
    bbox : `~imgview.geometry.Box`
        Of the image, which local pixels are counted from.
    further : `tuple` of `str`, optional
        Other keywords that the caller knows.

    Raises
    ------
    UnknownNameError
        If there is no such keyword or column.
    ImgviewError
        If the object is no catalogue, or no column says where the sources are.
    """
    known = (*_STYLE, *_ROLES, *_READING, *further)
    for keyword in keywords:
        if keyword not in known:
            kind = "keyword of add_catalog"
            raise UnknownNameError.near(kind, keyword, known)
    style = {keyword: value for keyword, value in keywords.items() if keyword in _STYLE}
    rest = {keyword: value for keyword, value in keywords.items() if keyword in (*_ROLES, *_READING)}
    if isinstance(obj, Catalog):
        catalog = _with_roles(obj, rest)
    else:
        if rest.get("origin") == "local":
            rest.setdefault("yx0", bbox.start)
        catalog = read_catalog(obj, **rest)
    if not {"x", "ra"} & set(catalog.roles):
        choices = find_roles(catalog.table).choices(catalog.table)
        msg = f"no column says where the sources are: give x= and y=, or ra= and dec=; {choices}"
        raise ImgviewError(msg)
    return catalog, style


def codes_of(catalog: Catalog, keywords: Mapping[str, Any]) -> dict[str, ColumnCodes]:
    """Return colours and sizes by column.

    Parameters
    ----------
    catalog : `~imgview.model.catalog.Catalog`
        The sources.
    keywords : mapping
        `BY_COLUMN` among others; where both are by column, ``limits`` and ``log`` are those of the colours.

    Raises
    ------
    ImgviewError
        If there is no such column, something is impossible, or a keyword says nothing.
    """
    how = {name: keywords[name] for name in BY_COLUMN if name in keywords}
    color, size = how.pop("color_by", None), how.pop("size_by", None)
    codes = {}
    if color is not None:
        used = {name: how.pop(name) for name in ("colormap", "limits", "log") if name in how}
        codes["colors"] = ColumnCodes.colors(catalog, color, **used)
    if size is not None:
        rest = {name: how.pop(name) for name in ("sizes", "limits", "log") if name in how}
        codes["sizes"] = ColumnCodes.sizes(catalog, size, **rest)
    if how:
        msg = f"{', '.join(f'{name}=' for name in how)} says nothing without color_by= or size_by="
        raise ImgviewError(msg)
    return codes


def _with_roles(catalog: Catalog, given: Mapping[str, Any]) -> Catalog:
    """Return a catalogue some of whose roles are others."""
    for keyword in given:
        if keyword not in _ROLES:
            msg = f"{keyword}= says nothing about a Catalog, which has been read already"
            raise ImgviewError(msg)
    if not given:
        return catalog
    roles = {role: column for role, column in {**catalog.roles, **given}.items() if column is not None}
    offset = catalog.offset
    # Sky positions count only where no pixels are known, and moments only where no axes are.
    for role, loser in (("ra", ("x", "y")), ("xx", ("a", "b", "theta"))):
        if role in given and loser[0] not in given:
            roles = {name: column for name, column in roles.items() if name not in loser}
    return Catalog(
        catalog.table, **roles, name=catalog.name, footprints=catalog.footprints, offset=tuple(offset)
    )
