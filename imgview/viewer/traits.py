"""What may be assigned to a viewer's traits, and what it reads back as.

``viewer.cuts = "zscale"`` reads back as two numbers, ``viewer.stretch = "histeq"`` as ``"histogram"``: the
page gets one spelling of everything.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets
from astropy.visualization import BaseStretch

from imgview.errors import ImgviewError, SettingError, UnknownNameError
from imgview.model.turn import settled
from imgview.render.looks.colormap import normalise_colormap
from imgview.render.looks.cuts import DEFAULT_CUTS, EXPLICIT
from imgview.render.looks.stretch import normalise_stretch
from imgview.render.tiles.source import COMPONENTS
from imgview.viewer.tables import colormap_names, colormap_tables, stretch_tables
from imgview.widget.protocol import Viewport

__all__ = [
    "ColormapTrait",
    "ComponentTrait",
    "CutsModeTrait",
    "CutsTrait",
    "FiniteTrait",
    "LabelTrait",
    "ParameterTrait",
    "StretchTrait",
    "ViewportTrait",
    "known_component",
    "parse_stretch",
]

_STRETCH_CLASSES = {
    "LinearStretch": ("linear", None),
    "SqrtStretch": ("sqrt", None),
    "SquaredStretch": ("square", None),
    "PowerStretch": ("power", "a"),
    "LogStretch": ("log", "a"),
    "AsinhStretch": ("asinh", "a"),
    "SinhStretch": ("sinh", "a"),
    "HistEqStretch": ("histogram", None),
}
"""astropy's class -> our name, and its attribute that is our parameter."""

_VIEWPORT = tuple(Viewport.__annotations__)


class CutsTrait(traitlets.TraitType[tuple[float, float], Any]):
    """Low and high; a mode may be assigned, which the viewer turns into numbers."""

    default_value = (0.0, 1.0)
    info_text = "(low, high), or a mode such as 'zscale', '99%', '3sigma', 'minmax'"

    def set(self, obj: Any, value: Any) -> None:
        """Resolve a mode and assign both traits."""
        if isinstance(value, tuple) and value == obj.cuts:
            # traitlets assigns anew what changed while notifications were held: the mode must survive that.
            return
        cuts, mode = obj.resolve_cuts(value)
        with obj.hold_sync():
            self.put(obj, cuts)
            # The page sends both when it takes a mode from the table.
            if "cuts_mode" not in obj.from_page:
                type(obj).cuts_mode.put(obj, mode)

    def put(self, obj: Any, value: tuple[float, float]) -> None:
        """Assign resolved cuts."""
        super().set(obj, value)


class CutsModeTrait(traitlets.TraitType[str, Any]):
    """Name of the mode the cuts come from; assigning one computes them."""

    default_value = DEFAULT_CUTS
    info_text = "a mode of the cuts"

    def set(self, obj: Any, value: Any) -> None:
        """Assign the mode and, unless the page has sent them along, the cuts."""
        if value in (EXPLICIT, obj.cuts_mode) or "cuts" in obj.from_page:
            self.put(obj, str(value))
            return
        cuts, mode = obj.resolve_cuts(value)
        with obj.hold_sync():
            type(obj).cuts.put(obj, cuts)
            self.put(obj, mode)

    def put(self, obj: Any, value: str) -> None:
        """Assign the name alone."""
        super().set(obj, value)


class StretchTrait(traitlets.TraitType[str, Any]):
    """Name of a stretch; one of astropy's objects may be assigned."""

    default_value = "asinh"
    info_text = "the name of a stretch, or one of astropy.visualization's"

    def set(self, obj: Any, value: Any) -> None:
        """Assign the name; an object brings its parameter along."""
        name, parameter = parse_stretch(value)
        changed = name != obj.stretch
        with obj.hold_sync():
            self.put(obj, name)
            # A parameter means another thing to another stretch.
            if isinstance(value, BaseStretch) or (changed and "stretch_parameter" not in obj.from_page):
                obj.stretch_parameter = parameter

    def put(self, obj: Any, value: str) -> None:
        """Assign a canonical name."""
        super().set(obj, value)


class FiniteTrait(traitlets.Float[float, Any]):
    """A number that JSON can carry."""

    def validate(self, obj: Any, value: Any) -> float:
        """Return the number."""
        number: float = super().validate(obj, value)
        if not math.isfinite(number):
            msg = f"{self.name} must be a finite number, got {number!r}"
            raise ImgviewError(msg)
        return number


class ParameterTrait(FiniteTrait):
    """A stretch's own parameter, `None` for its default."""

    default_value: Any = None
    allow_none = True

    def set(self, obj: Any, value: Any) -> None:
        """Assign what the stretch in use is defined for."""
        if value is not None:
            stretch_tables(obj.stretch, self.validate(obj, value))
        self.put(obj, value)

    def put(self, obj: Any, value: Any) -> None:
        """Assign what has been checked with its stretch."""
        super().set(obj, value)


class ComponentTrait(traitlets.TraitType[str, Any]):
    """What is shown of the image."""

    default_value = "image"
    info_text = "'image', 'variance', 'snr' or the name of another plane"

    def validate(self, obj: Any, value: Any) -> str:
        """Return a component that the image has."""
        return known_component(value, None if obj.loaded is None else obj.loaded.picture.components)


class LabelTrait(traitlets.TraitType[str, Any]):
    """Label of the image that is shown; assigning another one shows that image."""

    default_value = ""
    info_text = "the label of an image that was loaded"

    def set(self, obj: Any, value: Any) -> None:
        """Show the image."""
        if value != getattr(obj, str(self.name)):
            obj.show_labelled(value)

    def put(self, obj: Any, value: str) -> None:
        """Assign the label of what is shown already."""
        super().set(obj, value)


class ColormapTrait(traitlets.TraitType[str, Any]):
    """Name of a matplotlib colormap."""

    default_value = "gray"
    info_text = "the name of a matplotlib colormap"

    def set(self, obj: Any, value: Any) -> None:
        """Assign the name; the page gets its table in the same message."""
        name = self.validate(obj, value)
        with obj.hold_sync():
            obj.colormap_tables, obj.colormap_names = colormap_tables(name), colormap_names(name)
            super().set(obj, name)

    def validate(self, obj: Any, value: Any) -> str:  # noqa: ARG002 - traitlets' signature
        """Return the name as the page knows it."""
        return normalise_colormap(getattr(value, "name", value))


class ViewportTrait(traitlets.TraitType[Any, Any]):
    """Center and field of view, or `None` to fit the image."""

    default_value = None
    allow_none = True
    info_text = "{'center': (x, y), 'fov': pixels, 'rotation': degrees, 'flip': bool} or None"

    def validate(self, obj: Any, value: Any) -> Viewport | None:  # noqa: ARG002 - traitlets' signature
        """Return finite numbers."""
        return parse_viewport(value)


def known_component(name: Any, components: Sequence[str] | None) -> str:
    """Return the name of a component that can be shown.

    Raises
    ------
    UnknownNameError
        If there is no such component, or this image lacks it.
    """
    known = COMPONENTS if components is None else components
    if name not in known:
        raise UnknownNameError.near(kind="component", name=name, known=known)
    return str(name)


def parse_stretch(value: Any) -> tuple[str, float | None]:
    """Return name and parameter of a stretch given by name or as an astropy object.

    Raises
    ------
    UnknownNameError
        If there is no such stretch.
    """
    if not isinstance(value, BaseStretch):
        return normalise_stretch(value), None
    name = type(value).__name__
    if name not in _STRETCH_CLASSES:
        raise UnknownNameError.near(kind="stretch", name=name, known=_STRETCH_CLASSES)
    if getattr(value, "slope", 1) != 1 or getattr(value, "intercept", 0) != 0:
        msg = "a LinearStretch with a slope or an intercept is none of the stretches: change the cuts instead"
        raise SettingError(msg)
    ours, attribute = _STRETCH_CLASSES[name]
    return ours, None if attribute is None else float(getattr(value, attribute))


def parse_viewport(value: Any) -> Viewport | None:
    """Return a viewport of finite numbers.

    Raises
    ------
    ImgviewError
        If it is no viewport.
    """
    if value is None:
        return None
    msg = (
        "a viewport is None, or {'center': (x, y), 'fov': pixels across the shorter side} and perhaps "
        f"'rotation' in degrees and 'flip', got {value!r}"
    )
    if not isinstance(value, Mapping):
        raise ImgviewError(msg)
    for key in value:
        if key not in _VIEWPORT:
            raise UnknownNameError.near(kind="viewport key", name=key, known=_VIEWPORT)
    try:
        x, y = (float(v) for v in value["center"])
        fov, rotation = float(value["fov"]), float(value.get("rotation", 0.0))
    except (KeyError, TypeError, ValueError):
        raise ImgviewError(msg) from None
    if not (all(map(math.isfinite, (x, y, fov, rotation))) and fov > 0):
        raise ImgviewError(msg)
    viewport = Viewport(center=(x, y), fov=fov)
    if rotation := settled(rotation):
        viewport["rotation"] = rotation
    if value.get("flip", False):
        viewport["flip"] = True
    return viewport
