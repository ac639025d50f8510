"""Everything that decides how pixels look, resolved from names to numbers.

The same style draws a tile, a whole level or a view; it knows no pixels of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, SettingError, UnknownNameError, UnknownPlaneError
from imgview.model.schema import MaskSchema
from imgview.render.composite import ExpressionLayer, PlaneLayer, lut
from imgview.render.looks.colormap import BAD_COLOR, colormap_table
from imgview.render.looks.cuts import DEFAULT_CUTS, CutsMode, compute_cuts, normalise_mode
from imgview.render.looks.expressions import Expressions, expression_layers
from imgview.render.looks.planes import PlaneStyle, default_styles
from imgview.render.looks.stretch import normalise_stretch, thresholds
from imgview.render.tiles.codec import Codec, choose_codec
from imgview.render.tiles.pyramid import Pyramid

__all__ = ["PlaneChoice", "RenderStyle", "pick_styles", "plane_layers"]

PlaneChoice = bool | PlaneStyle | Mapping[str, Any]
"""How one plane is asked for: shown or not, a whole style, or some of its fields."""

_FIELDS = ("color", "opacity", "visible", "outline")


@dataclass(frozen=True, slots=True, eq=False)
class RenderStyle:
    """How pixels and mask planes are drawn."""

    cuts: tuple[float, float]
    """Values shown darkest and brightest, in the unit of the pixels, the second one larger."""

    thresholds: npt.NDArray[np.float64]
    """Of the stretch, shape (255,), in 0..1: see `imgview.render.looks.stretch.thresholds`."""

    table: npt.NDArray[np.uint8]
    """Colormap, shape (256, 3), inverted where it is to be."""

    contrast: float = 1.0
    """Slope of the display levels about ``bias``; 1 changes nothing."""

    bias: float = 0.5
    """The stretched value drawn in the middle; 0.5 changes nothing."""

    bad: tuple[int, int, int] = BAD_COLOR
    """Red, green, blue of NaN."""

    layers: tuple[PlaneLayer | ExpressionLayer, ...] = ()
    """Mask planes, in schema order, and conditions on them."""

    @classmethod
    def resolve(
        cls,
        pyramid: Pyramid,
        *,
        cuts: CutsMode = DEFAULT_CUTS,
        stretch: str = "asinh",
        stretch_parameter: float | None = None,
        colormap: str = "gray",
        inverted: bool = False,
        contrast: float = 1.0,
        bias: float = 0.5,
        planes: Mapping[str, PlaneChoice] | Iterable[str] | None = None,
        expressions: Expressions | None = None,
    ) -> RenderStyle:
        """Return the style that names and modes mean for one picture.

        Parameters
        ----------
        pyramid : `~imgview.render.tiles.pyramid.Pyramid`
            The picture: cuts and the histogram stretch look at a sample of its full resolution.
        cuts : `str`, `float`, (`float`, `float`) or `astropy.visualization.BaseInterval`, optional
            As for `imgview.render.looks.cuts.compute_cuts`.
        stretch : `str`, optional
            One of `imgview.render.looks.stretch.STRETCHES`, or an alias.
        stretch_parameter : `float`, optional
            The stretch's own parameter.
        colormap : `str`, optional
            Any of matplotlib's; a picture in colour has none, and is not inverted either.
        inverted : `bool`, optional
            Whether the colormap is turned round.
        contrast, bias : `float`, optional
            As in the class.
        planes : mapping or iterable of `str`, optional
            Changes to the default styles by name; or the names of just those planes to show.
        expressions : mapping or iterable of `str`, optional
            Conditions on planes, as for `imgview.render.looks.expressions.expression_layers`.

        Raises
        ------
        UnknownNameError
            If a name is not known; the message lists near ones.
        ImgviewError
            If a number makes no sense.
        """
        for name, number in (("contrast", contrast), ("bias", bias)):
            if not math.isfinite(number):
                msg = f"{name} must be a finite number, got {number!r}"
                raise ImgviewError(msg)
        table = colormap_table(colormap, inverted=inverted)
        if pyramid.channels > 1:
            table = colormap_table("gray")
        stretch = normalise_stretch(stretch)
        layers: tuple[PlaneLayer | ExpressionLayer, ...] = ()
        if pyramid.schema is not None:
            layers = plane_layers(pyramid.schema, pick_styles(pyramid.schema.names, planes))
        elif planes:
            pick_styles((), planes)
        layers += expression_layers(pyramid.schema, expressions)
        try:
            low_high = _cuts(pyramid, cuts)
            curve = thresholds(
                stretch,
                parameter=stretch_parameter,
                sample=pyramid.sample(0) if stretch == "histogram" else None,
                cuts=low_high,
            )
        except ValueError as error:
            if isinstance(error, ImgviewError):
                raise
            raise ImgviewError(str(error)) from error
        return cls(low_high, curve, table, float(contrast), float(bias), BAD_COLOR, layers)

    def codec(self, pyramid: Pyramid, level: int) -> Codec:
        """Return how pixels of a level are to be coded so that the error does not show in this style."""
        return choose_codec(
            pyramid.sample(level), self.cuts, self.thresholds, integer_range=pyramid.integer_range(level)
        )

    def lut(self, codec: Codec) -> npt.NDArray[np.uint8]:
        """Return the colour of every code, shape (65536, 3), without mask planes."""
        return lut(
            codec,
            self.cuts,
            self.thresholds,
            self.table,
            contrast=self.contrast,
            bias=self.bias,
            bad=self.bad,
        )


def _cuts(pyramid: Pyramid, mode: CutsMode) -> tuple[float, float]:
    exact = pyramid.minmax() if normalise_mode(mode) == "minmax" else None
    return compute_cuts(
        pyramid.sample(0), mode, None if exact is None else (float(exact[0]), float(exact[1]))
    )


def pick_styles(
    names: Iterable[str], planes: Mapping[str, PlaneChoice] | Iterable[str] | None
) -> dict[str, PlaneStyle]:
    """Return the styles of the planes of one schema, as somebody asked for them.

    Parameters
    ----------
    names : iterable of `str`
        All planes, in schema order.
    planes : mapping or iterable of `str`, or `None`
        Changes to the default styles by name; or the names of just those planes to show.

    Returns
    -------
    `dict`
        Style by name, in schema order.

    Raises
    ------
    UnknownPlaneError
        If a plane is not in the schema.
    UnknownNameError
        If a field of a style, or a colour, is not known.
    ImgviewError
        If an opacity is out of range.
    """
    styles = default_styles(names)
    if planes is None:
        return styles
    choices: Mapping[str, PlaneChoice]
    if isinstance(planes, Mapping):
        choices = planes
    else:
        shown = [planes] if isinstance(planes, str) else list(planes)
        choices = {name: name in shown for name in [*styles, *shown]}
    for name, choice in choices.items():
        if name not in styles:
            raise UnknownPlaneError.near(kind="mask plane", name=name, known=styles)
        styles[name] = _restyled(name, styles[name], choice)
    return styles


def _restyled(name: str, style: PlaneStyle, choice: Any) -> PlaneStyle:
    if isinstance(choice, PlaneStyle):
        return choice
    if isinstance(choice, (bool, np.bool_)):
        return replace(style, visible=bool(choice))
    if not isinstance(choice, Mapping):
        msg = f"plane {name!r} wants True, False, a PlaneStyle or a mapping of its fields, got {choice!r}"
        raise ImgviewError(msg)
    for field in choice:
        if field not in _FIELDS:
            raise UnknownNameError.near(kind=f"field of plane {name!r}", name=field, known=_FIELDS)
    try:
        return replace(style, **choice)
    except SettingError as error:
        msg = f"plane {name!r}: {error}"
        raise SettingError(msg) from error


def plane_layers(schema: MaskSchema, styles: Mapping[str, PlaneStyle]) -> tuple[PlaneLayer, ...]:
    """Return what is painted, in the order in which it is.

    Parameters
    ----------
    schema : `~imgview.model.schema.MaskSchema`
        Where the bits are.
    styles : mapping
        `~imgview.render.looks.planes.PlaneStyle` by name; a plane without one is not painted.

    Returns
    -------
    `tuple` of `~imgview.render.composite.PlaneLayer`
        In schema order.
    """
    layers = []
    for name in schema.names:
        if name in styles:
            bit = schema.bit(name)
            layers.append(PlaneLayer(bit.index, int(bit.mask).bit_length() - 1, styles[name]))
    return tuple(layers)
