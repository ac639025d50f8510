"""A file appears whole or not at all: it is written under another name, and then renamed."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imgview.errors import WriteError

__all__ = ["replacing"]


@contextmanager
def replacing(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a new, empty file beside a path, which becomes that path when all went well.

    Parameters
    ----------
    path : `~pathlib.Path`
        Where the file is to be.
    overwrite : `bool`
        Whether a file may be there already.

    Yields
    ------
    `~pathlib.Path`
        What to write to, in the same folder.  It is gone afterwards, whatever happened.

    Raises
    ------
    WriteError
        If there is a file already and it may not be replaced, or there is something else than a file, or
        the folder cannot be written to.
    """
    # A link stays a link: the file that it leads to is replaced.
    target = Path(os.path.realpath(path))
    _check(path, target, overwrite=overwrite)
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.part")
    # Opened by number, so that a process with another umask gives the usual permissions.
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        yield temporary
        _sync(temporary)
        _check(path, target, overwrite=overwrite)
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
        _sync(target.parent)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _check(path: Path, target: Path, *, overwrite: bool) -> None:
    if not target.exists():
        return
    if not target.is_file():
        what = "a directory" if target.is_dir() else "no regular file"
        msg = f"{path}: this is {what}; give the path of a file"
        raise WriteError(msg)
    if not overwrite:
        msg = f"{path}: the file exists; write(..., overwrite=True) replaces it"
        raise WriteError(msg)


def _sync(path: Path) -> None:
    """See to it that what was written outlives a power failure; folders cannot everywhere be synced."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError:
        if not path.is_dir():
            raise
    finally:
        os.close(number)
