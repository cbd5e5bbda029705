"""One typesetter on the content of the benchmarks, in a process of its own: prints what it took as JSON.

    python benchmarks/typesetters.py ENGINE SECTIONS

What is timed is from content in memory to the bytes of the file, after a first small one. LibreOffice is started for
each file, and leaves out the figure.
"""

from __future__ import annotations

import html
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from benchmarks.pack_content import pack, sections
from hdplanner.briefing.content import Block, FigureBlock, Prose, Section, TableBlock, plain
from hdplanner.figures.shapes import Circle, Figure, Label, Line
from hdplanner.paths import resource

Content = Sequence[Section]
NOT_HERE = 3
"""The exit code where a typesetter is not installed."""


def bare(content: Content) -> bytes:
    """Words, rules and figures on a ReportLab canvas, and nothing else."""
    from benchmarks.bare_canvas import BarePages

    return BarePages().draw(content)


def ours(content: Content, language: str = "en", *, justified: bool = False) -> bytes:
    """A pack."""
    from hdplanner.briefing.document import render

    return render(pack(tuple(content), language, justified=justified)).data


def word(content: Content) -> bytes:
    """The same pack for Word."""
    from hdplanner.briefing.word.document import write_docx

    return write_docx(pack(tuple(content)))


def weasyprint(content: Content) -> bytes:
    """WeasyPrint, which tags too where it is asked."""
    from weasyprint import HTML

    return bytes(HTML(string=_html(content)).write_pdf(pdf_tags=True))


def typst(content: Content) -> bytes:
    """Typst, a typesetter in Rust."""
    import typst as compiler

    source = "\n".join(_typst(content)).encode()
    return bytes(compiler.compile(source, font_paths=[str(resource("fonts"))]))


def libreoffice(content: Content) -> bytes:
    """LibreOffice, from HTML."""
    program = shutil.which("soffice")
    if program is None:
        raise ImportError("soffice")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "pack.html")
        page.write_text(_html(content), encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(page)],
            check=True,
            capture_output=True,
        )
        return page.with_suffix(".pdf").read_bytes()


ENGINES: dict[str, tuple[str, Callable[[Content], bytes]]] = {
    "bare": ("en", bare),
    "latin": ("en", ours),
    "arabic": ("ar", lambda content: ours(content, "ar")),
    "justified": ("en", lambda content: ours(content, justified=True)),
    "word": ("en", word),
    "weasyprint": ("en", weasyprint),
    "typst": ("en", typst),
    "libreoffice": ("en", libreoffice),
}


def _html(content: Content) -> str:
    parts = [
        '<html lang="en"><meta charset="utf-8"><style>@page {size: A4; margin: 22mm}'
        "body {font: 10.5pt/15pt 'Noto Sans'} td, th {font-size: 9pt; border-top: 0.5pt solid}"
        "table {width: 100%; border-collapse: collapse}</style>"
    ]
    for section in content:
        parts.append(f"<h1>{html.escape(section.title)}</h1>")
        parts.extend(map(_html_of, section.blocks))
    return "\n".join(parts)


def _html_of(block: Block) -> str:
    match block:
        case Prose(text=text):
            return f"<p>{html.escape(plain(text))}</p>"
        case TableBlock(columns=columns, rows=rows):
            head = "".join(f"<th>{html.escape(column.title)}</th>" for column in columns)
            body = ["".join(f"<td>{html.escape(plain(cell))}</td>" for cell in row) for row in rows]
            return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in body)}</table>"
        case FigureBlock(figure=figure):
            return _svg(figure)
        case _:
            raise ValueError(f"not drawn: {block}")


def _svg(figure: Figure) -> str:
    parts = [f'<svg viewBox="0 0 {figure.width} {figure.height}" width="100%">']
    for shape in figure.shapes:
        match shape:
            case Line():
                at = f'x1="{shape.x1}" y1="{shape.y1}" x2="{shape.x2}" y2="{shape.y2}"'
                parts.append(f'<line {at} stroke="black"/>')
            case Circle():
                parts.append(f'<circle cx="{shape.x:.2f}" cy="{shape.y:.2f}" r="{shape.radius}"/>')
            case Label():
                at = f'x="{shape.x:.2f}" y="{shape.y:.2f}" font-size="{shape.size}"'
                parts.append(f"<text {at}>{html.escape(shape.text)}</text>")
    return "".join([*parts, "</svg>"])


def _typst(content: Content) -> Iterator[str]:
    yield '#set page(paper: "a4", margin: 22mm)\n#set text(font: "Noto Sans", size: 10.5pt)'
    for section in content:
        yield f"= {section.title}\n"
        for block in section.blocks:
            match block:
                case Prose(text=text):
                    yield plain(text) + "\n"
                case TableBlock(columns=columns, rows=rows):
                    cells = [column.title for column in columns] + [
                        plain(cell) for row in rows for cell in row
                    ]
                    yield f"#table(columns: {len(columns)}, {', '.join(f'[{cell}]' for cell in cells)})"
                case FigureBlock(figure=figure):
                    yield from _typst_figure(figure)


def _typst_figure(figure: Figure) -> Iterator[str]:
    yield f"#box(width: {figure.width}pt, height: {figure.height}pt)["
    for shape in figure.shapes:
        match shape:
            case Line():
                ends = f"({shape.x1}pt, {shape.y1}pt), end: ({shape.x2}pt, {shape.y2}pt)"
                yield f"#place(line(start: {ends}))"
            case Circle():
                left, top = shape.x - shape.radius, shape.y - shape.radius
                yield f"#place(dx: {left:.2f}pt, dy: {top:.2f}pt, circle(radius: {shape.radius}pt, fill: black))"
            case Label():
                at = f"dx: {shape.x:.2f}pt, dy: {shape.y - shape.size:.2f}pt"
                yield f"#place({at}, text(size: {shape.size}pt)[{shape.text}])"
    yield "]"


def pages_of(data: bytes) -> int:
    """How many pages a PDF has; 0 for a document of Word."""
    import pikepdf

    if not data.startswith(b"%PDF"):
        return 0
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def processor_seconds() -> float:
    """What all processors have worked for this process and those that it started: other work counts little."""
    return sum(os.times()[:4])


def most_megabytes(children: bool) -> float:
    """The most memory this process, or one that it started, held at once; 0 where the system does not say."""
    try:
        import resource as system
    except ImportError:
        return 0.0
    who = system.RUSAGE_CHILDREN if children else system.RUSAGE_SELF
    return system.getrusage(who).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def main(engine: str, count: str) -> int:
    """Measure one typesetter; three times, but once where it takes long."""
    language, work = ENGINES[engine]
    content = sections(int(count), language)
    try:
        work(content[:2])
    except (ImportError, OSError) as error:
        print(f"not here: {error}", file=sys.stderr)
        return NOT_HERE
    times: list[float] = []
    worked: list[float] = []
    while len(times) < 3 and sum(times) < 10:
        started, before = time.perf_counter(), processor_seconds()
        data = work(content)
        times.append(time.perf_counter() - started)
        worked.append(processor_seconds() - before)
    found = {
        "seconds": statistics.median(times),
        "processor_seconds": min(worked),
        "pages": pages_of(data),
        "kilobytes": len(data) / 1024,
        "megabytes": most_megabytes(engine == "libreoffice"),
    }
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
