"""A program of its own that reads a workbook and prints its cells as JSON; ``sheets`` runs it.

Apart, so that a hostile file can be stopped: it gets a limit of memory and time, and may crash alone.
Imports nothing of ours: it is run by its path.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

MEMORY = 900 * 1024 * 1024
SECONDS = 9
ROWS, COLUMNS, CELLS = 200_000, 16_384, 4_000_000
_MERGES_UP_TO_ROW = 40


class TooLargeError(Exception):
    """More rows, columns or cells than are read."""


def limit_ourselves() -> None:
    """Take at most so much memory and time, where the system can say so."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text_of(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, dates as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else ""


def trimmed(row: Sequence[object]) -> list[str]:
    """Return the row as text, without the empty cells at its end."""
    cells = [text_of(cell) for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def sheets_of(path: str) -> list[dict[str, object]]:
    """Return name, visibility, rows and the merged ranges near the top of each sheet that has cells."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    found: list[dict[str, object]] = []
    cells = 0
    with CalamineWorkbook.from_path(path) as book:
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height > ROWS or sheet.total_width > COLUMNS:
                raise TooLargeError
            rows = [trimmed(row) for row in sheet.to_python(skip_empty_area=False)]
            cells += sum(map(len, rows))
            if cells > CELLS:
                raise TooLargeError
            merges = [m for m in sheet.merged_cell_ranges or () if m[0][0] < _MERGES_UP_TO_ROW]
            visible = about.visible == SheetVisibleEnum.Visible
            found.append({"name": about.name, "visible": visible, "rows": rows, "merges": merges[:2_000]})
    return found


def answer(path: str) -> dict[str, object]:
    """Return the sheets, or one word for why there are none."""
    from python_calamine import PasswordError

    try:
        return {"sheets": sheets_of(path)}
    except PasswordError:
        return {"refused": "password"}
    except (TooLargeError, MemoryError):
        return {"refused": "large"}
    except BaseException:  # a panic of the library is no Exception
        return {"refused": "damaged"}


if __name__ == "__main__":
    limit_ourselves()
    sys.stdout.write(json.dumps(answer(sys.argv[1])))
