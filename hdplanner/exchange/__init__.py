"""Files of other programs, in and out: one module a format, known to ``registry``. No Qt, no SQL."""
