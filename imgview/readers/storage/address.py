"""Addresses of files: which strings are URLs, and how to speak of one without giving its secrets away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit
from urllib.request import url2pathname

__all__ = ["is_url", "local_path", "public_name", "scrubbed_reason"]

_URL = re.compile(r"(file:/|[A-Za-z][A-Za-z0-9+.-]+(::|://))")
_USER = re.compile(r"(?<=://)[^/\s]*@")
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_BROKEN = ("the connection broke off", True)
_NAMED = {
    "ClientPayloadError": _BROKEN,
    "ContentLengthError": _BROKEN,
    "ServerDisconnectedError": _BROKEN,
    "TransferEncodingError": _BROKEN,
    "TooManyRedirects": ("the server redirects in a circle", False),
}
"""Errors of aiohttp, which is not imported for their sake."""
_KINDS = (
    (IsADirectoryError, "this is a directory; give the address of one file in it"),
    (FileNotFoundError, "there is no such file"),
    (PermissionError, "access is denied"),
)
_QUERY = re.compile(r"[?#][^\s'\")>]*")


def is_url(text: str) -> bool:
    """Tell whether a string is a URL rather than a path.

    Parameters
    ----------
    text : `str`
        What a user gave.

    Returns
    -------
    `bool`
        True for ``protocol://...``, ``file:/...`` and fsspec's chains ``protocol::...``.
    """
    return _URL.match(text) is not None


def local_path(url: str) -> str | None:
    """Return the path that a ``file:`` URL means on this machine.

    Parameters
    ----------
    url : `str`
        A URL.

    Returns
    -------
    `str` or `None`
        `None` for every other protocol.
    """
    if url[:5].lower() != "file:":
        return None
    parts = urlsplit(url)
    host = "" if parts.netloc in {"", "localhost"} else f"//{parts.netloc}"
    return url2pathname(host + parts.path)


def public_name(url: str) -> str:
    """Return a URL without user, password, query and fragment.

    Parameters
    ----------
    url : `str`
        A URL, or a text with URLs in it.

    Returns
    -------
    `str`
        What may stand in a message.
    """
    return _QUERY.sub("", _USER.sub("", url))


def scrubbed_reason(error: BaseException) -> tuple[str, bool]:
    """Say why something could not be fetched, in words that hold no secret.

    Parameters
    ----------
    error : `BaseException`
        Of any library; what caused it is looked at too.

    Returns
    -------
    reason : `str`
        Without the error's own words where they may quote the address.
    passing : `bool`
        Whether trying again may help.
    """
    seen = list(_causes(error))
    for each in seen:
        status = getattr(each, "status", None)
        if isinstance(each, TimeoutError):
            return "the server does not answer in time", False
        if type(each).__name__ in _NAMED:
            return _NAMED[type(each).__name__]
        if isinstance(status, int) and 400 <= status < 600:
            return f"the server answers {status} {_PHRASES.get(status, '')}".rstrip(), status >= 500
    reason = next((text for kind, text in _KINDS if isinstance(error, kind)), None)
    if reason is not None and len(seen) == 1:
        return reason, False
    for each in seen:
        if isinstance(each, OSError) and each.errno and each.strerror:
            return f"no connection: {public_name(each.strerror)}", True
    last = seen[-1]
    passing = any(isinstance(each, OSError) or type(each).__module__.startswith("aiohttp") for each in seen)
    return f"{type(last).__name__}: {public_name(str(last))}".removesuffix(": "), passing


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    for _ in range(10):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__
