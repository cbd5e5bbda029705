"""The arguments of the commands that change who can open a file."""

from __future__ import annotations

from typing import Any

from hdplanner.cli.parser_pieces import add_verb
from hdplanner.domain.rules_passphrase import LANGUAGES
from hdplanner.i18n import _


def protecting_arguments(verbs: Any) -> None:
    """Add encrypt, passphrase, decrypt and recovery."""
    add_verb(verbs, "encrypt", _("Encrypt a plain file and its versions."))
    add_verb(verbs, "passphrase", _("Give an encrypted file and its versions another passphrase."))
    decrypt = add_verb(verbs, "decrypt", _("Make an encrypted file plain again."))
    decrypt.add_argument(
        "--versions",
        choices=["along", "keep", "delete"],
        default="along",
        help=_("what becomes of its versions (default: along, plain as well)"),
    )
    recovery = add_verb(
        verbs, "recovery", _("Tell the 24 words that open an encrypted file, for the office's safe.")
    )
    recovery.add_argument("--language", choices=LANGUAGES, help=_("language of the words"))
