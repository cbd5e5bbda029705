#!/usr/bin/env python3
"""The commands of a developer: run, test, lint, bench, pictures, soak, translations.

Needs nothing but Python 3.11 or newer. Every command first makes .venv with the pinned dependencies, the
development tools and the package itself; a second call finds them there and reinstalls nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
MARKER = VENV / "hdplanner-setup.txt"
OUT = ROOT / "out"
OLDEST = (3, 11)
SAMPLE = "disaster-law"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"

# Shared library -> Debian package. What Qt needs without a screen, and what a real window needs besides
# (proved in a bare Debian 12).
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# Second opinions for tests and soak: file or program -> Debian package. Welcome, never required.
SECOND_OPINIONS = {
    "/usr/share/unicode/BidiCharacterTest.txt": "unicode-data",
    "/usr/bin/pdftotext": "poppler-utils",
    "/usr/bin/cc": "gcc",
    "/usr/include/stdio.h": "libc6-dev",
    "/usr/bin/strace": "strace",
    "/usr/bin/xvfb-run": "xvfb",
}
# The typesetter that packs are compared with (WeasyPrint) calls these.
SECOND_OPINION_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
}


class SetupError(Exception):
    """Something on this machine that a person must mend first; the message says what to do."""


def check_python(version: Sequence[int] = tuple(sys.version_info[:2])) -> None:
    """Refuse a Python that is too old, and say which one is needed."""
    if tuple(version[:2]) < OLDEST:
        raise SetupError(
            f"HD Planner needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {version[0]}.{version[1]}. "
            f"Install a newer one and call it by name, for instance: python3.12 dev.py run"
        )


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be shown. A Qt platform without a screen, asked for by name, counts as none."""
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal", "vnc"}:
        return False
    if platform in {"win32", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def is_there(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(
    libraries: Mapping[str, str], found: Callable[[str], bool] = is_there, platform: str = sys.platform
) -> list[str]:
    """The Debian packages of the libraries that are not there. Other systems carry theirs inside Qt's wheel."""
    if not platform.startswith("linux"):
        return []
    return [package for library, package in libraries.items() if not found(library)]


def ensure_libraries(display: bool) -> None:
    """Qt's shared libraries: install what is missing (root on Debian or Ubuntu), else say the one command."""
    wanted = {**OFFSCREEN_LIBRARIES, **(WINDOW_LIBRARIES if display else {})}
    missing = missing_packages(wanted)
    if not missing:
        return
    if not can_install():
        raise SetupError(
            f"Qt needs these packages, which are not installed. Type this once, then try again:\n"
            f"    {install_command(missing)}"
        )
    install_packages(missing)
    still = missing_packages(wanted)
    if still:
        raise SetupError(f"These packages could not be installed: {' '.join(still)}")


def can_install() -> bool:
    """Whether we may install Debian packages ourselves."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def install_command(packages: Sequence[str]) -> str:
    """What a person types to install packages."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages as root."""
    say(f"Installing {' '.join(packages)} (apt-get)")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode and command[0] == "install":
            raise SetupError(f"apt-get could not install {' '.join(packages)}. Its message is above.")


def offer_second_opinions() -> None:
    """Data and programs that tests compare with, where they can be had without asking."""
    missing = sorted(
        {package for path, package in SECOND_OPINIONS.items() if not Path(path).exists()}
        | set(missing_packages(SECOND_OPINION_LIBRARIES))
    )
    if missing and sys.platform.startswith("linux") and can_install():
        with contextlib.suppress(SetupError):
            install_packages(missing)


def fingerprint(root: Path = ROOT, version: Sequence[int] = tuple(sys.version_info[:2])) -> str:
    """What .venv depends on: the two files that name its content, the place, the Python."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((root / name).read_bytes())
    digest.update(f"{root} {version[0]}.{version[1]}".encode())
    return digest.hexdigest()


def is_ready(marker: Path = MARKER, python: Path = PYTHON, wanted: str | None = None) -> bool:
    """Whether .venv holds what the two files ask for."""
    if not python.exists() or not marker.is_file():
        return False
    return marker.read_text(encoding="utf-8").strip() == (wanted or fingerprint())


def ensure_environment() -> None:
    """Make .venv, or bring it up to date, or see that nothing is to be done."""
    if is_ready():
        return
    say("Setting up .venv with the pinned dependencies (once; a few minutes on a slow line)")
    started = time.monotonic()
    if not works(PYTHON):
        make_venv()
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    command += ["--constraint", str(ROOT / "constraints.txt"), "--editable", f"{ROOT}[dev,cjk]"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SetupError(
            "pip could not install the dependencies. Its message is above; check the network, try again."
        )
    MARKER.write_text(fingerprint() + "\n", encoding="utf-8")
    say(f"Ready after {time.monotonic() - started:.0f} s")


def works(python: Path) -> bool:
    """Whether an interpreter is there, runs, has pip, and is of the version we run with."""
    if not python.exists():
        return False
    code = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return subprocess.run([str(python), "-c", code], capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """A new .venv; Debian keeps the means to make one in a package of its own."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not can_install():
        raise SetupError(
            f"Python could not make {VENV}:\n{done.stdout}{done.stderr}\nOn Debian and Ubuntu type this once:\n"
            f"    {install_command([package])}"
        )
    install_packages([package])
    if subprocess.run(command, check=False).returncode:
        raise SetupError(f"Python could not make {VENV}. Its message is above.")


def say(text: str) -> None:
    """A line for the person at the terminal, at once."""
    print(text, flush=True)


def child_environment(display: bool, **more: str) -> dict[str, str]:
    """The environment of what we start: without a display Qt draws off the screen."""
    environment = {**os.environ, **more}
    environment["PATH"] = os.pathsep.join([str(BIN), environment.get("PATH", "")])
    environment.setdefault("PYTHONUTF8", "1")
    if not display:
        environment.setdefault("HDPLANNER_AUTHOR", "HD Planner developer")
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment


def python(*arguments: str | Path, display: bool = False, **more: str) -> int:
    """Run .venv's Python in the project's folder with these arguments; returns its exit code."""
    environment = child_environment(display, **more)
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment, check=False).returncode


def hdplanner(*arguments: str | Path, display: bool = False) -> int:
    """Run a command of the command line."""
    return python("-m", "hdplanner", *arguments, display=display)


def in_turn(steps: Sequence[tuple[str, Callable[[], int]]]) -> int:
    """Do every step, say how each went, and return 1 where one failed."""
    failed = []
    for title, step in steps:
        started = time.monotonic()
        code = step()
        say(f"[{'ok' if code == 0 else 'FAILED'}] {title} ({time.monotonic() - started:.1f} s)")
        if code:
            failed.append(title)
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def run(_arguments: argparse.Namespace) -> int:
    """Open the app on the sample campaign; without a display write its pack and a picture of every room."""
    return open_sample() if has_display() else write_sample()


def open_sample() -> int:
    """The app on the sample, which is made in the person's documents where it is not there yet."""
    code = "from hdplanner.paths import documents_dir; print(documents_dir())"
    found = subprocess.run([PYTHON, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    file = Path(found.stdout.strip()) / "HD Planner sample.hdplan"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = hdplanner("sample", SAMPLE, file)
        if made:
            return made
    say(f"Opening {file}")
    return hdplanner(file, display=True)


def write_sample() -> int:
    """What can be seen without a display: the sample's pack as PDF, a PNG of every room, their paths."""
    say("No display here: the briefing pack and pictures of the rooms are written to out/ instead.")
    OUT.mkdir(exist_ok=True)
    file, pack, rooms = OUT / "sample.hdplan", OUT / "briefing-pack.pdf", OUT / "rooms"
    failed = in_turn(
        [
            ("sample campaign", lambda: hdplanner("sample", SAMPLE, file, "--force")),
            ("briefing pack", lambda: hdplanner("pack", file, "--kind", "campaign", "-o", pack, "--force")),
            ("pictures of the rooms", lambda: python("-m", "hdplanner.ui.pictures", rooms)),
        ]
    )
    for path in [file, pack, *sorted(rooms.glob("*.png"))]:
        if path.exists():
            say(str(path))
    return failed


def lint(_arguments: argparse.Namespace) -> int:
    """Style, format, types, layers and catalogues."""
    return in_turn(
        [
            ("ruff check", lambda: python("-m", "ruff", "check", "--quiet", ".")),
            ("ruff format", lambda: python("-m", "ruff", "format", "--quiet", "--check", ".")),
            ("mypy", lambda: python("-m", "mypy", "--no-error-summary")),
            ("import contracts", lambda: python("-c", LINT_IMPORTS, "--no-cache")),
            ("translations", lambda: python("dev/translations.py", "check")),
        ]
    )


def test(arguments: argparse.Namespace) -> int:
    """Lint, then all tests without a display, on two cores at most."""
    offer_second_opinions()
    workers = str(min(2, os.cpu_count() or 1))
    command = ["-m", "pytest", "-q", "-n", workers, *arguments.rest]
    return in_turn([("lint", lambda: lint(arguments)), ("tests", lambda: python(*command))])


def bench(arguments: argparse.Namespace) -> int:
    """Measure the speed goals; prints one table, leaves out/benchmarks.json."""
    OUT.mkdir(exist_ok=True)
    result = OUT / "benchmarks.json"
    options = ["-o", "addopts=--import-mode=importlib", "-p", "no:randomly", f"--benchmark-json={result}"]
    quiet = ["-q", "--benchmark-quiet"]
    measured = python("-m", "pytest", "benchmarks", *options, *quiet, *arguments.rest)
    return python("benchmarks/table.py", result) or measured


def pictures(_arguments: argparse.Namespace) -> int:
    """A PNG of every room, light, dark and Arabic, and of every page of the packs, in out/pictures."""
    target = OUT / "pictures"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    file = target / "sample.hdplan"
    room = ["-m", "hdplanner.ui.pictures"]
    failed = in_turn(
        [
            ("rooms, light", lambda: python(*room, target / "light", "--theme", "light")),
            ("rooms, dark", lambda: python(*room, target / "dark", "--theme", "dark")),
            ("rooms, Arabic", lambda: python(*room, target / "arabic", "--language", "ar")),
            ("sample campaign", lambda: hdplanner("sample", SAMPLE, file, "--force")),
            ("packs", lambda: python("dev/page_pictures.py", file, target / "packs")),
        ]
    )
    for path in sorted(target.rglob("*.png")):
        say(str(path))
    return failed


def soak(arguments: argparse.Namespace) -> int:
    """The long counts: kills, mutations, conformance files, other programs as second opinions."""
    offer_second_opinions()
    return python("-m", "pytest", "tests", "-q", "-s", "-m", "soak", *arguments.rest, HDPLANNER_SOAK="1")


def translations(_arguments: argparse.Namespace) -> int:
    """Collect the sentences and bring the catalogues up to date."""
    return python("dev/translations.py", "update")


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "pictures": pictures,
    "soak": soak,
    "translations": translations,
}
PASSES_ON = {"test", "bench", "soak"}


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command and what is passed on to pytest. Wrong usage exits with 2."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, function in COMMANDS.items():
        commands.add_parser(name, help=(function.__doc__ or "").splitlines()[0], allow_abbrev=False)
    arguments, rest = parser.parse_known_args(words)
    if rest and arguments.command not in PASSES_ON:
        parser.error(f"{arguments.command} takes no arguments: {shlex.join(rest)}")
    arguments.rest = rest
    return arguments


def main(words: Sequence[str] | None = None) -> int:
    """Set up, then do the command; returns the exit code."""
    arguments = parse(sys.argv[1:] if words is None else words)
    try:
        check_python()
        ensure_environment()
        ensure_libraries(display=arguments.command == "run" and has_display())
        return COMMANDS[arguments.command](arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
