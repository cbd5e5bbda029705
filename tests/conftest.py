"""What every test stands on: no screen, no folder of the person's, no chance that differs from run to run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Without a platform and a display Qt aborts the process; set before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# One example after another, the same in each run: the machine is shared, so no deadline.
settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "soak", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("soak" if os.environ.get("HDPLANNER_SOAK") == "1" else "ci")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, caches and documents of a test go to a folder of its own, never to the person's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HDPLANNER_HOME", str(home))
    monkeypatch.setenv("HDPLANNER_AUTHOR", "Test Author")
    secrets = ("HDPLANNER_PASSPHRASE", "HDPLANNER_OTHER_PASSPHRASE", "HDPLANNER_OUT_PASSPHRASE")
    for name in (*secrets, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins and ends with the interface in English."""
    from hdplanner import i18n

    i18n.activate("en")
    yield
    i18n.activate("en")


@pytest.fixture
def soaking() -> bool:
    """Whether long counts are asked for (`dev.py soak`)."""
    return os.environ.get("HDPLANNER_SOAK") == "1"
