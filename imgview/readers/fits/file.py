"""The structure of a FITS file: where each HDU starts, what its header says, how long its data are.

This module owns what must hold before any pixel is touched: that a header ends, that its numbers are
numbers, and that the file is as long as the headers claim.  So a few hostile bytes cannot make anything
above it allocate gigabytes or loop.  It decodes no data and knows no dialect of FITS.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from astropy.io import fits

from imgview.errors import ReadError
from imgview.readers.storage.source import Source

__all__ = ["FitsFile", "Hdu", "card", "is_fits"]

_BLOCK = 2880
_CARD = 80
# 50 000 cards; the longest real headers have some thousands.
_HEADER_LIMIT = 1400 * _BLOCK
_HDU_LIMIT = 20_000
_BITPIX = {8, 16, 32, 64, -32, -64}
_UNPRINTABLE = bytes(c if 32 <= c < 127 else ord("?") for c in range(256))


def card(header: Any, key: str, default: Any = None) -> Any:
    """Return the value of a header card, whatever the card looks like.

    Parameters
    ----------
    header : `astropy.io.fits.Header`
        Where to look.
    key : `str`
        Keyword, without HIERARCH.
    default : `object`, optional
        What to return where the card is missing, has no value or cannot be understood.

    Returns
    -------
    `object`
        `str`, `int`, `float`, `bool`, `complex` or ``default``.
    """
    try:
        value = header.get(key, default)
    except (fits.VerifyError, ValueError, KeyError):
        return default
    return default if value is None or isinstance(value, fits.card.Undefined) else value


@dataclass(frozen=True, eq=False)
class Hdu:
    """One header-data unit: its header and the place of its data."""

    source: Source
    index: int
    """0 for the primary."""
    header: Any
    """`astropy.io.fits.Header` as stored: that of the table where an image is tile compressed."""
    data_offset: int
    """Byte at which the data start."""
    data_size: int
    """Bytes of data, heap included, padding not."""

    @property
    def name(self) -> str:
        """EXTNAME in upper case; ``""`` where there is none."""
        return str(card(self.header, "EXTNAME", "")).strip().upper()

    @property
    def version(self) -> int:
        """EXTVER; 1 where there is none."""
        value = card(self.header, "EXTVER", 1)
        return value if isinstance(value, int) else 1

    @property
    def label(self) -> str:
        """How messages call it: ``HDU 2 (MASK)``, with the version if that is not 1."""
        name = self.name or ("PRIMARY" if not self.index else "")
        if self.version > 1:
            name += f",{self.version}"
        return f"HDU {self.index} ({name})" if name else f"HDU {self.index}"

    @property
    def where(self) -> str:
        """File and HDU, the beginning of every error message."""
        return f"{self.source.name}: {self.label}"

    @property
    def kind(self) -> str:
        """One of ``"image"``, ``"compressed"``, ``"table"`` and ``"other"``."""
        if card(self.header, "GROUPS") is True:
            return "other"
        extension = "IMAGE" if not self.index else str(card(self.header, "XTENSION", "")).strip()
        if extension == "BINTABLE":
            return "compressed" if card(self.header, "ZIMAGE") is True else "table"
        return {"IMAGE": "image", "TABLE": "table"}.get(extension, "other")

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the image, slowest axis first; ``()`` where there is none."""
        if self.kind not in {"image", "compressed"}:
            return ()
        prefix = "Z" if self.kind == "compressed" else ""
        count = self.integer(f"{prefix}NAXIS", low=0, high=999)
        axes = [self.integer(f"{prefix}NAXIS{axis}", low=0) for axis in range(count, 0, -1)]
        return tuple(axes)

    @property
    def bitpix(self) -> int:
        """BITPIX of the image as it is before any compression."""
        key = "ZBITPIX" if self.kind == "compressed" else "BITPIX"
        value = self.integer(key, low=-64)
        if value not in _BITPIX:
            msg = f"{self.where}: {key} is {value}; it must be one of 8, 16, 32, 64, -32, -64"
            raise ReadError(msg)
        return value

    def integer(
        self, key: str, default: int | None = None, *, low: int | None = None, high: int = 1 << 62
    ) -> int:
        """Return an integer card that must be one, and within bounds.

        Parameters
        ----------
        key : `str`
            Keyword.
        default : `int`, optional
            What a missing card means; without it the card is mandatory.
        low, high : `int`, optional
            Inclusive bounds.

        Returns
        -------
        `int`
            The value.

        Raises
        ------
        ReadError
            If the card is missing, is no integer or is out of bounds.
        """
        value = card(self.header, key)
        if value is None and default is not None and key not in self.header:
            return default
        if value is None:
            msg = f"{self.where}: the mandatory card {key} is missing or unreadable: the file is corrupted"
            raise ReadError(msg)
        if isinstance(value, bool) or not isinstance(value, int):
            msg = f"{self.where}: {key} is {value!r}; it must be an integer: the file is corrupted"
            raise ReadError(msg)
        if (low is not None and value < low) or value > high:
            msg = f"{self.where}: {key} is {value}, which is impossible: the file is corrupted"
            raise ReadError(msg)
        return value


class FitsFile:
    """All HDUs of a FITS file, with every size checked against the file's length.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The bytes; see `is_fits`.

    Raises
    ------
    ReadError
        If a header does not end, its mandatory cards are missing or impossible, or the file ends before
        the data that a header announces.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.hdus: list[Hdu] = []
        self.notes: list[str] = []
        offset = 0
        while offset < source.size:
            if self.hdus and not self._is_extension(offset):
                break
            hdu, offset = self._scan(offset)
            self.hdus.append(hdu)
            if len(self.hdus) > _HDU_LIMIT:
                msg = f"{source.name}: more than {_HDU_LIMIT} HDUs: the file is corrupted"
                raise ReadError(msg)

    def __getitem__(self, index: int) -> Hdu:
        return self.hdus[index]

    @property
    def primary(self) -> Any:
        """Header of the primary HDU, an `astropy.io.fits.Header`."""
        return self.hdus[0].header

    def find(self, name: str, version: int | None = None) -> Hdu | None:
        """Return the first HDU of a name.

        Parameters
        ----------
        name : `str`
            EXTNAME, in any case.
        version : `int`, optional
            EXTVER; any if not given.

        Returns
        -------
        `Hdu` or `None`
            The HDU, if there is one.
        """
        wanted = name.strip().upper()
        for hdu in self.hdus:
            if hdu.name == wanted and version in {None, hdu.version}:
                return hdu
        return None

    def _is_extension(self, offset: int) -> bool:
        """Tell whether another HDU starts here, and note bytes that are no part of one."""
        head = self.source.read(offset, min(_BLOCK, self.source.size - offset))
        if head.startswith(b"XTENSION"):
            return True
        # Tape blocking pads with zeros or spaces; that is not worth a word.
        if head.strip(b"\0 "):
            self.notes.append(
                f"{self.source.size - offset} bytes after {self.hdus[-1].label} are no FITS and were ignored"
            )
        return False

    def _scan(self, offset: int) -> tuple[Hdu, int]:
        """Parse the header at a position; return the HDU and the position after its data."""
        source, index = self.source, len(self.hdus)
        where = f"{self.source.name}: HDU {index}"
        raw = self._header_bytes(offset, where)
        try:
            header = fits.Header.fromstring(raw.translate(_UNPRINTABLE).decode("ascii"))
        except (fits.VerifyError, ValueError, IndexError, KeyError, TypeError) as error:
            msg = f"{where}: the header at byte {offset} cannot be understood: {error}"
            raise ReadError(msg) from error
        start = offset + -(-len(raw) // _BLOCK) * _BLOCK
        bare = Hdu(source, index, header, start, 0)
        hdu = Hdu(source, index, header, start, _data_size(bare))
        if start + hdu.data_size > self.source.size:
            msg = (
                f"{hdu.where}: its header announces {hdu.data_size} bytes of data, the file has only "
                f"{max(0, self.source.size - start)} left: it is truncated or corrupted"
            )
            raise ReadError(msg)
        return hdu, start + -(-hdu.data_size // _BLOCK) * _BLOCK

    def _header_bytes(self, offset: int, where: str) -> bytearray:
        """Return the cards up to END."""
        raw = bytearray()
        step = 4 * _BLOCK
        while len(raw) < _HEADER_LIMIT:
            size = min(step, self.source.size - offset - len(raw))
            if size <= 0:
                break
            scanned = len(raw) // _CARD * _CARD
            raw += self.source.read(offset + len(raw), size)
            for match in re.finditer(rb"END {5}", raw[scanned:]):
                if match.start() % _CARD == 0:
                    return raw[: scanned + match.start() + _CARD]
            step *= 2
        msg = f"{where}: the header at byte {offset} has no END card: the file is truncated or corrupted"
        raise ReadError(msg)


def _data_size(hdu: Hdu) -> int:
    """Return how many bytes of data a header announces."""
    header = hdu.header
    if not hdu.index and card(header, "SIMPLE") is None:
        msg = f"{hdu.where}: the card SIMPLE is unreadable: the file is corrupted"
        raise ReadError(msg)
    width = abs(hdu.integer("BITPIX", low=-64, high=64)) // 8
    count = hdu.integer("NAXIS", low=0, high=999)
    axes = [hdu.integer(f"NAXIS{axis}", low=0) for axis in range(1, count + 1)]
    if not axes:
        return 0
    groups = hdu.integer("GCOUNT", 1, low=0)
    extra = hdu.integer("PCOUNT", 0, low=0)
    if axes[0] == 0 and card(header, "GROUPS") is True:
        axes = axes[1:]
    return width * groups * (extra + math.prod(axes))


def is_fits(source: Source) -> bool:
    """Tell whether the content is FITS.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The bytes.

    Returns
    -------
    `bool`
        True if they start with the card SIMPLE.
    """
    head = source.read(0, min(30, source.size))
    return head.startswith(b"SIMPLE  =")
