"""Prints one table of what was measured: `python benchmarks/table.py out/benchmarks.json`."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HEADINGS = ("what", "median", "best", "aim", "beside", "")
_OF_TYPESETTERS = ("sections, typesetter", "median", "processor", "pages/s", "memory and size", "")


def main(source: str) -> int:
    """Print the table; returns 1 where nothing was measured."""
    data = json.loads(Path(source).read_text(encoding="utf-8"))
    found = [one for one in data["benchmarks"] if "what" in one["extra_info"]]
    setters = [
        one["extra_info"]["typesetter"] for one in data["benchmarks"] if "typesetter" in one["extra_info"]
    ]
    if not found and not setters:
        print("Nothing was measured.", file=sys.stderr)
        return 1
    medians = {one["extra_info"]["key"]: one for one in found if one["extra_info"]["key"]}
    rows = [row for one in found for row in rows_of(one, medians)]
    if rows:
        print_rows([HEADINGS, *rows])
    if setters:
        print()
        print_rows([_OF_TYPESETTERS, *map(row_of_typesetter, setters)])
    print(f"\n{machine(data['machine_info'])}. Median and best of the rounds; no time fails the run.")
    return 0


def rows_of(one: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> list[Sequence[str]]:
    """The line of one measurement, and one more for its memory where that was looked at."""
    info, median, best = one["extra_info"], one["stats"]["median"] * 1000, one["stats"]["min"] * 1000
    other = others.get(info["beside"])
    beside = f"{other['extra_info']['what']} {shown(other['stats']['median'] * 1000)}" if other else ""
    aim = info["aim_ms"]
    if info["aim_times"] is not None and other is not None:
        aim = info["aim_times"] * other["stats"]["median"] * 1000
    rows = [
        (info["what"], shown(median), shown(best), shown(aim) if aim else "", beside, verdict(median, aim))
    ]
    if "megabytes" in info:
        most = info.get("aim_megabytes")
        least = f"{other['extra_info']['megabytes']:.0f} MB" if other else ""
        used = f"{info['megabytes']:.0f} MB"
        rows.append(
            (
                "    its memory",
                used,
                "",
                f"{most} MB" if most else "",
                least,
                verdict(info["megabytes"], most),
            )
        )
    return rows


def row_of_typesetter(one: Mapping[str, Any]) -> Sequence[str]:
    """The line of one typesetter."""
    what = f"{one['sections']:>5}  {one['engine']}"
    if "not_run" in one:
        return what, "not run", "", "", "", one["not_run"]
    speed = f"{one['pages'] / one['seconds']:.0f}" if one["pages"] else ""
    memory = f"{one['megabytes']:.0f} MB" if one["megabytes"] else ""
    aim = verdict(one["seconds"], one.get("aim"))
    times = shown(one["seconds"] * 1000), shown(one["processor_seconds"] * 1000)
    return what, *times, speed, f"{memory}, {one['kilobytes']:.0f} KB", aim


def shown(milliseconds: float) -> str:
    """A time with two or three figures."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.2f} s"
    return f"{milliseconds:.{0 if milliseconds >= 20 else 1 if milliseconds >= 2 else 2}f} ms"


def verdict(found: float, aim: float | None) -> str:
    """Whether the aim is reached; nothing where there is none."""
    return "" if aim is None else "reached" if found <= aim else f"over, {found / aim:.1f} times"


def machine(info: Mapping[str, Any]) -> str:
    """What this was measured on, in a line."""
    cpu = info.get("cpu", {})
    name = cpu.get("brand_raw") or platform.processor() or info.get("machine", "")
    return f"{name}, {cpu.get('count', '?')} cores, {info['system']}, Python {info['python_version']}"


def print_rows(rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; times stand at the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADINGS))]
    for number, row in enumerate(rows):
        numbers = [cell.rjust(width) for cell, width in zip(row[1:4], widths[1:4], strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *numbers, row[4].ljust(widths[4]), row[5]]).rstrip())
        if not number:
            print("-" * (sum(widths) + 2 * (len(widths) - 1)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
