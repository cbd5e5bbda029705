"""What is done to a finished pack on request."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pikepdf
import pytest

from hdplanner.briefing.content import PackContent, Prose
from hdplanner.briefing.document import render
from hdplanner.briefing.finish import attach, encrypt

Make = Callable[..., PackContent]


def test_a_passphrase_of_any_script_opens_the_pack_and_nothing_else_does(pack: Make) -> None:
    locked = encrypt(render(pack(Prose("Words."))).data, "пароль-كلمة")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    with pikepdf.open(io.BytesIO(locked), password="пароль-كلمة") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256


def test_an_empty_passphrase_is_refused(pack: Make) -> None:
    with pytest.raises(ValueError, match="empty"):
        encrypt(render(pack(Prose("Words."))).data, "")


def test_a_file_is_attached_the_same_way_each_time(pack: Make) -> None:
    data = render(pack(Prose("Words."))).data
    given = {"mime_type": "application/json", "description": "The campaign", "on": dt.date(2026, 1, 1)}
    one = attach(data, "campaign.json", b"{}", **given)  # type: ignore[arg-type] # as given above
    assert one == attach(data, "campaign.json", b"{}", **given)  # type: ignore[arg-type] # as given above
    with pikepdf.open(io.BytesIO(one)) as pdf:
        assert pdf.attachments["campaign.json"].get_file().read_bytes() == b"{}"
