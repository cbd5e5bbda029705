"""Files of others that are to stand in a pack: how many pages a PDF has, what a page looks like, a picture made clean.

Only what can be seen is taken, as new pixels: nothing of the file itself comes along. Raises UnusableFileError.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import PdfError

from hdplanner.briefing.weight import TooMuchError, require_drawable
from hdplanner.errors import UnusableFileError
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 100_000_000
MOST_PAGES = 2_000
MOST_PIXELS = 60_000_000
_KEPT_PIXELS = 4_000  # of the longer side of a picture: 340 dots an inch over the height of a page
_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}
_DOTS_PER_INCH = 200
# PDFium keeps one state for the whole process: whoever reads with it, on any thread, holds this.
PDFIUM = threading.RLock()


class ForeignPdf:
    """A PDF that was opened to be looked at. Pages are numbered from 1."""

    def __init__(self, seen: Any, read: Any, name: str) -> None:
        self._seen = seen
        self._read = read
        self.name = name

    @property
    def pages(self) -> int:
        """How many it has."""
        return len(self._seen)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page as it is shown, in points."""
        width, height = self._page(number).get_size()
        return max(float(width), 1.0), max(float(height), 1.0)

    def picture(self, number: int, width: float) -> Image:
        """What a page looks like, fine enough for print when it is `width` points wide.

        Filled forms are seen, comments and other annotations are not. Grey pages come in sixteen greys.
        """
        import pypdfium2

        page = self._page(number)
        scale = width / self.size(number)[0] * _DOTS_PER_INCH / 72
        try:
            drawn = page.render(scale=scale, draw_annots=False, may_draw_forms=True)
            image = drawn.to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
            raise UnusableFileError(self.name, _("a page of it cannot be drawn")) from error
        return _in_greys(image) if _is_grey(image) else image

    def _page(self, number: int) -> Any:
        import pypdfium2

        if not 1 <= number <= self.pages:
            reason = ngettext("it has only {count} page", "it has only {count} pages", self.pages)
            raise UnusableFileError(self.name, reason.format(count=self.pages))
        try:
            require_drawable(self._read.pages[number - 1])  # PDFium unfolds all forms when it opens a page
            return self._seen[number - 1]
        except (pypdfium2.PdfiumError, PdfError, TooMuchError, IndexError) as error:
            raise UnusableFileError(self.name, _("a page of it cannot be drawn")) from error


@contextmanager
def opened_pdf(data: bytes, name: str = "") -> Iterator[ForeignPdf]:
    """The PDF, ready to be drawn with what its forms are filled with."""
    import pypdfium2

    _require_size(data, name)
    with ExitStack() as stack:
        stack.enter_context(PDFIUM)
        try:
            seen = stack.enter_context(pypdfium2.PdfDocument(data))
            read = stack.enter_context(pikepdf.open(BytesIO(data), suppress_warnings=True))
        except (pypdfium2.PdfiumError, pikepdf.PasswordError, PdfError) as error:
            raise UnusableFileError(name, _why_closed(error)) from error
        _require_pages(len(seen), name)
        seen.init_forms()
        yield ForeignPdf(seen, read, name)


def pdf_pages(data: bytes, name: str = "") -> int:
    """The number of pages of a PDF."""
    with opened_pdf(data, name) as pdf:
        return pdf.pages


def scrubbed_picture(data: bytes, name: str = "") -> tuple[bytes, str]:
    """A PNG or JPEG written anew, upright, and its media type: no camera, place, author, preview or colour profile."""
    from PIL import ImageOps

    image, kind = _read_picture(data, name)
    image = ImageOps.exif_transpose(image)
    image.thumbnail((_KEPT_PIXELS, _KEPT_PIXELS))
    clean = _plain_mode(image)
    clean.info = {}
    out = BytesIO()
    if kind == "JPEG":
        clean.convert("L" if clean.mode == "L" else "RGB").save(out, "JPEG", quality=90, optimize=True)
    else:
        clean.save(out, "PNG", optimize=True)
    return out.getvalue(), _KINDS[kind]


def _read_picture(data: bytes, name: str) -> tuple[Image, str]:
    """The picture, loaded, and what kind it is by its own bytes."""
    from PIL import Image

    _require_size(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=list(_KINDS))
            if image.width * image.height > MOST_PIXELS:
                raise UnusableFileError(name, _("the picture is too large"))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise UnusableFileError(name, _("the picture is too large")) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnusableFileError(name, _("it is not a PNG or JPEG picture, or it is damaged")) from error
    return image, str(image.format)


def _plain_mode(image: Image) -> Image:
    """Grey, colour, or colour with see-through parts: no palette and no paint colours, which carry profiles."""
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    if image.mode in ("1", "I", "F", "I;16"):
        return _from_deep_grey(image) if image.mode.startswith("I") else image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _from_deep_grey(image: Image) -> Image:
    """Sixteen bits of grey as eight."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _require_size(data: bytes, name: str) -> None:
    if not data:
        raise UnusableFileError(name, _("it is empty"))
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise UnusableFileError(name, _("it is larger than {most} MB").format(most=most))


def _require_pages(count: int, name: str) -> None:
    if not count:
        raise UnusableFileError(name, _("it has no page"))
    if count > MOST_PAGES:
        raise UnusableFileError(name, _("it has more than {most} pages").format(most=MOST_PAGES))


def _why_closed(error: Exception) -> str:
    if "password" in str(error).casefold():
        return _("it is locked with a passphrase; attach a copy that is not")
    return _("it is not a PDF, or it is damaged")


def _is_grey(image: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getextrema()[1] <= 8 for other in (green, blue))  # type: ignore[operator]  # one band gives two numbers


def _in_greys(image: Image) -> Image:
    return image.convert("L").point(lambda value: (value + 8) // 17 * 17)
