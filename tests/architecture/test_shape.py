"""The house rules that a machine can check. An exception is listed here with its reason, or there is none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = sorted((ROOT / "hdplanner").rglob("*.py"))
CODE = [
    ROOT / "dev.py",
    *PACKAGE,
    *(path for folder in ("dev", "tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))),
]
FILE_LINES, FUNCTION_LINES, DOCSTRING_LINES = 400, 50, 5
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions of more than 50 lines that stay so: "path:name" and the reason."""

TEXT = {".py", ".md", ".toml", ".txt", ".json", ".po", ".svg", ".sql", ".csv", ""}
MACHINE_PATHS = re.compile(r"(?<![\w.~])/(?:work|root|farm|tmp|home)/")
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
NAMES_TO_AVOID = re.compile(r"(?:Manager|Handler|Helper|Utils?)$")


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def strings(path: Path) -> Iterator[ast.Constant]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Module and name of every import, at any depth of the file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_no_file_is_longer_than_a_person_reads() -> None:
    long = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {name: lines for name, lines in long.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{short(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in CODE
        for node in functions(path)
    }
    too_long = {name: lines for name, lines in long.items() if lines > FUNCTION_LINES}
    assert {name: lines for name, lines in too_long.items() if name not in LONG_FUNCTIONS} == {}
    assert set(LONG_FUNCTIONS) <= set(too_long), "an exception that is no longer needed"


def test_every_module_says_in_a_few_lines_what_it_is_for() -> None:
    said = {short(path): ast.get_docstring(tree(path)) or "" for path in PACKAGE}
    assert {
        name for name, text in said.items() if not 1 <= len(text.splitlines()) <= DOCSTRING_LINES
    } == set()


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without __init__.py is not seen by the layer contracts."""
    folders = {path.parent for path in PACKAGE}
    assert {short(folder) for folder in folders if not (folder / "__init__.py").exists()} == set()


def test_colours_are_roles() -> None:
    """A colour stands in resources/themes and nowhere else."""
    found = [
        f"{short(path)}:{text.lineno}"
        for path in PACKAGE
        for text in strings(path)
        if COLOUR.fullmatch(text.value)
    ]
    assert found == []


def test_an_icon_takes_the_colour_of_the_text() -> None:
    icons = sorted((ROOT / "resources" / "icons").glob("*.svg"))
    assert [short(path) for path in icons if COLOUR.search(path.read_text(encoding="utf-8"))] == []


def test_no_row_is_replaced_behind_the_log() -> None:
    """INSERT OR REPLACE fires no delete trigger: undo would lose the old row (storage.md)."""
    pattern = re.compile(r"(INSERT\s+OR\s+REPLACE|\bREPLACE\s+INTO)", re.IGNORECASE)
    docstrings = {ast.get_docstring(tree(path), clean=False) for path in PACKAGE}
    found = [
        f"{short(path)}:{text.lineno}"
        for path in PACKAGE
        for text in strings(path)
        if text.value not in docstrings and pattern.search(text.value)
    ]
    assert found == []
    assert [
        short(path) for path in PACKAGE if 'prefix_with("OR REPLACE"' in path.read_text(encoding="utf-8")
    ] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    folders = ("hdplanner", "tests", "benchmarks", "dev", "docs", "resources", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    told = [path for path in files if path.suffix in TEXT and "__pycache__" not in path.parts]
    found = [
        short(path)
        for path in told
        if MACHINE_PATHS.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_an_ignored_type_error_names_its_code() -> None:
    bare = re.compile(r"#\s*(?:type:\s*ignore(?!\[)|noqa(?!:))")
    found = [short(path) for path in CODE if bare.search(path.read_text(encoding="utf-8"))]
    assert [name for name in found if name != short(Path(__file__))] == []


def test_no_class_is_called_a_manager_or_a_helper() -> None:
    names = [node.name for path in PACKAGE for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    assert [name for name in names if NAMES_TO_AVOID.search(name)] == []


def test_the_domain_maps_and_does_not_query() -> None:
    forbidden = {
        "create_engine",
        "Engine",
        "Session",
        "sessionmaker",
        "select",
        "insert",
        "update",
        "delete",
        "text",
    }
    found = [
        f"{short(path)}: {module}.{name}"
        for path in PACKAGE
        if "domain" in path.relative_to(ROOT / "hdplanner").parts[:1]
        for module, name in imported(path)
        if module.startswith("sqlalchemy") and name in forbidden
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted((ROOT / "hdplanner" / "ui").rglob("*.py")), ids=short)
def test_the_window_starts_without_what_costs(path: Path) -> None:
    """Nothing heavy at module level under ui: it is imported where the work is done."""
    heavy = {
        "sqlalchemy",
        "reportlab",
        "alembic",
        "numpy",
        "rustworkx",
        "holidays",
        "babel",
        "pypdfium2",
        "PIL",
    }
    at_top = [node for node in tree(path).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {
        alias.name.partition(".")[0]
        for node in at_top
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {(node.module or "").partition(".")[0] for node in at_top if isinstance(node, ast.ImportFrom)}
    assert names & heavy == set()
