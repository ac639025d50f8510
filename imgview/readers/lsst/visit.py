"""What only visit images and difference images have in an lsst.images tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgview.readers.lsst.facts import Shape, backgrounds, plain, psf, read_facts, schema_name

__all__ = ["difference_facts", "visit_facts"]


def visit_facts(tree: Mapping[str, Any], shape: Shape, notes: list[str]) -> dict[str, Any]:
    """Read what a visit image has besides pixels.

    Parameters
    ----------
    tree : mapping
        The whole tree.
    shape : `~imgview.readers.lsst.facts.Shape`
        Tells the shapes of arrays.
    notes : `list` of `str`
        Is told of what cannot be read.

    Returns
    -------
    `dict`
        Arguments of `~imgview.model.VisitImage`.
    """
    facts = read_facts(
        tree,
        {
            "obs_info": plain,
            "summary_stats": plain,
            "psf": lambda part: psf(part, tree.get("summary_stats"), shape),
            "detector": _detector,
            "bounds": _polygon,
            "backgrounds": backgrounds,
            "photometric_scaling": _field,
            "aperture_corrections": lambda part: {
                name: _field(field) for name, field in part["fields"].items()
            },
        },
        notes,
    )
    for key in ("band", "physical_filter"):
        value = tree.get(key, (facts["obs_info"] or {}).get(key))
        facts[key] = value if isinstance(value, str) else None
    return facts


def difference_facts(tree: Mapping[str, Any], shape: Shape, notes: list[str]) -> dict[str, Any]:
    """Read what a difference image has besides what every visit image has.

    Parameters
    ----------
    tree : mapping
        The whole tree.
    shape : `~imgview.readers.lsst.facts.Shape`
        Tells the shapes of arrays.
    notes : `list` of `str`
        Is told of what cannot be read.

    Returns
    -------
    `dict`
        Arguments of `~imgview.model.DifferenceImage`.
    """
    return read_facts(
        tree,
        {
            "templates": lambda parts: [
                {**plain(part), "bounds": _polygon(part["bounds"])} for part in parts
            ],
            "kernel": lambda part: _kernel(part, shape),
        },
        notes,
    )


def _detector(detector: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes, and the amplifiers by name and box."""
    described = dict(detector["attributes"])
    described["amplifiers"] = [
        {key: amplifier.get(key) for key in ("name", "bbox")}
        for amplifier in detector.get("amplifiers") or []
    ]
    return described


def _polygon(bounds: Mapping[str, Any]) -> list[list[float]] | None:
    """Return the corners of a polygon; `None` where bounds are a box."""
    if bounds.get("type") != "Polygon":
        return None
    return [[float(x), float(y)] for x, y in bounds["coordinates"][0]]


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a field that varies over the image: its type, its unit, and how many factors it has."""
    described = {"type": field["field_type"], "unit": field.get("unit")}
    operands = field.get("operands")
    if operands:
        described["operands"] = [_field(operand) for operand in operands]
    return described


def _kernel(kernel: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """Describe a convolution kernel: what it is made of, how many images, their size and centre."""
    described: dict[str, Any] = {"type": kernel.get("kernel_type") or schema_name(kernel)}
    basis = kernel.get("basis")
    sides = shape(basis) if isinstance(basis, Mapping) else None
    if sides and len(sides) == 3:
        described |= {"images": sides[0], "shape": sides[1:]}
    if "center_x" in kernel:
        described["center"] = (kernel["center_x"], kernel.get("center_y"))
    return described
