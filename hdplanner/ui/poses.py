"""What a set of pictures shows, in turn: the rooms of the sample, and the windows about the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdplanner.paths import documents_dir
from hdplanner.ui.common.pose import Pose, Poses

if TYPE_CHECKING:
    from hdplanner.ui.shell.main_window import MainWindow


def poses(window: MainWindow, *, rooms: bool = True) -> Poses:
    """The start screen, the rooms where they are wanted, then what can be done with the file."""
    from hdplanner.ui.file.kept_poses import kept_poses
    from hdplanner.ui.file.merge_poses import merge_poses
    from hdplanner.ui.file.rights_poses import rights_poses
    from hdplanner.ui.file.secret_poses import secret_poses
    from hdplanner.ui.shell.poses import guard_poses, shell_poses
    from hdplanner.ui.shell.rooms import FIRST_ROOM

    yield Pose("welcome")
    window.files.open_sample()
    if rooms:
        yield from _rooms(window)
    window.show_room(FIRST_ROOM)
    for name, dialog in merge_poses(window.context, window, documents_dir()):
        yield Pose(name, dialog)
    yield from kept_poses(window.context, window)
    yield from shell_poses(window)
    yield from secret_poses(window.context, window)
    yield from rights_poses(window.context, window)
    yield from guard_poses(window)


def _rooms(window: MainWindow) -> Poses:
    from hdplanner.ui.shell.rooms import ROOMS

    for room in ROOMS:
        window.show_room(room.key)
        page = window.page()
        for name in page.poses():
            page.pose(name)
            yield Pose(f"{room.key}-{name}" if name else room.key)
