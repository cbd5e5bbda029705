"""What part of a grid or a network is seen: where the plot lies on the page, how far it is zoomed, and the way
between both.

Plain arithmetic in points (logical pixels at 100 % text); knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass

from hdplanner.figures.grid import Box

MAX_ZOOM = 32.0


@dataclass
class Camera:
    """`plot` is the field on the page; (x, y) is the corner of what is seen, as fractions of the grid."""

    plot: Box
    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def unit(self) -> Box:
        """Where the whole grid lies on the page, mostly out of sight when zoomed in."""
        width, height = self.plot.width * self.zoom, self.plot.height * self.zoom
        return Box(self.plot.x - self.x * width, self.plot.y - self.y * height, width, height)

    @property
    def key(self) -> tuple[float, ...]:
        """Equal for equal views."""
        return (self.zoom, self.x, self.y, self.plot.x, self.plot.y, self.plot.width, self.plot.height)

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """The point on the page of a place on the grid."""
        unit = self.unit
        return unit.x + x * unit.width, unit.y + y * unit.height

    def to_grid(self, x: float, y: float) -> tuple[float, float]:
        """The place on the grid of a point on the page; outside 0 to 1 beyond the edges."""
        unit = self.unit
        return (x - unit.x) / unit.width, (y - unit.y) / unit.height

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a point of the page lies in the plot."""
        plot = self.plot
        return plot.x - margin <= x <= plot.right + margin and plot.y - margin <= y <= plot.bottom + margin

    def zoom_at(self, x: float, y: float, factor: float) -> bool:
        """Zoom about a point of the page, which stays where it is; False at either end."""
        zoom = min(MAX_ZOOM, max(1.0, self.zoom * factor))
        if zoom == self.zoom:
            return False
        grid_x, grid_y = self.to_grid(x, y)
        self.zoom = zoom
        self.x = grid_x - (x - self.plot.x) / (self.plot.width * zoom)
        self.y = grid_y - (y - self.plot.y) / (self.plot.height * zoom)
        self._stay_inside()
        return True

    def pan(self, dx: float, dy: float) -> None:
        """Shift what is seen by points of the page, as if the grid were pulled along."""
        self.x -= dx / (self.plot.width * self.zoom)
        self.y -= dy / (self.plot.height * self.zoom)
        self._stay_inside()

    def fit(self) -> None:
        """Show the whole grid."""
        self.zoom, self.x, self.y = 1.0, 0.0, 0.0

    def reveal(self, x: float, y: float) -> bool:
        """Shift so that a place on the grid is seen, in the middle; False if it was."""
        if self.holds(*self.to_page(x, y), margin=-8):
            return False
        self.x, self.y = x - 0.5 / self.zoom, y - 0.5 / self.zoom
        self._stay_inside()
        return True

    def _stay_inside(self) -> None:
        most = 1.0 - 1.0 / self.zoom
        self.x = min(most, max(0.0, self.x))
        self.y = min(most, max(0.0, self.y))
