"""Pictures as plain geometry: computed once here, painted by QPainter on the screen and by ReportLab in a pack.

Knows no Qt, no ReportLab, no SQL, and no colour but what a theme file names.
"""
