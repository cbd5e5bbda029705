"""Typesetting: bidirectional order, fonts, shaping, line breaking, paragraphs, and the PDF objects they become.

Knows text, styles and pages; knows nothing of packs, sections or markings.
"""
