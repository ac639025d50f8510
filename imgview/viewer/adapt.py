"""What may be shown; see `imgview.adapt`."""

from imgview.adapt import as_picture

__all__ = ["as_picture"]
