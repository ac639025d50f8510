"""A layer of the outlines of sources."""

from __future__ import annotations

from imgview.viewer.layers.outline_layer import OutlineLayer
from imgview.viewer.layers.sources_layer import SourcesLayer

__all__ = ["FootprintsLayer"]


class FootprintsLayer(SourcesLayer, OutlineLayer):
    """Outlines of the pixels of sources; ``len`` is the number of lines, perhaps several a source."""

    __slots__ = ()
