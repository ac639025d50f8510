"""A canvas with layers over its image: the half of the viewer that adds and keeps them."""

import weakref
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from imgview.errors import ImgviewError, SettingError
from imgview.model.generalized_image import GeneralizedImage
from imgview.render.overlays.labels import Labels
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.overlay import Overlay, restyled
from imgview.render.overlays.overlay_style import OVERLAY_COLORS
from imgview.viewer.desk import Loaded
from imgview.viewer.layers.catalog_layer import CatalogLayer
from imgview.viewer.layers.footprints_layer import FootprintsLayer
from imgview.viewer.layers.layer_entry import LayerEntry
from imgview.viewer.layers.layer_map import LayerMap, LayersTrait
from imgview.viewer.layers.marks_layer import MarksLayer
from imgview.viewer.layers.outline_layer import OutlineLayer
from imgview.viewer.layers.outlining import footprint_layers
from imgview.viewer.layers.selecting import SelectingCanvas
from imgview.viewer.layers.sources import BY_COLUMN, catalog_of, codes_of

__all__ = ["LayeredCanvas"]

_SHOWN = ("cells",)
"""Outlines of an image that are shown without being asked for."""


_QUIET: dict[str, Any] = {"width": 1.0, "opacity": 0.7}
"""How outlines of an image look: they are there for orientation."""


def _fresh(overlays: Iterable[Overlay]) -> int:
    """Return the number of the first colour that no layer has."""
    used = {overlay.style.color for overlay in overlays}
    free = (number for number, color in enumerate(OVERLAY_COLORS) if color not in used)
    return next(free, len(used))


class LayeredCanvas(SelectingCanvas):
    """A canvas whose image may have layers over it.

    Attributes
    ----------
    layers : `~imgview.viewer.layers.layer_map.LayerMap`
        By name, the lowest one first.
    """

    loaded: Loaded | None

    layers = LayersTrait().tag(
        sync=True, to_json=lambda layers, _: layers.state, from_json=lambda state, _: state
    )

    def add_outline(
        self, name: str, polygons: Iterable[Any], *, closed: bool = True, **style: Any
    ) -> OutlineLayer:
        """Lay lines or polygons over the image.

        Parameters
        ----------
        name : `str`
            What to call the layer; one of that name is replaced.
        polygons : iterable of array-like of shape (n, 2), or of `~imgview.geometry.Box`
            Absolute (x, y) of the vertices, pixel centres at integers: pixel (0, 0) reaches from -0.5 to 0.5.
        closed : `bool`, optional
            Whether the last vertex is joined to the first.
        **style
            ``color``, ``opacity``, ``visible``, ``width`` (CSS pixels); see
            `~imgview.render.overlays.overlay_style.OverlayStyle`.

        Returns
        -------
        `~imgview.viewer.layers.outline_layer.OutlineLayer`
            Its attributes can be assigned to. It goes when another image is loaded.

        Raises
        ------
        ImgviewError
            If there is no image yet, or something is impossible.
        """
        self._image()
        overlay = Overlay.outline(polygons, closed=closed, number=_fresh(self.layers.overlays()), **style)
        return cast("OutlineLayer", self.layers.put(LayerEntry.new(name, overlay)))

    def add_catalog(
        self,
        catalog: Any,
        name: str | None = None,
        *,
        nsigma: float | None = None,
        label: str | None = None,
        **keywords: Any,
    ) -> CatalogLayer:
        """Lay the sources of a catalogue over the image.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog`, table or file
            The sources, or what `imgview.read_catalog` makes them of. Those whose position is not known are
            counted, and not drawn; those without an ellipse are counted, and drawn as dots.
        name : `str`, optional
            What to call the layer; one of that name is replaced. If not given, the catalogue's own name, with
            a number where another catalogue has it already; the same one again is replaced.
        nsigma : `float`, optional
            How many times its semi-axes an ellipse is drawn, 2 if not given; the same as ``scale``.
        label : `str`, optional
            Name of a column that is written beside the sources; ``label_size`` is that of its letters, CSS
            pixels. A label shows where it lies over no other one, that of an earlier row first: zooming in
            shows more.
        **keywords
            Roles, each the name of a column: ``x``, ``y``; ``ra``, ``dec``, which the image's WCS places;
            ``xx``, ``yy``, ``xy``; ``a``, ``b``, ``theta``; ``flux``, ``flags``, ``id``. What
            `imgview.read_catalog` takes besides: ``hdu``, ``format``, ``origin="local"`` for pixels counted
            from the image's first one, ... And looks: ``color``, ``opacity``, ``visible``, ``width``,
            ``symbol``, ``size``, ``unit``, ``scale``, ``fill``; see
            `~imgview.render.overlays.overlay_style.ShapesStyle`. By column: ``color_by="mag"``, with
            ``colormap="viridis"``, ``limits=(18, 24)`` or a percentile, ``log=True``; ``size_by="mag"``, with
            ``sizes=(25, 5)``; see ``color_by`` and ``size_by`` of
            `~imgview.viewer.layers.catalog_layer.CatalogLayer`.

        Returns
        -------
        `~imgview.viewer.layers.catalog_layer.CatalogLayer`
            Its attributes can be assigned to. It goes when another image is loaded.

        Raises
        ------
        ImgviewError
            If there is no image yet, no column says where the sources are, or something is impossible.

        Notes
        -----
        Second moments make the ellipse at one sigma: the squares of its semi-axes are the eigenvalues of
        [[xx, xy], [xy, yy]], (xx + yy) / 2 +- sqrt(((xx - yy) / 2)^2 + xy^2), and its angle follows from
        tan(2 theta) = 2 xy / (xx - yy) (Stobie 1980, JBIS 33, 323; the same as SExtractor's A_IMAGE,
        B_IMAGE and THETA_IMAGE). It is drawn ``nsigma`` times as large; no semi-axis is drawn shorter than
        2.5 CSS pixels, so that every source can be seen.

        A `~imgview.model.catalog.Catalog` is shown as it is, and its ``selected`` is the table of what is
        selected; with other roles it is another one of the same table, ``layer.catalog``.

        Examples
        --------
        >>> viewer.add_catalog("src.fits", nsigma=3, color="orange")
        >>> viewer.add_catalog(gaia, ra="ra_epoch2000", dec="dec_epoch2000", symbol="+")
        >>> viewer.add_catalog(table, color_by="mag", colormap="plasma", limits=(18, 24))
        """
        image = self._image()
        catalog, style = catalog_of(catalog, keywords, image.bbox, BY_COLUMN)
        codes = codes_of(catalog, keywords)
        if nsigma is not None:
            if "scale" in style:
                msg = "nsigma= and scale= say the same: give one of them"
                raise SettingError(msg)
            style["scale"] = nsigma
        number = _fresh(self.layers.overlays())
        overlay = Overlay.catalog(catalog, image.sky_projection, number=number, **style)
        labels = None if label is None else Labels.of(catalog, label)
        overlay = replace(overlay, colors=codes.get("colors"), sizes=codes.get("sizes"), labels=labels)
        entry = LayerEntry.new(name or catalog.name or "catalog", overlay, catalog)
        if name is None:
            entry = replace(entry, name=self.layers.free_name(entry))
        return cast("CatalogLayer", self.layers.put(entry))

    def add_footprints(
        self, catalog: Any, name: str | None = None, *, peaks: bool = True, **style: Any
    ) -> FootprintsLayer:
        """Lay the outlines of the pixels of sources over the image, and their peaks.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog` or file
            Sources with footprints, as catalogues of afw have them.
        name : `str`, optional
            What to call the layer, ``"footprints of ..."`` if not given; a layer of that name is replaced.
        peaks : `bool`, optional
            Whether to add a layer of their peaks too, ``"peaks of ..."``, where there are any.
        **style
            ``color``, ``opacity``, ``visible``, ``width`` (CSS pixels); see
            `~imgview.render.overlays.overlay_style.OverlayStyle`.

        Returns
        -------
        `~imgview.viewer.layers.footprints_layer.FootprintsLayer`
            That of the outlines. What lies within one is hovered and selected like any source; where several
            overlap, the smallest counts.

        Raises
        ------
        ImgviewError
            If there is no image yet, the sources have no footprints, or something is impossible.

        Notes
        -----
        ``catalog.footprints.at(x=, y=)`` tells whose footprint a pixel belongs to. A source that is selected
        stands out in all layers that show its catalogue: give `add_catalog` and this method the same
        `~imgview.model.catalog.Catalog`, as `imgview.read_catalog` returns it.
        """
        self._image()
        number = _fresh(self.layers.overlays())
        entries = footprint_layers(catalog, name, peaks=peaks, number=number, **style)
        layers = [self.layers.put(entry) for entry in entries]
        return cast("FootprintsLayer", layers[0])

    def add_marks(self, marks: Marks, name: str = "marks", **style: Any) -> MarksLayer:
        """Lay a drawing over the image: symbols, lines and words, each with its own size and colour.

        Parameters
        ----------
        marks : `~imgview.render.overlays.marks.Marks`
            What to draw; made by ``Marks.of``, ``Marks.words``, ``Marks.lines`` and ``Marks.joined``.
        name : `str`, optional
            What to call the layer; one of that name is replaced, and marks keep the look of those before.
        **style
            ``color`` of marks without one of their own, ``opacity``, ``visible``, ``width`` (CSS pixels); see
            `~imgview.render.overlays.overlay_style.OverlayStyle`.

        Returns
        -------
        `~imgview.viewer.layers.marks_layer.MarksLayer`
            Its attributes can be assigned to. It goes when another image is loaded.

        Raises
        ------
        ImgviewError
            If there is no image yet, or something is impossible.

        Notes
        -----
        The whole drawing travels in one message, however many marks it has.
        """
        self._image()
        overlay = Overlay.marks(marks, number=_fresh(self.layers.overlays()), **style)
        before = self.layers.named(name).overlay if name in self.layers else None
        if before is not None and isinstance(before.geometry, Marks):
            overlay = replace(overlay, style=restyled(before.style, style))
        return cast("MarksLayer", self.layers.put(LayerEntry.new(name, overlay)))

    def _layers_with(self, image: GeneralizedImage) -> tuple[LayerMap, str]:
        """Return the layers that come with an image, and why one of them cannot be shown.

        Layers of the present image give their looks to those of the same names.
        """
        entries: list[LayerEntry] = []
        trouble = ""
        for number, (name, polygons) in enumerate(image.outlines.items(), start=1):
            overlay = Overlay.outline(polygons, number=number, visible=name in _SHOWN, **_QUIET)
            entries.append(LayerEntry.new(name, overlay))
        taken = set(image.outlines)
        for name, catalog in image.catalogs.items():
            try:
                number = _fresh(entry.overlay for entry in entries)
                overlay = Overlay.catalog(catalog, image.sky_projection, number=number)
            except ImgviewError as error:
                # The image is worth showing without it.
                trouble = trouble or str(error)
                continue
            entries.append(LayerEntry.new(f"{name} catalog" if name in taken else name, overlay, catalog))
        return LayerMap(entries, weakref.ref(self)).succeeding(self.layers), trouble

    def _image(self) -> GeneralizedImage:
        if self.loaded is None:
            msg = "the viewer shows no image yet: load_image() one first"
            raise ImgviewError(msg)
        return self.loaded.picture.model
