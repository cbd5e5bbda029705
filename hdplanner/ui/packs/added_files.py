"""Files of the person's own that go into a plan: an annex or a logo. Looked at and cleaned before they are kept.

Touches no widget: it runs on a worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hdplanner.errors import UnusableFileError
from hdplanner.i18n import _
from hdplanner.progress import Progress

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that may be kept: its name, what it is, and its bytes without what nobody sees in it."""

    name: str
    media_type: str
    content: bytes

    @property
    def heading(self) -> str:
        """What a reader would call it."""
        return " ".join(Path(self.name).stem.replace("_", " ").split())


def read_added(path: Path, progress: Progress, *, pictures_only: bool = False) -> AddedFile:
    """The file, checked; a picture is written anew, without camera, place and author. Raises UnusableFileError."""
    from hdplanner.briefing.finish import pdf_pages, scrubbed_picture

    progress.step(0, 1, path.name)
    data = _bytes_of(path)
    if data.lstrip()[:5] == b"%PDF-" and not pictures_only:
        pdf_pages(data, path.name)
        return AddedFile(path.name, _PDF, data)
    content, media_type = scrubbed_picture(data, path.name)
    progress.step(1, 1, path.name)
    return AddedFile(path.name, media_type, content)


def _bytes_of(path: Path) -> bytes:
    from hdplanner.services.attachments import MOST_BYTES

    try:
        if path.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise UnusableFileError(path.name, _("it is larger than {most} MB").format(most=most))
        return path.read_bytes()
    except OSError as error:
        raise UnusableFileError(path.name, _("it cannot be read")) from error
