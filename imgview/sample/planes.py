"""The mask planes of an LSST visit image, and a place to collect their bits while a picture is made."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from imgview.model import MaskPlane, MaskSchema

__all__ = ["VISIT_PLANES", "Flags"]

VISIT_PLANES = (
    MaskPlane("BAD", "Bad pixel in the instrument, including bad amplifiers."),
    MaskPlane("SATURATED", "Pixel was saturated or affected by saturation in a neighboring pixel."),
    MaskPlane("INTERPOLATED", "Original pixel value was interpolated."),
    MaskPlane("COSMIC_RAY", "A cosmic ray affected this pixel."),
    MaskPlane(
        "DETECTION_EDGE",
        "Pixel was too close to the edge to be considered for detection, "
        "due to the finite size of the detection kernel.",
    ),
    MaskPlane("DETECTED", "Pixel was part of a detected source."),
    MaskPlane("SUSPECT", "Pixel was close to the saturation level."),
    MaskPlane("NO_DATA", "No data was available for this pixel."),
    MaskPlane("VIGNETTED", "Pixel was vignetted by the optics."),
    MaskPlane("PARTLY_VIGNETTED", "Pixel was partly vignetted by the optics."),
    MaskPlane("CROSSTALK", "Pixel was affected by crosstalk and corrected accordingly."),
    MaskPlane("ITL_DIP", "Pixel was affected by a dark vertical trail from a bright source, on an ITL CCD."),
    MaskPlane(
        "NOT_DEBLENDED",
        "Pixel belonged to a detection that was not deblended, usually due to size limits.",
    ),
    MaskPlane("SPIKE", "Pixel is in the neighborhood of a diffraction spike from a bright star."),
    MaskPlane("UNMASKED_NAN", "Pixel was found to be NaN unexpectedly."),
)


class Flags:
    """Bits by plane name, kept byte plane by byte plane, which numpy writes faster than pixel by pixel.

    Parameters
    ----------
    shape : pair of `int`
        Rows and columns.
    """

    def __init__(self, shape: tuple[int, int]) -> None:
        self.schema = MaskSchema(VISIT_PLANES)
        self._bytes = np.zeros((self.schema.mask_size, *shape), dtype=np.uint8)

    def mark(
        self,
        name: str,
        where: npt.NDArray[np.bool_] | None = None,
        rows: slice | npt.NDArray[np.intp] = slice(None),
        columns: slice | npt.NDArray[np.intp] = slice(None),
    ) -> None:
        """Set a plane.

        Parameters
        ----------
        name : `str`
            The plane.
        where : `numpy.ndarray` of `bool`, optional
            Which of the pixels that ``rows`` and ``columns`` select; all by default.
        rows, columns : `slice` or `numpy.ndarray` of `int`, optional
            Pixels, in array indices, as numpy selects them.
        """
        bit = self.schema.bit(name)
        mask = np.uint8(bit.mask)
        self._bytes[bit.index][rows, columns] |= mask if where is None else where.astype(np.uint8) * mask

    def get(
        self, name: str, rows: slice = slice(None), columns: slice = slice(None)
    ) -> npt.NDArray[np.bool_]:
        """Return where a plane is set.

        Parameters
        ----------
        name : `str`
            The plane.
        rows, columns : `slice`, optional
            Pixels, in array indices.

        Returns
        -------
        `numpy.ndarray`, shape (ny, nx) of the selection, bool
            A new array.
        """
        bit = self.schema.bit(name)
        return np.asarray((self._bytes[bit.index][rows, columns] & bit.mask) != 0)

    def array(self) -> npt.NDArray[np.uint8]:
        """Return the bits as a `imgview.model.Mask` has them.

        Returns
        -------
        `numpy.ndarray`, shape (ny, nx, 2), uint8
            A new array.
        """
        return np.ascontiguousarray(np.moveaxis(self._bytes, 0, -1))
