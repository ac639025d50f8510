"""From a picture to a file that lsst.images and Starlink read."""

from imgview.writers.registry import write

__all__ = ["write"]
