# ruff: noqa: A002, N802 - the names are those of afw
"""What ``lsst.afw.display.Display`` asks of a back end: the calls, their order, how arguments are given.

Written after the protocol, to try a back end where the LSST stack is not: it parses symbols, subtracts
origins and forwards, as afw does, and leaves out everything else.
"""

import importlib

import afw_stand_ins as afw

COLORS = {"BAD": "red", "DETECTED": "blue"}


class Axes:
    """``lsst.afw.geom.ellipses.Axes``."""

    def __init__(self, a, b, theta):
        self.a, self.b, self.theta = a, b, theta

    def getA(self):
        return self.a

    def getB(self):
        return self.b

    def getTheta(self):
        return self.theta


def _no_operation(k, x, y):
    return False


# afw's own functions are known by where they come from.
_no_operation.__module__ = "lsst.afw.display.interface"


def _leave(k, x, y):
    return True


_leave.__module__ = "lsst.afw.display.interface"


class AfwDisplay:
    """``lsst.afw.display.Display``, as a back end sees it."""

    def __init__(self, frame=0, backend="imgview", **kwargs):
        module = importlib.import_module(backend)
        assert hasattr(module.DisplayImpl, "_show")
        self.frame = frame
        self._impl = module.DisplayImpl(self, **kwargs)
        if not hasattr(self._impl, "frame"):
            self._impl.frame = frame
        self.xy0 = None
        self.colors = dict(COLORS)
        self._impl._setImageColormap("gray")
        self.callbacks = {}
        for letter in "abcdeghijklmnoprstuvwxyz":
            self.setCallback(letter, _no_operation)
            self.setCallback(letter.upper(), _no_operation)
        for name in ("Return", "Shift_L", "Shift_R"):
            self.setCallback(name, _no_operation)
        for name in ("q", "Escape"):
            self.setCallback(name, _leave)

    def __getattr__(self, name):
        if name == "_impl":
            raise AttributeError(name)
        return getattr(self._impl, name)

    @property
    def verbose(self):
        return self._impl.verbose

    def close(self):
        self._impl._close()

    def getMaskPlaneColor(self, name):
        return self.colors.get(name)

    def setMaskPlaneColor(self, name, color):
        self.colors[name] = color

    def setMaskTransparency(self, transparency, name=None):
        self._impl._setMaskTransparency(transparency, name)

    def getMaskTransparency(self, name=None):
        return self._impl._getMaskTransparency(name)

    def mtv(self, data, title="", wcs=None, metadata=None):
        self.xy0 = data.getXY0() if hasattr(data, "getXY0") else None
        if hasattr(data, "getMaskedImage"):
            data, wcs, metadata = data.getMaskedImage(), data.getWcs(), data.getMetadata()
        if hasattr(data, "getMask"):
            self._impl._mtv(data.getImage(), data.getMask(), wcs, title, metadata)
        elif hasattr(data, "getMaskPlaneDict"):
            # An image made of the pixels alone: it begins at (0, 0).
            self._impl._mtv(afw.Image(data.getArray()), data, wcs, title, metadata)
        else:
            self._impl._mtv(data, None, wcs, title, metadata)

    def dot(self, symb, c, r, size=2, ctype=None, **kwargs):
        if isinstance(symb, int):
            symb = f"{symb:d}"
        self._impl._dot(symb, *self._local(c, r), size, ctype, **kwargs)

    def line(self, points, ctype=None):
        self._impl._drawLines([self._local(c, r) for c, r in points], ctype)

    def erase(self):
        self._impl._erase()

    def __enter__(self):
        self._impl._buffer(True)
        return self

    def __exit__(self, *_):
        self._impl._buffer(False)
        self._impl._flush()

    def scale(self, algorithm, min, max=None, unit=None, **kwargs):
        self._impl._scale(algorithm, min, max, unit, **kwargs)

    def zoom(self, zoomfac=None, colc=None, rowc=None):
        if rowc is not None:
            self._impl._pan(*self._local(colc, rowc))
        if zoomfac is not None:
            self._impl._zoom(zoomfac)

    def show(self):
        return self._impl._show()

    def alignImages(self, match_type="", lock_match=True):
        self._impl._alignImages(match_type, lock_match)

    def setCallback(self, k, func):
        self.callbacks[k] = func
        self._impl._setCallback(k, func)

    def interact(self):
        while True:
            event = self._impl._getEvent()
            if event and event.k in self.callbacks and self.callbacks[event.k](event.k, event.x, event.y):
                return

    def _local(self, c, r):
        return (c, r) if self.xy0 is None else (c - self.xy0.getX(), r - self.xy0.getY())
