"""Layers of lines over an image: what they are made of, how they look, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from imgview.errors import SettingError, UnknownNameError
from imgview.model.catalog import Catalog
from imgview.model.footprints import Footprints
from imgview.model.sky import SkyProjection
from imgview.progress import Progress
from imgview.render.ink.ink import FAR, Ink
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.footprint_outline import FootprintOutline
from imgview.render.overlays.labels import LabelLook, Labels
from imgview.render.overlays.mark_inks import inks_rgb
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.outline import Outline
from imgview.render.overlays.overlay_style import (
    HIGHLIGHT,
    HIGHLIGHT_WIDTH,
    OVERLAY_COLORS,
    WIDEST,
    OverlayStyle,
    ShapesStyle,
)
from imgview.render.overlays.placement import Placement
from imgview.render.overlays.row_mask import RowMask
from imgview.render.overlays.shapes import Shapes
from imgview.render.overlays.words import Word, paint_words

__all__ = ["Overlay", "as_overlays", "paint_overlays", "restyled"]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One layer: a geometry and its look."""

    geometry: Outline | Shapes | Marks
    """What is drawn."""

    style: OverlayStyle
    """How; a `ShapesStyle` for `Shapes`."""

    colors: ColumnCodes | None = None
    """Colours of `Shapes` by column, instead of the style's."""

    sizes: ColumnCodes | None = None
    """Widths of symbols by column, instead of the style's."""

    shown: RowMask | None = None
    """Which sources are shown; all of them where `None`."""

    labels: Labels | None = None
    """What is written beside each of `Shapes`."""

    @classmethod
    def outline(cls, polygons: Any, *, closed: bool = True, number: int = 0, **style: Any) -> Overlay:
        """Return a layer of lines.

        Parameters
        ----------
        polygons : iterable
            As for `Outline.of`.
        closed : `bool`, optional
            Whether the last vertex is joined to the first.
        number : `int`, optional
            Chooses the colour where none is given.
        **style
            Fields of `OverlayStyle`.
        """
        look = OverlayStyle(OVERLAY_COLORS[number % len(OVERLAY_COLORS)])
        return cls(Outline.of(polygons, closed=closed), restyled(look, style))

    @classmethod
    def footprints(cls, footprints: Footprints, *, number: int = 0, **style: Any) -> Overlay:
        """Return a layer of the outlines of the pixels of sources.

        Parameters
        ----------
        footprints : `~imgview.model.footprints.Footprints`
            Which pixels belong to each source.
        number : `int`, optional
            Chooses the colour where none is given.
        **style
            Fields of `OverlayStyle`.
        """
        look = OverlayStyle(OVERLAY_COLORS[number % len(OVERLAY_COLORS)])
        return cls(FootprintOutline.of_footprints(footprints), restyled(look, style))

    @classmethod
    def catalog(
        cls, catalog: Catalog, projection: SkyProjection | None = None, *, number: int = 0, **style: Any
    ) -> Overlay:
        """Return a layer of sources: ellipses where the catalogue tells of shapes, else circles.

        Parameters
        ----------
        catalog : `~imgview.model.catalog.Catalog`
            The sources.
        projection : `~imgview.model.sky.SkyProjection`, optional
            For catalogues with sky positions alone.
        number : `int`, optional
            Chooses the colour where none is given.
        **style
            Fields of `ShapesStyle`.
        """
        shapes = Shapes.of(catalog, projection)
        symbol = "o" if shapes.ellipses is None else "ellipse"
        look = ShapesStyle(OVERLAY_COLORS[number % len(OVERLAY_COLORS)], symbol=symbol)
        return cls(shapes, restyled(look, style))

    @classmethod
    def marks(cls, marks: Any, *, number: int = 0, **style: Any) -> Overlay:
        """Return a layer of marks.

        Parameters
        ----------
        marks : `~imgview.render.overlays.marks.Marks`
            What is drawn.
        number : `int`, optional
            Chooses the colour of marks that have none of their own, where none is given.
        **style
            Fields of `OverlayStyle`.

        Raises
        ------
        SettingError
            If they are no marks.
        """
        if not isinstance(marks, Marks):
            msg = f"a drawing is made by imgview.Marks.of, .words, .lines or .joined, got {marks!r:.60}"
            raise SettingError(msg)
        look = OverlayStyle(OVERLAY_COLORS[number % len(OVERLAY_COLORS)])
        return cls(marks, restyled(look, style))

    def highlighted(self, rows: npt.NDArray[np.intp]) -> Overlay:
        """Return a layer that makes some sources of this one stand out when it is painted over it."""
        if not isinstance(self.geometry, (Shapes, FootprintOutline)):
            msg = "only sources can be highlighted"
            raise SettingError(msg)
        if self.shown is not None:
            rows = rows[self.shown.mask[rows]]
        width = min(self.style.width + HIGHLIGHT_WIDTH, WIDEST)
        look = replace(self.style, color=HIGHLIGHT, opacity=1.0, width=width)
        sizes = None if self.sizes is None else replace(self.sizes, codes=self.sizes.codes[rows])
        return Overlay(self.geometry.part(rows), look, sizes=sizes)

    def drawn(self) -> Overlay:
        """Return the layer without the sources that are not shown."""
        if self.shown is None or not isinstance(self.geometry, Shapes):
            return self
        rows = np.flatnonzero(self.shown.mask)
        colors, sizes = (
            None if codes is None else replace(codes, codes=codes.codes[rows])
            for codes in (self.colors, self.sizes)
        )
        labels = None if self.labels is None else self.labels.part(rows)
        return Overlay(self.geometry.part(rows), self.style, colors, sizes, labels=labels)


def restyled(style: OverlayStyle, changes: Mapping[str, Any]) -> OverlayStyle:
    """Return a style with some fields changed.

    Raises
    ------
    UnknownNameError
        If there is no such field, colour, symbol or unit.
    SettingError
        If a number is out of range.
    """
    fields = style.__dataclass_fields__
    for name in changes:
        if name not in fields:
            raise UnknownNameError.near(kind="attribute of a layer", name=name, known=fields)
    kept = {name: getattr(style, name) for name in fields}
    return type(style)(**(kept | dict(changes)))


def as_overlays(
    layers: Mapping[str, Any] | Iterable[Overlay] | None, projection: SkyProjection | None
) -> list[Overlay]:
    """Return layers in the order in which they are painted.

    Parameters
    ----------
    layers : mapping or iterable
        `Overlay`, `~imgview.render.overlays.marks.Marks` or `~imgview.model.catalog.Catalog` objects; by name
        also polygons.
    projection : `~imgview.model.sky.SkyProjection` or `None`
        For catalogues with sky positions alone.

    Raises
    ------
    ImgviewError
        If one of them is nothing that can be drawn.
    """
    if layers is None:
        return []
    found = []
    for number, layer in enumerate(layers.values() if isinstance(layers, Mapping) else layers):
        if isinstance(layer, Overlay):
            found.append(layer)
        elif isinstance(layer, Catalog):
            found.append(Overlay.catalog(layer, projection, number=number))
        elif isinstance(layer, Marks):
            found.append(Overlay.marks(layer, number=number))
        elif isinstance(layers, Mapping):
            found.append(Overlay.outline(layer, number=number))
        else:
            msg = f"layers without names are Overlay, Marks or Catalog objects, got {type(layer).__name__}"
            raise SettingError(msg)
    return found


def paint_overlays(screen: npt.NDArray[np.uint8], overlays: Iterable[Overlay], placement: Placement) -> None:
    """Paint layers over a picture, the first one lowest, and then what is written of them.

    Parameters
    ----------
    screen : `numpy.ndarray`, shape (height, width, 4), uint8
        Red, green, blue and 255, changed in place; the first row is the uppermost.
    overlays : iterable of `Overlay`
        The layers; those that are not visible are passed over.
    placement : `~imgview.render.overlays.placement.Placement`
        Where the image lies on the screen.
    """
    height, width = screen.shape[:2]
    drawn = [layer.drawn() for layer in overlays if layer.style.visible and layer.style.opacity > 0]
    with Progress("painting the layers", 0, unit="shapes") as progress:
        for overlay in drawn:
            _paint(screen, overlay, placement, progress)
    for overlay in drawn:
        words = _words(overlay, placement, (height, width))
        paint_words(screen, words, overlay.style.opacity, placement.dpr)


def _paint(screen: npt.NDArray[np.uint8], overlay: Overlay, placement: Placement, progress: Progress) -> None:
    """Paint one layer over a picture, without what is written of it."""
    style = overlay.style
    straight, wide, high = placement.straight(screen.shape[1], screen.shape[0])
    ink = Ink(high, wide, style.reach(placement.dpr), progress.advance)
    table = np.array([style.rgb]) if overlay.colors is None else overlay.colors.table
    if isinstance(overlay.geometry, Marks):
        numbers, codes = overlay.geometry.inks()
        table = inks_rgb(numbers, style.rgb)
        overlay.geometry.draw(ink, straight, codes)
    elif isinstance(overlay.geometry, Shapes):
        look = cast("ShapesStyle", style)
        overlay.geometry.draw(ink, straight, look, overlay.colors, overlay.sizes)
    else:
        overlay.geometry.draw(ink, straight, style)
    filled = ink.fills < 256
    inked = (ink.steps < FAR) | filled
    line, halo = style.coverage(placement.dpr)[ink.steps[inked]].T
    # The inside lies under the lines.
    inside = getattr(style, "fill", 0.0) * filled[inked] * (1.0 - line - halo)
    cover = style.opacity * (line + halo + inside)
    color = table[ink.colors[inked] * (ink.steps[inked] < FAR)].astype(np.float64)
    lit = line[:, None] * color
    if filled.any():
        lit += inside[:, None] * table[ink.fills[inked] * filled[inked]]
    if placement.turn is not None:
        light = np.zeros((high, wide, 4), np.float32)
        light[inked, :3], light[inked, 3] = style.opacity * lit, cover
        light = placement.turn.applied(light)
        inked = light[..., 3] > 0
        lit, cover = light[inked, :3], light[inked, 3]
    else:
        lit = style.opacity * lit
    under = screen[inked, :3] * (1.0 - cover)[:, None]
    screen[inked, :3] = np.floor(under + lit + 0.5)


def _words(overlay: Overlay, placement: Placement, size: tuple[int, int]) -> Iterable[Word]:
    """Return what is written of a layer on a screen of some height and width."""
    geometry, style = overlay.geometry, overlay.style
    if isinstance(geometry, Marks) and geometry.text:
        table, codes = geometry.inks()
        return geometry.written(placement, inks_rgb(table, style.rgb)[codes], size)
    if isinstance(geometry, Shapes) and overlay.labels is not None:
        look = cast("ShapesStyle", style)
        rest = LabelLook(size, overlay.colors, overlay.sizes)
        return overlay.labels.words(geometry, placement, look, rest)
    return ()
