"""The sections of packs: one module a section, each a function from what an audience may see to plain content.

No ReportLab, no Qt, no session here: a section returns ``briefing.content`` and leaves out what it has not got.
"""
