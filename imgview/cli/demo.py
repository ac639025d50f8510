"""``imgview demo``: JupyterLab on the first notebook, and the address of it where there is no screen.

Owns which notebooks are opened and the life of the server. Knows nothing of images.
"""

import argparse
import importlib.resources
import importlib.util
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from imgview.errors import ImgviewError

__all__ = ["add_arguments", "run"]

_FIRST = "01_quick_look.ipynb"
_START_SECONDS = 120.0
_STOP_SECONDS = 15.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``imgview demo``.

    Parameters
    ----------
    parser : `argparse.ArgumentParser`
        The command's own parser, added to.
    """
    parser.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help="folder the notebooks are copied into, keeping what is there "
        "(default: ./notebooks of a clone, else ./imgview-notebooks)",
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
    parser.add_argument(
        "--port", type=int, metavar="N", help="port to listen on (default: the first free one)"
    )


def run(args: argparse.Namespace) -> int:
    """Serve the notebooks until Ctrl-C, or until JupyterLab is shut down from its menu.

    Parameters
    ----------
    args : `argparse.Namespace`
        As `add_arguments` declares them.

    Returns
    -------
    `int`
        0 once the server has stopped as it was asked to, else its own exit status.

    Raises
    ------
    ImgviewError
        If JupyterLab is not installed, the folder cannot be written, or the server does not start.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        msg = f'the demo needs JupyterLab, which {sys.executable} lacks: pip install "imgview[lab]"'
        raise ImgviewError(msg)
    folder = _notebook_folder(args.dir)
    with _interrupted_by_sigterm(), tempfile.TemporaryDirectory(prefix="imgview-") as runtime:
        server = _start(folder, port=args.port, runtime=Path(runtime))
        try:
            address = _wait_for_address(server, Path(runtime))
            print(_announcement(folder, address), flush=True)
            if _has_screen() and not args.no_browser:
                webbrowser.open(address)
            return server.wait()
        except KeyboardInterrupt:
            print("\nStopping JupyterLab.", flush=True)
            return 0
        finally:
            _stop(server)


def _notebook_folder(wanted: Path | None) -> Path:
    """Return the folder to serve: a clone's own, or one with copies of the packaged notebooks."""
    clone = Path.cwd() / "notebooks"
    if wanted is None and (clone / _FIRST).is_file():
        return clone
    folder = wanted or Path.cwd() / "imgview-notebooks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in _packaged_notebooks():
            if not (folder / notebook.name).exists():  # else it is the user's own by now
                shutil.copyfile(notebook, folder / notebook.name)
    except OSError as error:
        msg = f"cannot put the notebooks into {folder}: {error.strerror}; name another folder with --dir"
        raise ImgviewError(msg) from error
    return folder.resolve()


def _packaged_notebooks() -> list[Path]:
    """Return the notebooks that came with the package, wherever pip put them."""
    package = Path(str(importlib.resources.files("imgview")))
    # An editable install has them beside the package instead of inside.
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / _FIRST).is_file():
            return sorted(folder.glob("*.ipynb"))
    msg = f"the notebooks are missing from {package}: install imgview again"
    raise ImgviewError(msg)


def _start(folder: Path, *, port: int | None, runtime: Path) -> subprocess.Popen[bytes]:
    """Start JupyterLab on a folder; it tells its address in ``runtime``."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--Application.log_level=ERROR"]
    command += [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url=/lab/tree/{quote(_FIRST)}"]
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # else it refuses root, who is the only user of many a container
    environment = os.environ | {
        # Unlike an argument, the environment is not shown to the machine's other users.
        "JUPYTER_TOKEN": secrets.token_hex(24),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        # The kernel has to be the one that imgview is installed for.
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    # A session of its own: Ctrl-C reaches this process alone, which then stops the server without a question.
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603


def _wait_for_address(server: subprocess.Popen[bytes], runtime: Path) -> str:
    """Return the address of the first notebook, token included, once the server listens."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            msg = f"JupyterLab stopped at once (exit status {server.returncode}); its reason stands above"
            raise ImgviewError(msg)
        for path in runtime.glob("jpserver-*.json"):
            try:
                told = json.loads(path.read_text())
            except ValueError:
                continue  # not written to its end yet
            return f"{told['url']}lab/tree/{quote(_FIRST)}?token={told['token']}"
        time.sleep(0.05)
    msg = f"JupyterLab did not start within {_START_SECONDS:.0f} s; try `jupyter lab` to see why"
    raise ImgviewError(msg)


def _announcement(folder: Path, address: str) -> str:
    """Return what is printed once the server listens."""
    lines = [f"JupyterLab shows {folder / _FIRST} at", "", f"    {address}", ""]
    if "SSH_CONNECTION" in os.environ:
        port = address.split("/")[2].rpartition(":")[2]
        lines.append(f"From your own machine, open the way first: ssh -N -L {port}:localhost:{port} HOST")
    lines.append("Ctrl-C here stops it.")
    return "\n".join(lines)


def _has_screen() -> bool:
    """Tell whether a browser opened from here can be seen."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


@contextmanager
def _interrupted_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that no server is left behind."""

    def interrupt(_signum: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server, which then ends its kernels, to stop; insist when it does not."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
