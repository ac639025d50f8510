"""From files to the model: one module per format, and a registry that recognises them by content."""

from imgview.readers.registry import FORMATS, Format, identify, read

__all__ = ["FORMATS", "Format", "identify", "read"]
