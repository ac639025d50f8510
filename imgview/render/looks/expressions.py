"""Conditions on mask planes, resolved to what is painted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model.plane_expression import PlaneExpression
from imgview.model.schema import MaskSchema
from imgview.render.composite import ExpressionLayer
from imgview.render.looks.planes import PlaneStyle, default_style

__all__ = ["Expressions", "expression_layers"]

Expressions = Mapping[Any, Any] | Iterable[str | PlaneExpression] | PlaneExpression
"""Conditions to be painted: how by text, or their texts alone."""

_FIELDS = ("color", "opacity", "visible", "outline")


def expression_layers(
    schema: MaskSchema | None, expressions: Expressions | None
) -> tuple[ExpressionLayer, ...]:
    """Return what is painted, in the order in which it is.

    Parameters
    ----------
    schema : `~imgview.model.schema.MaskSchema` or `None`
        Where the bits are; `None` without a mask.
    expressions : mapping or iterable of `str`, optional
        By text (or `~imgview.model.plane_expression.PlaneExpression`), a colour, a
        `~imgview.render.looks.planes.PlaneStyle` or a mapping with any of "color", "opacity", "visible",
        "outline"; or one text, or several, in colours chosen by their letters.

    Returns
    -------
    `tuple` of `~imgview.render.composite.ExpressionLayer`
        In the order given.

    Raises
    ------
    ExpressionError
        If a text cannot be understood.
    UnknownNameError
        If a plane, a field or a colour is not known.
    ImgviewError
        If there is no mask, or a style makes no sense.
    """
    if not expressions:
        return ()
    if schema is None:
        msg = "a condition on mask planes needs an image with a mask"
        raise ImgviewError(msg)
    if isinstance(expressions, str | PlaneExpression):
        expressions = [expressions]
    styles = expressions if isinstance(expressions, Mapping) else {text: {} for text in expressions}
    layers = []
    for given, style in styles.items():
        condition = given if isinstance(given, PlaneExpression) else PlaneExpression(given)
        layers.append(ExpressionLayer(tuple(condition.postfix(schema)), _style(condition.text, style)))
    return tuple(layers)


def _style(text: str, style: Any) -> PlaneStyle:
    if isinstance(style, PlaneStyle):
        return style
    if isinstance(style, str):
        style = {"color": style}
    if not isinstance(style, Mapping):
        msg = f"condition {text!r} wants a colour, a PlaneStyle or a mapping of its fields, got {style!r}"
        raise ImgviewError(msg)
    for field in style:
        if field not in _FIELDS:
            raise UnknownNameError.near(kind=f"field of condition {text!r}", name=field, known=_FIELDS)
    try:
        return replace(default_style(text), **style)
    except SettingError as error:
        msg = f"condition {text!r}: {error}"
        raise SettingError(msg) from error
