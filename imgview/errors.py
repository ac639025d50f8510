"""The error tree: everything `imgview` refuses, it refuses with one of these.

A message names the file or the part, says what was found and what would do.  Where a built-in
exception means the same (`ValueError`, `KeyError`) the class derives from it too, so that code which
knows nothing of imgview can catch it.

::

    ImgviewError
    ├── ReadError
    │   ├── UnknownFormatError
    │   └── SchemaError
    ├── WriteError
    ├── ShapeError            (also ValueError)
    ├── UnitError             (also ValueError)
    ├── SettingError          (also ValueError)
    ├── ExpressionError       (also ValueError)
    ├── DisplayError          (also RuntimeError)
    ├── UnsupportedTypeError  (also TypeError)
    └── UnknownNameError      (also ValueError)
        └── UnknownPlaneError (also KeyError)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Self

__all__ = [
    "DisplayError",
    "ExpressionError",
    "ImgviewError",
    "ReadError",
    "SchemaError",
    "SettingError",
    "ShapeError",
    "UnitError",
    "UnknownFormatError",
    "UnknownNameError",
    "UnknownPlaneError",
    "UnsupportedTypeError",
    "WriteError",
]

# A file with 200 planes must not turn one misspelt name into a page of text.
_NAMES_LISTED = 20


class ImgviewError(Exception):
    """Base of all errors that imgview raises on purpose."""


class ReadError(ImgviewError):
    """A file, or one part of it, cannot be read."""


class UnknownFormatError(ReadError):
    """The content of a file is of no format that imgview knows."""


class SchemaError(ReadError):
    """A file declares a version or a schema that must not be guessed at."""


class WriteError(ImgviewError):
    """A file cannot be written, or a picture has what the format cannot hold."""


class ShapeError(ImgviewError, ValueError):
    """A shape or a box is impossible, or two of them that must agree do not."""


class UnitError(ImgviewError, ValueError):
    """A unit is not understood, or two of them that must agree do not."""


class SettingError(ImgviewError, ValueError):
    """Cuts, an opacity or a stretch's parameter lie outside what is possible."""


class ExpressionError(ImgviewError, ValueError):
    """An expression over columns or mask planes cannot be understood, or does not say yes or no."""


class DisplayError(ImgviewError, RuntimeError):
    """A display cannot do what it is asked for: a frame is not there, or arguments exclude each other."""


class UnsupportedTypeError(ImgviewError, TypeError):
    """An object is of a class that nothing can be done with."""


class UnknownNameError(ImgviewError, ValueError):
    """A name (stretch, colormap, colour, mode, plane, ...) is not among the known ones."""

    @classmethod
    def near(cls, kind: str, name: object, known: Iterable[str]) -> Self:
        """Build the error whose message lists the nearest known names.

        Parameters
        ----------
        kind : `str`
            What the name should have been, for instance ``"stretch"``.
        name : `object`
            What was given; shown by `repr`, so that it need not be a string.
        known : iterable of `str`
            All names that would have done, in the order in which to list them.

        Returns
        -------
        `UnknownNameError`
            To be raised by the caller.
        """
        names = [str(item) for item in known]
        # Names differ in case only too often (SAT, sat): compare without it, answer with it.
        folded = {item.casefold(): item for item in reversed(names)}
        matches = difflib.get_close_matches(str(name).casefold(), folded, n=3, cutoff=0.6)
        message = f"unknown {kind} {name!r}"
        if matches:
            message += ": did you mean " + " or ".join(repr(folded[match]) for match in matches) + "?"
            message += " Known: "
        else:
            message += "; known: "
        message += ", ".join(names[:_NAMES_LISTED]) or "none"
        if len(names) > _NAMES_LISTED:
            message += f", and {len(names) - _NAMES_LISTED} more"
        return cls(message)


class UnknownPlaneError(UnknownNameError, KeyError):
    """A mask plane of this name is not in the schema."""

    def __str__(self) -> str:
        """Return the plain message (`KeyError` would show it in quotes)."""
        return str(self.args[0]) if self.args else ""
