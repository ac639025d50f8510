"""What worker threads ask of a viewer: tiles and how fine, exact values, what to do with an error."""

import logging
import weakref
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from imgview.errors import ImgviewError
from imgview.model.catalog import Catalog
from imgview.render.looks.cuts import EXPLICIT, CutsMode, normalise_mode
from imgview.render.overlays.column_codes import ColumnCodes
from imgview.render.overlays.labels import Labels
from imgview.render.overlays.marks import Marks
from imgview.render.overlays.outline import Outline
from imgview.render.overlays.row_mask import RowMask
from imgview.render.overlays.shapes import Shapes
from imgview.viewer.layers.hover import cells
from imgview.viewer.picture import Picture
from imgview.widget.protocol import ReadoutReply, ReadoutRequest
from imgview.widget.source import Look, TileSource

__all__ = ["Loaded", "ViewerDesk", "explain"]


@dataclass(eq=False)
class Loaded:
    """What a viewer shows at the moment."""

    picture: Picture
    component: str
    """The one the viewer's cuts belong to; its ``component`` runs ahead while another is prepared."""
    memory: dict[str, tuple[tuple[float, float], str]] = field(default_factory=dict)
    """Cuts and mode of the components that have been left."""
    histogram_row: NDArray[np.float64] | None = None
    """Thresholds of the histogram stretch for cuts of a moment ago, once they have been made."""
    following: bool = True
    """Whether a worker is about to look at the cuts anyhow."""

    def leave_for(self, component: str, cuts: tuple[float, float], mode: str) -> None:
        """Remember the cuts of the component that was shown, and show another."""
        self.memory[self.component] = cuts, mode
        self.component, self.histogram_row, self.following = component, None, True

    def cuts_of(self, component: str, mode: str) -> tuple[tuple[float, float], str]:
        """Return the remembered cuts of a component and their mode; else those of ``mode``, if it is one."""
        if component in self.memory:
            return self.memory[component]
        cuts: CutsMode = self.picture.default_cuts if mode == EXPLICIT else mode
        return self.picture.cuts(component, cuts), normalise_mode(cuts)


class _Entry(Protocol):
    """A layer, as far as its sources go."""

    catalog: Catalog | None
    hover: tuple[str, ...]


class _Layers(Protocol):
    """The layers of a viewer."""

    def part(self, key: int) -> Outline | Shapes | Marks | ColumnCodes | RowMask | Labels | None:
        """Return what has a key."""

    def find(self, key: int) -> _Entry | None:
        """Return the layer with a key."""


class _Viewer(Protocol):
    """A viewer, as far as worker threads may look at it."""

    error: str
    component: str
    cuts: tuple[float, float]
    stretch: str
    cuts_mode: str
    stretch_parameter: float | None
    loaded: Loaded | None
    layers: _Layers


def explain(error: BaseException) -> str:
    """Return what to tell a person of an error, with what to do."""
    if isinstance(error, ImgviewError):
        return str(error)
    if isinstance(error, MemoryError):
        return "not enough memory for this image: show a part of it, image[box], or close other viewers"
    if isinstance(error, OSError):
        return f"the file can no longer be read ({error}): load the image again"
    return f"imgview stumbled over this image ({type(error).__name__}: {error}); please report it"


class ViewerDesk:
    """Answers the tile server for one viewer without keeping that viewer alive.

    Parameters
    ----------
    viewer : `~imgview.viewer.viewer.ImageViewer`
        Held weakly.
    """

    def __init__(self, viewer: _Viewer) -> None:
        self._viewer = weakref.ref(viewer)

    def source(self, image: int, component: str) -> tuple[TileSource, Look] | None:
        """Return where tiles come from and what they are drawn with; `None` for an image that has gone."""
        viewer = self._viewer()
        loaded = None if viewer is None else viewer.loaded
        if viewer is None or loaded is None or loaded.picture.number != image:
            return None
        cuts = viewer.cuts
        if component != loaded.component:
            cuts, _ = loaded.cuts_of(component, viewer.cuts_mode)
        return loaded.picture.source(component), Look(cuts, viewer.stretch, viewer.stretch_parameter)

    def read_out(self, request: ReadoutRequest) -> tuple[ReadoutReply, list[bytes]]:
        """Return the exact values around a pixel; nothing of an image that is no longer there."""
        viewer = self._viewer()
        loaded = None if viewer is None else viewer.loaded
        if viewer is None or loaded is None or loaded.picture.number != request["image"]:
            reply = ReadoutReply(
                kind="readout",
                id=request["id"],
                image=request["image"],
                component="image",
                channels=1,
                box=(request["y"], request["x"], 0, 0),
                sky=None,
            )
            return reply, [b"", b"", b""]
        return loaded.picture.read_out(request, viewer.component)

    def geometry(
        self, layer: int
    ) -> tuple[Outline | Shapes | Marks | ColumnCodes | RowMask | Labels, tuple[float, float]] | None:
        """Return a geometry or what there is of each source, and its origin; `None` for what has gone."""
        viewer = self._viewer()
        loaded = None if viewer is None else viewer.loaded
        if viewer is None or loaded is None:
            return None
        part = viewer.layers.part(layer)
        if part is None:
            return None
        # Single precision is finest near the origin: it lies in the middle of the image.
        bbox = loaded.picture.model.bbox
        return part, (float(round(bbox.x.center)), float(round(bbox.y.center)))

    def row(self, layer: int, row: int) -> tuple[str, list[tuple[str, str]]]:
        """Return the identity and the chosen columns of a source; nothing of a layer that has gone."""
        viewer = self._viewer()
        entry = None if viewer is None else viewer.layers.find(layer)
        if entry is None or entry.catalog is None:
            return "", []
        named = [entry.catalog.roles[role] for role in ("id",) if role in entry.catalog.roles]
        told = cells(entry.catalog, row, [*named, *entry.hover])
        return (told[0][1] if named else ""), told[len(named) :]

    def failed(self, error: Exception) -> str:
        """Show an error under the viewer and return its text."""
        text = explain(error)
        viewer = self._viewer()
        if viewer is not None and viewer.loaded is not None:
            viewer.error = text
            if not isinstance(error, ImgviewError):
                logging.getLogger(__name__).error("a viewer's question failed", exc_info=error)
        return text
