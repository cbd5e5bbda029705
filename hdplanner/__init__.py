"""HD Planner: humanitarian diplomacy campaigns, from stakeholders to a briefing pack."""

__version__ = "0.1.0"
