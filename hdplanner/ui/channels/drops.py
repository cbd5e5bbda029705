"""What a drag of activities carries, between the views and the tray of the unscheduled. Knows ids only."""

from __future__ import annotations

from hdplanner.ui.common.tray import Cargo

ACTIVITIES = Cargo("activities")
carry, carried = ACTIVITIES.carry, ACTIVITIES.carried
