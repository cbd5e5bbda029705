"""One of a set of pictures: the window as it is, a dialog over it, or a page of paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog


@dataclass(frozen=True, slots=True)
class Pose:
    """A name for the picture, and what is on it besides the window: a dialog, or a PDF instead."""

    name: str
    dialog: QDialog | None = None
    paper: bytes = b""


Poses = Iterator[Pose]
