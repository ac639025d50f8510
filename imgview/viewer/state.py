"""What a viewer's state becomes with another image: everything is checked before anything changes."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from imgview.errors import ImgviewError, UnknownNameError
from imgview.render.looks.cuts import DEFAULT_CUTS, EXPLICIT, compute_cuts, normalise_mode
from imgview.render.looks.defaults import DEFAULT_STRETCH
from imgview.viewer.desk import Loaded
from imgview.viewer.picture import Picture
from imgview.viewer.planes import PlaneMap
from imgview.viewer.tables import stretch_tables
from imgview.viewer.traits import known_component, parse_stretch

__all__ = ["resolve_cuts", "resolve_state"]

NAMES = (
    "cuts",
    "cuts_mode",
    "stretch",
    "stretch_parameter",
    "colormap",
    "inverted",
    "contrast",
    "bias",
    "component",
    "viewport",
    "planes",
    "panel_open",
    "show_grid",
    "height",
)
"""What may be given together with an image."""

_SPECIAL = ("cuts", "cuts_mode", "stretch", "planes", "component")


class _Viewer(Protocol):
    """The viewer as it is before."""

    loaded: Loaded | None
    cuts: tuple[float, float]
    cuts_mode: str
    stretch: str
    stretch_parameter: float | None
    component: str
    planes: PlaneMap


def resolve_state(
    viewer: _Viewer,
    picture: Picture | None,
    state: Mapping[str, Any],
    validate: Callable[[str, Any], Any],
) -> dict[str, Any]:
    """Return the traits to set with an image.

    Parameters
    ----------
    viewer : `~imgview.viewer.viewer.ImageViewer`
        As it is now; what is not given stays.
    picture : `~imgview.viewer.picture.Picture` or `None`
        What is being loaded.
    state : mapping
        What the user gave, by name.
    validate : callable
        Returns a plain trait's value as it is stored.

    Returns
    -------
    `dict`
        Trait name to value, in the spelling the page gets.

    Raises
    ------
    ImgviewError
        If a name is unknown or a value impossible.
    """
    for name in state:
        if name not in NAMES:
            known = (*NAMES, "layout", "tooltip", "tabbable")
            raise UnknownNameError.near(kind="attribute of a viewer", name=name, known=known)
    new = {name: validate(name, value) for name, value in state.items() if name not in _SPECIAL}
    stretch = state.get("stretch")
    if stretch is None:
        stretch = viewer.stretch if picture is None or _alike(viewer, picture) else picture.default_stretch
    new["stretch"], parameter = parse_stretch(stretch)
    if parameter is None and new["stretch"] == viewer.stretch:
        parameter = viewer.stretch_parameter
    new.setdefault("stretch_parameter", parameter)
    new["stretch_tables"] = stretch_tables(new["stretch"], new["stretch_parameter"])
    component = state.get("component")
    if component is None:
        kept = picture is None or viewer.component in picture.components
        component = viewer.component if kept else "image"
    new["component"] = known_component(component, None if picture is None else picture.components)
    cuts = state.get("cuts", state.get("cuts_mode"))
    if cuts is None:
        cuts = _kept_cuts(viewer, picture, new["component"])
    new["cuts"], new["cuts_mode"] = resolve_cuts(cuts, picture, new["component"])
    planes = viewer.planes if picture is None else viewer.planes.for_names(picture.plane_names)
    new["planes"] = planes.merged(state["planes"], lenient=False) if "planes" in state else planes
    box = None if viewer.loaded is None else viewer.loaded.picture.model.bbox
    if picture is not None and "viewport" not in state and picture.model.bbox != box:
        new["viewport"] = None
    return new


def resolve_cuts(value: Any, picture: Picture | None, component: str) -> tuple[tuple[float, float], str]:
    """Return low and high for cuts or a mode of cuts, and the name of the mode.

    Raises
    ------
    ImgviewError
        If they are neither.
    """
    if picture is not None:
        return picture.cuts(component, value), normalise_mode(value)
    try:
        return compute_cuts([], value), normalise_mode(value)
    except ImgviewError:
        raise
    except ValueError as error:
        raise ImgviewError(str(error)) from error


def _alike(viewer: _Viewer, picture: Picture) -> bool:
    """Tell whether a picture is to be looked at as the one before was, or as a person has asked for."""
    if viewer.loaded is not None:
        return picture.color == viewer.loaded.picture.color
    return (viewer.stretch, viewer.cuts_mode) != (DEFAULT_STRETCH, DEFAULT_CUTS)


def _kept_cuts(viewer: _Viewer, picture: Picture | None, component: str) -> Any:
    """Return the mode of the cuts, or the cuts themselves while they are numbers of the same thing."""
    if picture is not None and not _alike(viewer, picture):
        return picture.default_cuts
    if viewer.cuts_mode != EXPLICIT:
        return viewer.cuts_mode
    loaded = viewer.loaded
    if loaded is None or picture is None:
        return viewer.cuts
    before = loaded.component, loaded.picture.unit(loaded.component)
    return viewer.cuts if before == (component, picture.unit(component)) else picture.default_cuts
