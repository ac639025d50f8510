"""A canvas with conditions on mask planes over its image: the part of the viewer that adds them."""

from typing import Any

from imgview.errors import ImgviewError
from imgview.model.plane_expression import PlaneExpression
from imgview.render.looks.planes import default_styles
from imgview.viewer.expressions import ExpressionControl, ExpressionEntry, ExpressionsTrait
from imgview.viewer.layers.layered import LayeredCanvas
from imgview.viewer.planes import restyled

__all__ = ["ConditionedCanvas"]


class ConditionedCanvas(LayeredCanvas):
    """A canvas that draws where conditions on mask planes hold.

    Attributes
    ----------
    mask_expressions : `~imgview.viewer.expressions.ExpressionMap`
        By name, the lowest one first.
    """

    mask_expressions = ExpressionsTrait().tag(
        sync=True, to_json=lambda expressions, _: expressions.state, from_json=lambda state, _: state
    )

    def add_mask_expression(
        self,
        expression: str | PlaneExpression,
        *,
        color: str | None = None,
        name: str | None = None,
        opacity: float = 0.5,
        outline: bool = False,
        visible: bool = True,
    ) -> ExpressionControl:
        """Draw where a condition on mask planes holds, like one more plane over the others.

        Parameters
        ----------
        expression : `str` or `~imgview.model.plane_expression.PlaneExpression`
            Names of planes joined by ``&``, ``|`` and ``~``, such as
            ``"DETECTED & ~(SATURATED | INTERPOLATED)"``.
        color : `str`, optional
            Any CSS or matplotlib name; one is chosen if not given.
        name : `str`, optional
            What to call it, the expression itself if not given; one of that name is replaced.
        opacity : `float`, optional
            From 0, nothing to be seen, to 1, the image is covered.
        outline : `bool`, optional
            Whether only the rim of each region is painted.
        visible : `bool`, optional
            Whether it is painted at all.

        Returns
        -------
        `~imgview.viewer.expressions.ExpressionControl`
            Its attributes can be assigned to, its ``count`` says in how many pixels the condition holds, and
            ``remove()`` takes it away. It stays with another image that has all its planes.

        Raises
        ------
        ExpressionError
            If the expression cannot be understood.
        UnknownPlaneError
            If the image has no such plane.
        ImgviewError
            If there is no image yet, or it has no mask, or something else is impossible.

        Notes
        -----
        The page works the condition out from the mask bits it draws, `save` and `imgview.render` do the same.
        From zoom 1 up these are the image's. Zoomed out, a pixel of the reduced level has every plane that
        any pixel under it has, so that no flagged pixel vanishes: ``~A`` then holds only where none of them
        has A, and ``A & B`` also where one has A and another B. The count is always that of full resolution.
        """
        self._image()
        schema = None if self.loaded is None else self.loaded.picture.schema
        if schema is None:
            msg = "a condition on mask planes needs an image with a mask; this one has none"
            raise ImgviewError(msg)
        condition = expression if isinstance(expression, PlaneExpression) else PlaneExpression(expression)
        postfix = tuple(condition.postfix(schema))
        label = condition.text if name is None else str(name)
        looks: dict[str, Any] = {"opacity": opacity, "outline": outline, "visible": visible}
        # Told apart from those that are there already.
        looks["color"] = (
            default_styles([*self.mask_expressions, label])[label].color if color is None else color
        )
        entry = ExpressionEntry(label, condition, postfix, restyled(label, None, looks))
        return self.mask_expressions.put(entry)
