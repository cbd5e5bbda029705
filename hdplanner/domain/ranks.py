"""An order that people make, as text that sorts: a new place between two others moves no other row.

So two offices that reorder apart can be merged. Digits are base 62; a rank never ends in the lowest digit,
which keeps room below it (after D. Greenspan, "Implementing fractional indexing", 2020).
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def rank_between(before: str | None, after: str | None) -> str:
    """Return a rank that sorts after ``before`` and ahead of ``after``; ``None`` is the open end.

    Raises ``ValueError`` where ``before`` does not sort ahead of ``after``.
    """
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError(f"{low!r} does not sort ahead of {high!r}")
    return _middle(low, high)


def _middle(low: str, high: str | None) -> str:
    shared = 0
    if high is not None:
        while shared < len(high) and (low[shared : shared + 1] or DIGITS[0]) == high[shared]:
            shared += 1
        if shared:
            return high[:shared] + _middle(low[shared:], high[shared:])
    lowest = DIGITS.index(low[0]) if low else 0
    highest = DIGITS.index(high[0]) if high else len(DIGITS)
    if highest - lowest > 1:
        return DIGITS[(lowest + highest) // 2]
    if high and len(high) > 1:
        return high[0]
    return DIGITS[lowest] + _middle(low[1:], None)


def ranks_for(count: int) -> list[str]:
    """Return ``count`` ranks in order, evenly apart, for a list that is made at once."""
    width = 1
    while len(DIGITS) ** width <= count * 2:
        width += 1
    step = len(DIGITS) ** width // (count + 1)
    return [_digits(step * (place + 1), width) for place in range(count)]


def _digits(value: int, width: int) -> str:
    text = ""
    for _ in range(width):
        value, digit = divmod(value, len(DIGITS))
        text = DIGITS[digit] + text
    return text.rstrip(DIGITS[0]) or DIGITS[1]
