"""``imgview.explore``: one call from an image and a catalogue to linked views of both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from imgview.errors import ImgviewError
from imgview.viewer.explore.explorer import Explorer
from imgview.viewer.layers.catalog_layer import CatalogLayer
from imgview.viewer.show import show
from imgview.viewer.viewer import ImageViewer

__all__ = ["explore"]


def explore(
    image: Any,
    catalog: Any,
    *,
    x: str | None = None,
    y: str | None = None,
    color: str | None = None,
    histogram: str | None = None,
    columns: Iterable[str] | None = None,
    log: str | Iterable[str] = (),
    reverse: str | Iterable[str] | None = None,
    **keywords: Any,
) -> Explorer:
    """Show an image with its sources, plots of them, a table and cutouts, all linked.

    Parameters
    ----------
    image : `object`
        Anything that `imgview.show` takes, or a viewer that shows an image already.
    catalog : `~imgview.model.catalog.Catalog`, table, file or layer
        What `imgview.read_catalog` takes, or a layer of sources of the viewer. Where its columns do not say
        themselves where the sources are: ``imgview.read_catalog(table, x="u", y="v")``.
    x, y : `str`, optional
        Columns of the scatter plot, of numbers, truths or texts; ``flux[2]`` for one number of each row; or
        what is reckoned from columns, ``"g - r"``, ``"-2.5 * log10(flux) + 31.4"``, as for
        `~imgview.model.catalog.Catalog.filter`. A magnitude or a flux, and what comes next, if not given.
    color : `str`, optional
        What its points are coloured by, likewise.
    histogram : `str`, optional
        What the histogram is of, likewise; that of ``x`` if not given.
    columns : iterable of `str`, optional
        Columns of the table; those with roles, the first ones and the plotted ones if not given.
    log : `str` or iterable of `str`, optional
        Axes that are logarithmic: of "x", "y", "histogram" (its values) and "counts" (the histogram's
        numbers). None is by itself.
    reverse : `str` or iterable of `str`, optional
        Axes that are reversed: of "x" and "y". If not given, that of magnitudes in y, so that bright ones are
        up: columns with a unit of magnitudes, or called so (``mag``, ``g_mag``, ``MAG_AUTO``).
    **keywords
        Those of `imgview.show`: how to read the image and how to show it.

    Returns
    -------
    `~imgview.viewer.explore.explorer.Explorer`
        A widget that displays itself where it is the last expression of a cell. ``explorer.catalog`` is the
        catalogue, the very same if it was a `~imgview.model.catalog.Catalog`; ``explorer.catalog.selected``
        is the table of what is selected; ``explorer.filter("snr > 5")`` shows fewer sources everywhere;
        ``explorer.viewer`` is the viewer.

    Raises
    ------
    ImgviewError
        If the image or the catalogue cannot be read or shown, there are more sources than a page can draw, or
        a column cannot be plotted.

    Notes
    -----
    A box, a lasso or a click in the image, a box, a lasso or a click in the scatter plot, a range or a bin of
    the histogram and rows of the table select; with Shift they add. Rows without a value in a plotted column,
    or with one of 0 or less on a logarithmic axis, stay in the table and in the image, and are counted. Above
    a million points the scatter plot is a picture of their density, binned anew at every zoom; selecting
    works as before. Where the page has no GPU, that is so above a hundred thousand, which it draws slowly.

    Plots are drawn by Bokeh, which comes from the kernel, not from a network; jupyter_bokeh has to be
    installed where JupyterLab runs, as anywidget has.

    Examples
    --------
    >>> explorer = explore("visit.fits", "src.fits", x="mag", y="size", color="extendedness")
    >>> explorer = explore(image, table, x="g_i", y="i_mag", stretch="asinh", planes={"DETECTED": False})
    >>> explorer = explore(image, table, x="flux", y="g_mag", log="x")
    >>> explorer.filter("~flag_saturated & (snr > 5)")
    >>> explorer.catalog.selected["id", "mag"]
    """
    if not isinstance(image, ImageViewer):
        viewer = show(image, **keywords)
    elif keywords:
        msg = f"{', '.join(f'{name}=' for name in keywords)} is for an image; this viewer shows one already"
        raise ImgviewError(msg)
    else:
        viewer = image
    try:
        layer = _layer_of(viewer, catalog)
        plotted = {"x": x, "y": y, "color": color, "histogram": histogram}
        return Explorer(
            viewer, layer, **plotted, columns=columns, log=log, reverse=reverse, keep=viewer is image
        )
    except Exception:
        if viewer is not image:
            viewer.close()
        raise


def _layer_of(viewer: ImageViewer, catalog: Any) -> CatalogLayer:
    if not isinstance(catalog, CatalogLayer):
        return viewer.add_catalog(catalog)
    if viewer.layers.find(catalog._key) is None:  # noqa: SLF001 - names may come again
        msg = f"the layer {catalog.name!r} belongs to another viewer, or has been replaced"
        raise ImgviewError(msg)
    return catalog
