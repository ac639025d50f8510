"""What the Astro Image Display API says of catalogues: tables by label, drawn over every image."""

import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import traitlets
from astropy.table import Table

from imgview.adapt.read_catalog import read_catalog
from imgview.errors import SettingError, UnsupportedTypeError
from imgview.model.catalog import Catalog
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.sky import SkyProjection
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.overlay import Overlay
from imgview.viewer.aida.keywords import known_only
from imgview.viewer.aida.labels import as_label, chosen
from imgview.viewer.aida.marker_style import DEFAULT_STYLE, changed, look_of
from imgview.viewer.aida.places import Places
from imgview.viewer.aida.viewport import AidaViewportCanvas
from imgview.viewer.layers.layer_entry import LayerEntry
from imgview.viewer.layers.layer_map import LayerMap
from imgview.viewer.layers.sources import BY_COLUMN, codes_of

__all__ = ["AidaCatalogsCanvas"]

DEFAULT_LABEL = "catalog"
"""Of the one catalogue that was loaded without a label."""

_READING = ("hdu", "format", "storage_options")


@dataclass(eq=False)
class _Loaded:
    """A catalogue by its label."""

    label: str
    places: Places
    style: dict[str, Any]
    layer: LayerEntry
    """As it was made; its look may have been changed since by other means."""


class AidaCatalogsCanvas(AidaViewportCanvas):
    """A canvas with catalogues by label over all of its images.

    Notes
    -----
    See `~imgview.viewer.aida.look.AidaLookCanvas`. A catalogue is a layer besides, ``viewer.layers[label]``;
    what `add_catalog` has added is not listed here, since it belongs to one image.
    """

    _catalogs: dict[str, _Loaded]

    def load_catalog(  # noqa: PLR0917 - the protocol's
        self,
        table: Table,
        x_colname: str = "x",
        y_colname: str = "y",
        skycoord_colname: str = "coord",
        use_skycoord: bool = False,  # noqa: FBT001, FBT002 - the protocol's
        catalog_label: str | None = None,
        catalog_style: Mapping[str, Any] | None = None,
        **keywords: Any,
    ) -> None:
        """Mark the sources of a table.

        Parameters
        ----------
        table : `astropy.table.Table`, or what `imgview.read_catalog` takes
            It is copied. Places that are not there are computed by the WCS of the image that is shown, now,
            and stay as they are.
        x_colname, y_colname : `str`, optional
            Columns of absolute pixels.
        skycoord_colname : `str`, optional
            Column of `~astropy.coordinates.SkyCoord`.
        use_skycoord : `bool`, optional
            Whether a marker stands where its place on the sky is, on each image where that image's WCS has
            it; else at the same pixels of every image.
        catalog_label : `str`, optional
            What to call it; one that had this label is replaced, as one without a label replaces another.
        catalog_style : `dict`, optional
            As for `set_catalog_style`; the style of the one that is replaced, if not given.
        **keywords
            For a file those of `imgview.read_catalog`; of others there is a warning.

        Raises
        ------
        ImgviewError
            If places are asked for that are neither there nor can be computed, a column holds something else,
            or the style is impossible.
        """
        label = as_label(catalog_label, "catalog", DEFAULT_LABEL)
        if label == "*":
            msg = "the catalog_label '*' stands for all catalogues: give another one"
            raise SettingError(msg)
        known = () if isinstance(table, Table) else _READING
        keywords = known_only("load_catalog", keywords, known)
        if not isinstance(table, Table):
            table = read_catalog(table, **keywords).table
        before = self._catalogs.get(label)
        old = DEFAULT_STYLE if before is None else self.get_catalog_style(label)
        sky = None if self.loaded is None else self.loaded.picture.model.sky_projection
        columns = (x_colname, y_colname, skycoord_colname)
        places = Places.of(table, columns, sky, on_sky=use_skycoord)
        style = dict(old if catalog_style is None else DEFAULT_STYLE | dict(catalog_style))
        style.pop("catalog_label", None)
        self._draw(label, places, style)

    def get_catalog(
        self,
        x_colname: str = "x",
        y_colname: str = "y",
        skycoord_colname: str = "coord",
        catalog_label: str | None = None,
        **keywords: Any,
    ) -> Table:
        """Return a catalogue.

        Parameters
        ----------
        x_colname, y_colname, skycoord_colname : `str`, optional
            What the columns of places are to be called.
        catalog_label : `str`, optional
            Which one; not needed while there is only one.
        **keywords
            None is known.

        Returns
        -------
        `astropy.table.Table`
            A copy of what was loaded, with all its columns and its places as they were then; empty if there
            is no catalogue.

        Raises
        ------
        ImgviewError
            If there is no such catalogue, several and none is named, or a column of another meaning has one
            of the names; it is a `ValueError` too.
        """
        known_only("get_catalog", keywords)
        columns = (x_colname, y_colname, skycoord_colname)
        if catalog_label is None and not self._catalogs:
            return Table(names=columns)
        return chosen(self._catalogs, catalog_label, "catalog").places.renamed(columns)

    @property
    def catalog_labels(self) -> tuple[str, ...]:
        """Labels of the catalogues that were loaded with `load_catalog` (`tuple` of `str`)."""
        return tuple(self._catalogs)

    def set_catalog_style(
        self,
        catalog_label: str | None = None,
        shape: str = "circle",
        color: str = "red",
        size: float = 5.0,
        **keywords: Any,
    ) -> None:
        """Set how the sources of a catalogue are marked.

        Parameters
        ----------
        catalog_label : `str`, optional
            Which one; not needed while there is only one.
        shape : `str`, optional
            "circle", "square", "crosshair" (a plus with an open middle), "plus" or "diamond"; and "x", "*".
        color : `str`, optional
            Of CSS or matplotlib, or hexadecimal, perhaps with an opacity.
        size : `float`, optional
            Half the width of a marker, the radius of a circle: CSS pixels, so that it is the same at every
            zoom; image pixels with ``unit="image"``.
        **keywords
            ``opacity`` or ``alpha``, ``width`` or ``linewidth``, ``fill``, ``unit``, ``visible``; and by
            column ``color_by``, ``size_by``, ... as for `add_catalog`. Others are kept and returned, and say
            nothing.

        Raises
        ------
        ImgviewError
            If there is no such catalogue, or something is impossible; it is a `ValueError` too.
        """
        if not self._catalogs:
            msg = "Must load a catalog before setting a catalog style: load_catalog() one first"
            raise SettingError(msg)
        found = chosen(self._catalogs, catalog_label, "catalog")
        self._restyle(found, {"shape": shape, "color": color, "size": size, **keywords})

    def get_catalog_style(self, catalog_label: str | None = None, **keywords: Any) -> dict[str, Any]:
        """Return how the sources of a catalogue are marked.

        Parameters
        ----------
        catalog_label : `str`, optional
            Which one; not needed while there is only one.
        **keywords
            None is known.

        Returns
        -------
        `dict`
            ``catalog_label``, and what `set_catalog_style` was given, or what shape, colour and size have
            become since. The usual style, of label `None`, if there is no catalogue.

        Raises
        ------
        ImgviewError
            If there is no such catalogue, or several and none is named; it is a `ValueError` too.
        """
        known_only("get_catalog_style", keywords)
        if catalog_label is None and not self._catalogs:
            return {**DEFAULT_STYLE, "catalog_label": None}
        found = chosen(self._catalogs, catalog_label, "catalog")
        layer = self.layers.find(found.layer.key) or found.layer
        return {**found.style, **changed(found.style, layer.overlay.style), "catalog_label": found.label}

    def remove_catalog(self, catalog_label: Any = None, **keywords: Any) -> None:
        """Take a catalogue away.

        Parameters
        ----------
        catalog_label : `str`, optional
            Which one, "*" for all of them; not needed while there is only one.
        **keywords
            None is known.

        Raises
        ------
        ImgviewError
            If there is no such catalogue, or several and none is named (a `ValueError` too), or it is a list
            of them (a `TypeError` too).
        """
        known_only("remove_catalog", keywords)
        if isinstance(catalog_label, list):
            msg = "Cannot remove multiple catalogs from a list: give one label, or '*' for all"
            raise UnsupportedTypeError(msg)
        one = None if catalog_label == "*" else chosen(self._catalogs, catalog_label, "catalog")
        for found in list(self._catalogs.values()) if one is None else [one]:
            del self._catalogs[found.label]
            self.layers.remove(found.layer.key)

    def _draw(self, label: str, places: Places, style: dict[str, Any]) -> None:
        """Keep a catalogue and, if there is an image, mark its sources."""
        sky = None if self.loaded is None else self.loaded.picture.model.sky_projection
        layer = _layer(label, places, style, sky)
        self._catalogs[label] = _Loaded(label, places, style, layer)
        if self.loaded is not None:
            self.layers.put(layer)

    def _restyle(self, found: _Loaded, style: dict[str, Any]) -> None:
        """Mark the sources of a catalogue in another way, without sending them again."""
        catalog, look = cast("Catalog", found.layer.catalog), look_of(style)
        codes = _codes(catalog, style)
        fields = {name: getattr(look, name) for name in look.__dataclass_fields__}
        found.style, found.layer = style, found.layer.restyled(fields).coded(**codes)
        with self.hold_sync():
            self.layers.restyle(found.layer.key, fields)
            self.layers.recode(found.layer.key, **codes)

    def _without_catalogs(self, layers: LayerMap) -> LayerMap:
        """Return the layers that belong to the image that is shown."""
        keys = {found.layer.key for found in self._catalogs.values()}
        return LayerMap([entry for entry in layers.entries if entry.key not in keys], weakref.ref(self))

    def _with_catalogs(self, layers: LayerMap, image: GeneralizedImage) -> LayerMap:
        """Return the layers of an image with the catalogues over them, where this image has their sources."""
        entries = [entry for entry in layers.entries if entry.name not in self._catalogs]
        for found in self._catalogs.values():
            shown = self.layers.find(found.layer.key) or found.layer
            if found.places.on_sky:
                shown = shown.moved(found.places.catalog(found.label, image.sky_projection))
            found.layer = shown
            entries.append(shown)
        return LayerMap(entries, weakref.ref(self))

    @traitlets.observe("layers")
    def _layer_removed(self, _: dict[str, Any]) -> None:
        """Forget a catalogue whose layer somebody has taken away."""
        if self._assigning or self.loaded is None:
            return
        gone = [found for found in self._catalogs.values() if self.layers.find(found.layer.key) is None]
        for found in gone:
            del self._catalogs[found.label]


def _layer(label: str, places: Places, style: Mapping[str, Any], sky: SkyProjection | None) -> LayerEntry:
    """Return a layer of sources where an image has them."""
    catalog, look = places.catalog(label, sky), look_of(style)
    fields = {name: getattr(look, name) for name in look.__dataclass_fields__}
    overlay = Overlay.catalog(catalog, **fields)
    return LayerEntry.new(label, overlay, catalog).coded(**_codes(catalog, style))


def _codes(catalog: Catalog, style: Mapping[str, Any]) -> dict[str, ColumnCodes | None]:
    """Return the colours and sizes by column that a style asks for."""
    codes = codes_of(catalog, {name: style[name] for name in BY_COLUMN if name in style})
    return {"colors": codes.get("colors"), "sizes": codes.get("sizes")}
