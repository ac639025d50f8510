"""How the images of some viewers lie to one another on the sky, each pair worked out once."""

import itertools
from collections.abc import Collection

from imgview.errors import ImgviewError
from imgview.model.alignment import Alignment
from imgview.viewer.picture import Picturable

__all__ = ["Alignments"]


class Alignments:
    """Alignments by the sky, remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Alignment | ImgviewError] = {}
        # Held, so that a number stands for one image only.
        self._images: dict[int, Picturable] = {}

    def between(self, first: Picturable, second: Picturable) -> Alignment:
        """Return the alignment of two images.

        Raises
        ------
        ImgviewError
            If one has no sky, or they lie on opposite sides of it.
        """
        key = id(first), id(second)
        if key not in self._known:
            self._images |= {id(first): first, id(second): second}
            try:
                found = Alignment.between(first, second)
            except ImgviewError as error:
                self._known[key] = self._known[key[::-1]] = error
            else:
                self._known[key], self._known[key[::-1]] = found, found.reversed
        known = self._known[key]
        if isinstance(known, ImgviewError):
            raise known
        return known

    def keep(self, images: Collection[Picturable]) -> None:
        """Forget all but some images."""
        numbers = {id(image) for image in images}
        self._known = {key: value for key, value in self._known.items() if numbers.issuperset(key)}
        self._images = {number: image for number, image in self._images.items() if number in numbers}

    def in_reach(self, images: Collection[Picturable]) -> bool:
        """Tell whether every pair of images can be aligned."""
        try:
            for first, second in itertools.pairwise(images):
                self.between(first, second)
        except ImgviewError:
            return False
        return True
