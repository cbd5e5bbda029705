"""A bare page to set something on, without a pack around it."""

from __future__ import annotations

import datetime as dt

from hdplanner.briefing.typeset.page import PackCanvas
from hdplanner.briefing.typeset.pdf import Properties, new_canvas

PROPERTIES = Properties("Proof", "en", dt.datetime(2026, 12, 4, 12, tzinfo=dt.UTC))


def canvas_of(width: float, height: float) -> PackCanvas:
    """One empty page of this size."""
    return new_canvas(PROPERTIES, (width, height))
