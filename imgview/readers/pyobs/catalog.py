"""The sources of pyobs: which columns say what, and from where it counts pixels."""

from astropy.table import Table

from imgview.model import Catalog

__all__ = ["pyobs_catalog"]

_ROLES = ("x", "y", "a", "b", "theta", "ra", "dec", "id")


def pyobs_catalog(table: Table) -> Catalog:
    """Return the catalogue of a CAT table of pyobs, in a file or in memory.

    Parameters
    ----------
    table : `~astropy.table.Table`
        Its columns are named after their roles, in any case; x and y are counted from 1, as in FITS.

    Returns
    -------
    `~imgview.model.Catalog`
        In absolute pixels; half a pair of columns has no role.

    Raises
    ------
    ImgviewError
        If no column says where the sources are.
    """
    names = {name.lower(): name for name in table.colnames}
    roles = {role: names[role] for role in _ROLES if role in names}
    for group in (("x", "y"), ("ra", "dec"), ("a", "b")):
        if not set(group) <= set(roles):
            roles = {role: name for role, name in roles.items() if role not in group}
    if "a" not in roles:
        roles.pop("theta", None)
    return Catalog(table, name="CAT", offset=(-1.0, -1.0), **roles)
