"""Run the notebooks and keep of their outputs the pictures alone.

    python tests/notebooks/refresh.py [NAME ...]

A picture shows at once in JupyterLab and on a code host; the rest is said again when the cells are run.
"""

import base64
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).parents[2] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def pictures(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return the PNG of each output that has one, the last of equal ones only."""
    found = {}
    for output in outputs:
        if png := output.get("data", {}).get("image/png"):
            # Kernels differ in how they break base64 into lines: write it the one way.
            data = {"image/png": base64.b64encode(base64.b64decode(png)).decode()}
            found[png] = nbformat.v4.new_output("display_data", data=data)
    return list(found.values())


def refresh(path: Path) -> None:
    """Execute one notebook in its folder and write it back."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = pictures(cell.outputs)
            cell.execution_count = None
    notebook.metadata = METADATA
    path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    names = sys.argv[1:] or sorted(path.stem for path in FOLDER.glob("*.ipynb"))
    for name in names:
        print(name)
        refresh(FOLDER / f"{name}.ipynb")
