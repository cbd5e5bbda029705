"""How a line is made to fill its column: wider spaces, and between ideographs; letters are never moved apart."""

from __future__ import annotations

import re

from hdplanner.briefing.typeset.lines import SLACK, Line, Unit

_MOST_OF_SPACE = 2.0  # a space may become three times as wide; beyond that the line stays ragged
_MOST_OF_SIZE = 0.08  # between ideographs, of the type size: readers of the file take more for a space

_IDEOGRAPH = re.compile(
    "[\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]"
)


def widenings(line: Line, width: float) -> list[float]:
    """Points to add behind each unit so that the line fills the width; none where it stays as it is."""
    if line.ends:
        return []
    count = len(line.units)
    while count > 1 and line.units[count - 1].core is None:
        count -= 1
    units = line.units[:count]
    free = width - sum(unit.core_width + unit.gap_width for unit in units) + units[-1].gap_width
    begun = False
    most = []
    for i, unit in enumerate(units[:-1]):
        begun = begun or unit.core is not None
        level = line.levels[i] if line.levels else 0
        most.append(_most(unit, units[i + 1], level) if begun else 0.0)
    whole = sum(most)
    if not SLACK < free <= whole:
        return []
    return [free * part / whole for part in most] + [0.0]


def _most(unit: Unit, after: Unit, level: int) -> float:
    if unit.gap_width:
        return unit.gap_width * _MOST_OF_SPACE
    ideographs = _IDEOGRAPH.match(unit.text[-1:]) or _IDEOGRAPH.match(after.text)
    return unit.face.size * _MOST_OF_SIZE if ideographs and not level & 1 else 0.0
