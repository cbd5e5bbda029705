"""Where our own data files are, and where a person's settings and caches go.

Imports nothing of ours and nothing heavy. Never writes; whoever writes makes the folder first.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a file or folder under resources/, for instance `resource("themes", "light.toml")`.

    In a wheel resources/ lies inside the package; in a checkout (or an editable install) beside it.
    """
    packaged = _PACKAGE / "resources"
    root = packaged if packaged.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def settings_dir() -> Path:
    """The folder for this person's settings. HDPLANNER_HOME moves it, for tests and for portable use."""
    home = os.environ.get("HDPLANNER_HOME")
    if home:
        return Path(home) / "settings"
    import platformdirs

    return platformdirs.user_config_path("hdplanner", appauthor=False)


def cache_dir() -> Path:
    """The folder for what can be made again at any time. HDPLANNER_HOME moves it too."""
    home = os.environ.get("HDPLANNER_HOME")
    if home:
        return Path(home) / "cache"
    import platformdirs

    return platformdirs.user_cache_path("hdplanner", appauthor=False)


def documents_dir() -> Path:
    """The folder in which a person expects new campaign files. HDPLANNER_HOME moves it too."""
    home = os.environ.get("HDPLANNER_HOME")
    if home:
        return Path(home) / "documents"
    import platformdirs

    return platformdirs.user_documents_path()
