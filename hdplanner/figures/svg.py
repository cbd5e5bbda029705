"""A figure as SVG text, for export and for pages. Every text is escaped; nothing is ever fetched.

Deterministic: the same figure and roles give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from hdplanner.figures.shapes import (
    Circle,
    Figure,
    Label,
    Line,
    Point,
    Polygon,
    Polyline,
    Rect,
    Shape,
    runs_right_to_left,
)

_FONTS = "Noto Sans, Noto Sans Arabic, sans-serif"
_ENDS = {"left": "start", "middle": "middle", "right": "end"}
_OTHER_END = {"start": "end", "middle": "middle", "end": "start"}


def figure_to_svg(figure: Figure, roles: Mapping[str, str], background: str | None = None) -> str:
    """The figure as a whole SVG document, coloured by `roles`; `background` is a role, or None for none.

    Raises KeyError for a role that the palette lacks: that is a bug, not a person's mistake.
    """
    ground = () if background is None else (Rect(0, 0, figure.width, figure.height, fill=background),)
    body = "\n".join(_shape(shape, roles) for shape in (*ground, *figure.shapes))
    width, height = _number(figure.width), _number(figure.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label={quoteattr(_clean(figure.title))}>\n'
        f"<title>{escape(_clean(figure.title))}</title>\n<desc>{escape(_clean(figure.alt))}</desc>\n"
        f'<g font-family="{_FONTS}">\n{body}\n</g>\n</svg>\n'
    )


def _shape(shape: Shape, roles: Mapping[str, str]) -> str:
    match shape:
        case Label():
            return _label(shape, roles)
        case Line():
            ends = _attributes(x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2)
            return f"<line{ends}{_stroke(shape, shape.stroke, roles)}/>"
        case Polyline():
            return f'<polyline points="{_points(shape.points)}" fill="none"{_stroke(shape, shape.stroke, roles)}/>'
        case Polygon():
            return f'<polygon points="{_points(shape.points)}"{_paint(shape, roles)}/>'
        case Circle():
            return f"<circle{_attributes(cx=shape.x, cy=shape.y, r=shape.radius)}{_paint(shape, roles)}/>"
        case Rect():
            box = _attributes(x=shape.x, y=shape.y, width=shape.width, height=shape.height)
            corner = _attributes(rx=shape.corner) if shape.corner else ""
            return f"<rect{box}{corner}{_paint(shape, roles)}/>"


def _label(shape: Label, roles: Mapping[str, str]) -> str:
    end, extra = _ENDS[shape.anchor], ""
    if runs_right_to_left(shape.text):
        end, extra = _OTHER_END[end], ' direction="rtl"'
    if end != "start":
        extra += f' text-anchor="{end}"'
    if shape.weight == "bold":
        extra += ' font-weight="600"'
    if shape.opacity < 1:
        extra += _attributes(opacity=shape.opacity)
    if shape.turn:
        extra += f' transform="rotate({_number(shape.turn)} {_number(shape.x)} {_number(shape.y)})"'
    place = _attributes(x=shape.x, y=shape.y, font_size=shape.size)
    return f'<text{place} fill="{roles[shape.role]}"{extra}>{escape(_clean(shape.text))}</text>'


def _paint(shape: Polygon | Circle | Rect, roles: Mapping[str, str]) -> str:
    fill = "none" if shape.fill is None else roles[shape.fill]
    return f' fill="{fill}"{_stroke(shape, shape.stroke, roles)}'


def _stroke(
    shape: Line | Polyline | Polygon | Circle | Rect, role: str | None, roles: Mapping[str, str]
) -> str:
    text = ""
    if role is not None:
        text = (
            f' stroke="{roles[role]}"{_attributes(stroke_width=shape.stroke_width)} stroke-linejoin="round"'
        )
        if shape.dash:
            text += f' stroke-dasharray="{" ".join(_number(length) for length in shape.dash)}"'
    if shape.opacity < 1:
        text += _attributes(opacity=shape.opacity)
    return text


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _attributes(**values: float) -> str:
    return "".join(f' {name.replace("_", "-")}="{_number(value)}"' for name, value in values.items())


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:g}" if abs(value) < 1e5 else f"{value:.2f}"


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
