"""From a URL, or from an object that stands for a file elsewhere, to the filesystem of fsspec that has it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from imgview.errors import ReadError
from imgview.readers.storage.address import public_name, scrubbed_reason
from imgview.readers.storage.fetching import AnyFetcher, HttpFetcher
from imgview.readers.storage.remote import RemoteFile

__all__ = ["open_remote", "place_of", "remote_of"]

_HTTP = ("http", "https")
_SILENCE = 20.0
"""Seconds without a byte after which a web server is given up."""


def open_remote(url: str, options: Mapping[str, Any] | None = None) -> RemoteFile:
    """Open the file behind a URL.

    Parameters
    ----------
    url : `str`
        Of any protocol that fsspec knows.
    options : mapping, optional
        What the protocol's filesystem is to be told: credentials, an endpoint, ...

    Returns
    -------
    `RemoteFile`
        Nothing but its size has been asked for.

    Raises
    ------
    ReadError
        If the protocol is unknown or needs a package, or the server does not give the file.
    """
    name = public_name(url)
    try:
        core = importlib.import_module("fsspec.core")
    except ImportError:
        msg = f'{name}: reading URLs needs fsspec: pip install "imgview[remote]"'
        raise ReadError(msg) from None
    given = dict(options or {})
    try:
        if url.partition("://")[0].lower() in _HTTP:
            timeout = importlib.import_module("aiohttp").ClientTimeout(
                total=None, sock_connect=_SILENCE, sock_read=_SILENCE
            )
            given["client_kwargs"] = {"timeout": timeout, **given.get("client_kwargs", {})}
        fs, path = core.url_to_fs(url, **given)
    except ImportError as error:
        hint = 'pip install "imgview[remote]"' if "aiohttp" in str(error) else str(error)
        msg = f"{name}: a package is missing that this protocol needs: {hint}"
        raise ReadError(msg) from None
    except Exception as error:  # noqa: BLE001 - every filesystem has errors of its own
        msg = f"{name}: the address cannot be used: {scrubbed_reason(error)[0]}"
        raise ReadError(msg) from None
    return _remote(name, fs, path)


def place_of(obj: Any) -> tuple[Any, str] | None:
    """Return where the file is that an object of fsspec, universal_pathlib or lsst.resources stands for.

    Parameters
    ----------
    obj : `object`
        An open file, ``fsspec.open(...)``, a ``UPath``, a ``ResourcePath``, or anything else.

    Returns
    -------
    `tuple` [`fsspec.AbstractFileSystem`, `str`] or `None`
        A filesystem and the path there; `None` if it is nothing of the kind.

    Raises
    ------
    ReadError
        If the protocol is unknown or needs a package.
    """
    fs: Any = getattr(obj, "fs", None)
    path: Any = getattr(obj, "path", None)
    if callable(getattr(obj, "to_fsspec", None)):
        try:
            fs, path = obj.to_fsspec()
        except Exception as error:  # noqa: BLE001 - every protocol has errors of its own
            msg = f"{public_name(str(obj))}: cannot be reached: {scrubbed_reason(error)[0]}"
            raise ReadError(msg) from None
    return (fs, path) if isinstance(path, str) and hasattr(fs, "cat_file") else None


def remote_of(fs: Any, path: str) -> RemoteFile | None:
    """Return a file of a filesystem.

    Parameters
    ----------
    fs : `fsspec.AbstractFileSystem`
        See `place_of`.
    path : `str`
        What the file is called there.

    Returns
    -------
    `RemoteFile` or `None`
        `None` where the path is one of this machine.

    Raises
    ------
    ReadError
        If there is no such file, or the server does not give it.
    """
    if "file" in _protocols(fs):
        return None
    return _remote(public_name(fs.unstrip_protocol(path)), fs, path)


def _protocols(fs: Any) -> set[str]:
    return {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)


def _remote(name: str, fs: Any, path: str) -> RemoteFile:
    http = not _protocols(fs).isdisjoint(_HTTP)
    return RemoteFile(name, HttpFetcher(fs, path) if http else AnyFetcher(fs, path))
