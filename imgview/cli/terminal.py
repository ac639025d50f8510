"""Text for a terminal, of whatever a file put into it."""

from typing import TextIO

__all__ = ["printable", "safe"]


def printable(text: str) -> str:
    """Escape what a terminal would obey or could not show.

    Parameters
    ----------
    text : `str`
        Perhaps with control characters.

    Returns
    -------
    `str`
        One line without them.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(text))


def safe(line: str, stream: TextIO) -> str:
    """Return a line that a stream can take.

    Parameters
    ----------
    line : `str`
        What is to be written.
    stream : text stream
        Where it is to be written; its encoding may be anything.

    Returns
    -------
    `str`
        Printable, in the characters of that encoding.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return printable(line).encode(encoding, "backslashreplace").decode(encoding)
