"""What is done to a finished pack on request."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

from hdplanner.briefing.content import PackContent, Prose
from hdplanner.briefing.document import render
from hdplanner.briefing.finish import attach, encrypt
from hdplanner.errors import InvalidValueError
from tests.briefing.conftest import read_pages
from tests.briefing.proof.structure import faults

Make = Callable[..., PackContent]
PASSPHRASES = ["plain words", "пароль-كلمة", "密码短语", "pässwörd ẞ", "😀 and more", " ", "x" * 127]
CAMPAIGN = {"mime_type": "application/json", "description": "The campaign", "on": dt.date(2026, 1, 1)}


@pytest.fixture(scope="module")
def made(pack: Make) -> bytes:
    return render(pack(Prose("Words."), author="Office")).data


@pytest.mark.parametrize("passphrase", PASSPHRASES)
def test_a_passphrase_of_any_script_opens_the_pack_and_nothing_else_does(
    made: bytes, passphrase: str
) -> None:
    locked = encrypt(made, passphrase)
    for wrong in ("", passphrase + "x" if len(passphrase) < 127 else "x" * 126, passphrase.upper() + "-"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)
    with pikepdf.open(io.BytesIO(locked), password=passphrase) as pdf:
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert pdf.encryption.stream_method.name == pdf.encryption.string_method.name == "aesv3"
        assert pdf.user_password_matched
        assert not pdf.owner_password_matched


def test_another_library_opens_it_by_the_passphrase_only(made: bytes) -> None:
    locked = encrypt(made, "пароль-كلمة")
    for wrong in (None, "", "пароль"):
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(locked, password=wrong)
    with pypdfium2.PdfDocument(locked, password="пароль-كلمة") as document:
        assert "Words." in document[1].get_textpage().get_text_bounded()


def test_no_word_and_no_property_of_a_locked_pack_can_be_read(made: bytes) -> None:
    locked = encrypt(attach(made, "campaign.json", b'{"secret": 1}', **CAMPAIGN), "key")  # type: ignore[arg-type] # as given above
    for word in (b"Relief", b"Office", b"Varenia", b"secret", b"campaign.json", b"dc:title", b"HD Planner"):
        assert word not in locked


def test_readers_may_read_print_and_listen_and_nothing_else(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(encrypt(made, "key")), password="key") as pdf:
        allowed = {name for name, yes in pdf.allow._asdict().items() if yes}
    assert allowed == {"accessibility", "print_lowres", "print_highres"}


def test_no_two_locked_packs_are_alike(made: bytes) -> None:
    assert encrypt(made, "key") != encrypt(made, "key")


def test_a_pack_is_the_same_once_it_is_opened(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(encrypt(made, "key")), password="key") as pdf:
        out = io.BytesIO()
        pdf.save(out)
    assert read_pages(out.getvalue()) == read_pages(made)
    assert faults(out.getvalue()) == []


@pytest.mark.parametrize(
    ("passphrase", "why"), [("", "empty"), ("x" * 128, "too long"), ("я" * 64, "too long")]
)
def test_a_passphrase_that_would_not_hold_is_refused(made: bytes, passphrase: str, why: str) -> None:
    with pytest.raises(InvalidValueError, match=why):
        encrypt(made, passphrase)


def test_a_file_is_attached_the_same_way_each_time(made: bytes) -> None:
    one = attach(made, "campaign.json", b"{}", **CAMPAIGN)  # type: ignore[arg-type] # as given above
    assert one == attach(made, "campaign.json", b"{}", **CAMPAIGN)  # type: ignore[arg-type] # as given above
    assert faults(one) == []
    with pikepdf.open(io.BytesIO(one)) as pdf:
        file = pdf.attachments["campaign.json"]
        assert file.get_file().read_bytes() == b"{}"
        assert file.obj.AFRelationship == pikepdf.Name.Data
        assert pdf.Root.AF[0].objgen == file.obj.objgen
        assert file.get_file().mime_type == "application/json"
        assert file.get_file().creation_date == dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def test_a_second_file_leaves_the_first(made: bytes) -> None:
    one = attach(made, "a.json", b"1", **CAMPAIGN)  # type: ignore[arg-type] # as given above
    two = attach(one, "ب.json", b"2", **CAMPAIGN)  # type: ignore[arg-type] # as given above
    with pikepdf.open(io.BytesIO(two)) as pdf:
        assert {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()} == {
            "a.json": b"1",
            "ب.json": b"2",
        }
        assert len(pdf.Root.AF) == 2
