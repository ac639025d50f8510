"""Names of columns that tell their role, in the order in which they are believed, in small letters.

Sources: lsst.afw.table and the tables of LSST's science pipelines, SExtractor's default.param, photutils'
SourceCatalog and its star finders, sep and pyobs, VizieR, Gaia, Pan-STARRS.
"""

from __future__ import annotations

from astropy import units as u

__all__ = ["FROM_ONE", "GROUPS", "SINGLES", "UCDS", "UNITS"]

UNITS = (
    dict.fromkeys(("x", "y", "a", "b"), u.pix)
    | dict.fromkeys(("xx", "yy", "xy"), u.pix**2)
    | dict.fromkeys(("theta", "ra", "dec"), u.deg)
)
"""Units of roles.  A length in pixels may come without, and an angle without is in degrees, as in FITS."""

GROUPS: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("x", "y"): (
        ("slot_centroid_x", "slot_centroid_y"),
        ("base_sdsscentroid_x", "base_sdsscentroid_y"),
        ("base_gaussiancentroid_x", "base_gaussiancentroid_y"),
        ("base_naivecentroid_x", "base_naivecentroid_y"),
        ("centroid_sdss_x", "centroid_sdss_y"),
        ("x_image", "y_image"),
        ("xwin_image", "ywin_image"),
        ("xpsf_image", "ypsf_image"),
        ("xcentroid", "ycentroid"),
        ("x_centroid", "y_centroid"),
        ("x_fit", "y_fit"),
        ("xcenter", "ycenter"),
        ("x_center", "y_center"),
        ("x", "y"),
        ("x_pixel", "y_pixel"),
        ("x_pix", "y_pix"),
        ("xpix", "ypix"),
        ("pixel_x", "pixel_y"),
        ("xcen", "ycen"),
        ("xpos", "ypos"),
        ("x_0", "y_0"),
    ),
    ("ra", "dec"): (
        ("coord_ra", "coord_dec"),
        ("ra", "dec"),
        ("ra_icrs", "de_icrs"),
        ("ra_icrs", "dec_icrs"),
        ("alpha_j2000", "delta_j2000"),
        ("alphawin_j2000", "deltawin_j2000"),
        ("raj2000", "dej2000"),
        ("_raj2000", "_dej2000"),
        ("raj2000", "decj2000"),
        ("ra_j2000", "dec_j2000"),
        ("ramean", "decmean"),
        ("sky_centroid_ra", "sky_centroid_dec"),
        ("alpha", "delta"),
    ),
    ("xx", "yy", "xy"): (
        ("slot_shape_xx", "slot_shape_yy", "slot_shape_xy"),
        ("base_sdssshape_xx", "base_sdssshape_yy", "base_sdssshape_xy"),
        *(
            (f"ext_shapehsm_{name}_xx", f"ext_shapehsm_{name}_yy", f"ext_shapehsm_{name}_xy")
            for name in ("hsmsourcemoments", "hsmsourcemomentsround")
        ),
        ("shape_sdss_xx", "shape_sdss_yy", "shape_sdss_xy"),
        ("ixx", "iyy", "ixy"),
        ("shape_xx", "shape_yy", "shape_xy"),
        ("x2_image", "y2_image", "xy_image"),
        ("x2win_image", "y2win_image", "xywin_image"),
        ("covar_sigx2", "covar_sigy2", "covar_sigxy"),
        ("covariance_xx", "covariance_yy", "covariance_xy"),
        ("x2", "y2", "xy"),
        ("xx", "yy", "xy"),
    ),
    ("a", "b"): (
        ("a_image", "b_image"),
        ("awin_image", "bwin_image"),
        ("semimajor_sigma", "semiminor_sigma"),
        ("semimajor_axis", "semiminor_axis"),
        ("a", "b"),
    ),
}
"""Roles that are found together, and the names that give them."""

SINGLES: dict[str, tuple[str, ...]] = {
    "theta": ("theta_image", "thetawin_image", "orientation", "theta"),
    "flux": (
        *(
            f"slot_{slot}_{part}"
            for slot in ("psfflux", "calibflux", "modelflux", "apflux", "gaussianflux")
            for part in ("instflux", "flux")
        ),
        *(f"slot_{slot}" for slot in ("psfflux", "calibflux", "modelflux", "apflux", "gaussianflux")),
        "base_psfflux_instflux",
        "base_psfflux_flux",
        "psfflux",
        "psf_flux",
        "flux_psf",
        "flux_auto",
        "kron_flux",
        "segment_flux",
        "flux_fit",
        "flux",
        "flux_iso",
        "phot_g_mean_flux",
        "source_sum",
        "instflux",
    ),
    "flags": ("flags", "flag"),
    "id": (
        "id",
        "source_id",
        "sourceid",
        "object_id",
        "objectid",
        "diasourceid",
        "diaobjectid",
        "objid",
        "number",
        "label",
    ),
}
"""Roles that stand alone, and the names that give them."""

UCDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("x", "y"): ("pos.cartesian.x", "pos.cartesian.y"),
    ("ra", "dec"): ("pos.eq.ra", "pos.eq.dec"),
    ("flux",): ("phot.flux",),
    ("id",): ("meta.id",),
}
"""First words of the UCDs that give roles."""

FROM_ONE = frozenset(
    {
        *("x_image", "y_image", "xwin_image", "ywin_image", "xpsf_image", "ypsf_image"),
        *("xpeak_image", "ypeak_image", "xmodel_image", "ymodel_image"),
    }
)
"""Pixel coordinates that count from 1, whoever wrote them: SExtractor's."""
