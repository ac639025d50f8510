"""A canvas among others: the part of the viewer that follows other viewers, and has them follow."""

from collections.abc import Mapping
from typing import Any

import traitlets

from imgview.errors import ImgviewError
from imgview.viewer.aida.catalogs import AidaCatalogsCanvas
from imgview.viewer.aida.labelled_image import LabelledImage
from imgview.viewer.frames.frame_group import SHARED, FrameGroup

__all__ = ["GroupedCanvas"]


class GroupedCanvas(AidaCatalogsCanvas):
    """A canvas that may stand in a group; see `~imgview.viewer.grid.grid`."""

    frame_group: FrameGroup | None = None
    """The group that it stands in."""

    def take_look(self, leader: Any) -> None:
        """Take cuts and stretch of another viewer: the same value is as bright in both."""
        with self.hold_sync():
            self.stretch, self.stretch_parameter = leader.stretch, leader.stretch_parameter
            self.contrast, self.bias, self.cuts = leader.contrast, leader.bias, leader.cuts

    def _load(self, data: Any, label: Any, keywords: Mapping[str, Any]) -> None:
        super()._load(data, label, keywords)
        if self.frame_group is not None and keywords.get("viewport") is not None:
            # What was asked for leads the others, too.
            self.viewport = keywords["viewport"]

    def _put_up(self, entry: LabelledImage, traits: Mapping[str, Any]) -> None:
        group = self.frame_group
        leader = None if group is None else group.leader(but=self)
        if group is not None and group.lock and leader is not None:
            try:
                traits = {**traits, "viewport": group.seen(leader, entry.loaded.picture.model, self)}
            except ImgviewError as error:
                traits = {**traits, "error": str(error)}
        super()._put_up(entry, traits)
        if group is not None:
            group.tell()
            if leader is not None:
                group.follow(leader, "cuts")

    @traitlets.observe("viewport", *SHARED)
    def _frame_changed(self, change: dict[str, Any]) -> None:
        group = self.frame_group
        if group is None or self._assigning or group.busy:
            return
        if change["name"] in self.from_page:
            group.hear(self)
        else:
            group.follow(self, change["name"])
