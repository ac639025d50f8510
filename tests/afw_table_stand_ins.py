# ruff: noqa: N802 - the names are those of afw
"""A catalogue with the method names of lsst.afw.table, for where the LSST stack is not."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
from astropy.table import Column, Table


@dataclass
class Span:
    """``lsst.afw.geom.Span``."""

    y: int
    x0: int
    x1: int

    def getY(self):
        return self.y

    def getX0(self):
        return self.x0

    def getX1(self):
        return self.x1


class HeavyFootprint:
    """``HeavyFootprintF`` of three pixels."""

    def getSpans(self):
        return [Span(5, 1, 3)]

    def getPeaks(self):
        return [SimpleNamespace(getFx=lambda: 2.0, getFy=lambda: 5.0, getPeakValue=lambda: 9.0)]

    def isHeavy(self):
        return True

    def getImageArray(self):
        return np.array([1, 2, 3], dtype=np.float32)

    def getMaskArray(self):
        return np.array([0, 1, 0], dtype=np.int32)

    def getVarianceArray(self):
        return np.array([1, 1, 1], dtype=np.float32)


@dataclass
class SourceRecord:
    """One source."""

    footprint: Any = None

    def getFootprint(self):
        return self.footprint


@dataclass
class SourceCatalog:
    """``SourceCatalog``: two sources, the second with a heavy footprint."""

    contiguous: bool = True
    records: list[SourceRecord] = field(
        default_factory=lambda: [SourceRecord(), SourceRecord(HeavyFootprint())]
    )

    def isContiguous(self):
        return self.contiguous

    def copy(self, *, deep):
        assert deep
        return SourceCatalog(contiguous=True, records=self.records)

    def getSchema(self):
        aliases = {"slot_Centroid": "here", "slot_PsfFlux": "psf"}
        return SimpleNamespace(getAliasMap=lambda: SimpleNamespace(items=aliases.items))

    def asAstropy(self):
        if not self.contiguous:
            msg = "Record data is not contiguous in memory."
            raise RuntimeError(msg)
        return Table(
            [
                Column([1, 2], "id"),
                Column([0.1, 0.2], "coord_ra", unit="radian"),
                Column([0.3, 0.4], "coord_dec", unit="radian"),
                Column([False, True], "here_flag"),
                Column([10.0, 20.0], "here_x", unit="pixel"),
                Column([30.0, 40.0], "here_y", unit="pixel"),
                Column([7.0, 8.0], "psf_instFlux", unit="count"),
            ]
        )

    def __getitem__(self, index):
        return self.records[index]

    def __iter__(self):
        return iter(self.records)

    def __len__(self):
        return len(self.records)
