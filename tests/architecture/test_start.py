"""What a bare start may load: the first painted window comes before the database and the packs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "sqlalchemy reportlab alembic numpy rustworkx holidays babel PIL fontTools pikepdf icalendar xlsxwriter"
    " zxcvbn mnemonic"
)
STARTS = [
    "hdplanner.__main__",
    "hdplanner.ui.app",
    "hdplanner.ui.shell.main_window",
    "hdplanner.domain.values",
]


@pytest.mark.parametrize("module", STARTS)
def test_a_bare_start_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({HEAVY!r}.split()) & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_the_first_painted_window_has_loaded_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from hdplanner.ui import app; from hdplanner.ui.settings import Settings;"
        "made = app.make_application(); app.speak(made, 'en');"
        "window = app.make_window(made, Settings(theme='light')); window.show(); window.grab();"
        f"print(*sorted(set({HEAVY!r}.split()) & sys.modules.keys()))"
    )
    home = os.environ | {"HDPLANNER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=home, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    "module",
    [
        "hdplanner.services.packs",
        "hdplanner.exchange",
        "hdplanner.cli.packs",
        "hdplanner.ui.packs.page",
        "hdplanner.briefing.build",
    ],
)
def test_only_the_making_of_a_pack_loads_reportlab(module: str) -> None:
    code = f"import sys, {module}; print('reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "module", ["hdplanner.i18n", "hdplanner.errors", "hdplanner.paths", "hdplanner.progress"]
)
def test_the_leaves_load_no_package_but_the_standard_library(module: str) -> None:
    code = (
        f"import sys; before = set(sys.modules); import {module};"
        "print(*sorted(name for name in set(sys.modules) - before"
        " if name.partition('.')[0] not in sys.stdlib_module_names | {'hdplanner'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_start_keeps_no_source_of_what_it_imports_later() -> None:
    code = (
        "import linecache; from hdplanner.ui import app; app._travel_light(); import sqlalchemy.orm;"
        "print(*(name for name in linecache.cache if 'sqlalchemy' in name and name.endswith('.py')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
