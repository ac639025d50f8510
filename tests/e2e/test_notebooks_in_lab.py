"""The project's notebooks in a real JupyterLab: every cell runs, every viewer draws."""

import shutil
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_draws(lab, browser, path):
    copy = lab.folder / "notebooks" / path.name
    shutil.copy(path, copy)
    book = lab.show(browser, copy)
    book.run_all()
    counts = book.page.evaluate(
        """() => [...window.jupyterapp.shell.currentWidget.content.widgets]
                 .filter((cell) => cell.model.type === "code").map((cell) => cell.model.executionCount)"""
    )
    assert None not in counts, "every cell has run"
    errors = book.page.locator('.jp-RenderedText[data-mime-type="application/vnd.jupyter.error"]')
    assert errors.all_inner_texts() == []
    viewers = book.page.locator("canvas.imgview-canvas").count()
    assert viewers > 0
    for nth in range(viewers):
        book.page.locator("canvas.imgview-canvas").nth(nth).scroll_into_view_if_needed()
        book.wait_complete(nth)
    book.close()
