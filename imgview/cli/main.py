"""Parse the command line, run the command it names, and say in one line what went wrong."""

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Sequence

from imgview.cli import demo, info
from imgview.cli.terminal import safe
from imgview.errors import ImgviewError

__all__ = ["main"]

_COMMANDS = {
    "demo": (demo, "open JupyterLab on a notebook with its picture in place"),
    "info": (info, "say what an image file holds: class, shape, planes, sky"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``imgview`` with the given arguments.

    Parameters
    ----------
    argv : sequence of `str`, optional
        Arguments after the program's name; those of the process by default.

    Returns
    -------
    `int`
        Exit status: 0 when the command did its work, 1 when it could not.

    Raises
    ------
    SystemExit
        By ``--help``, ``--version`` and wrong arguments, as argparse does.
    """
    args = _parser().parse_args(argv)
    try:
        status: int = args.run(args)
    except ImgviewError as error:
        print(f"imgview: {safe(str(error), sys.stderr)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads the pipe has seen enough; what is left must not be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="imgview",
        description="Look at astronomical images and their named mask planes in the notebook.",
    )
    parser.add_argument(
        "--version", action="version", version=f"imgview {importlib.metadata.version('imgview')}"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, (module, summary) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
