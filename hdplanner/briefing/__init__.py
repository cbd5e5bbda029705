"""Briefing packs: the content model that sections are written in, and its way to PDF pages.

No Qt and no SQL: content comes from `services.disclosure` as frozen rows and leaves as bytes.
"""
