"""Every change that the Messages room makes, one method each. Those that a text field asks for say whether it was taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hdplanner.i18n import _
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.domain.values import Principle
    from hdplanner.services.bank import BankRow


class MessageEdits:
    """Says to the gateway what is to be done, with the name that undo will show."""

    def __init__(self, context: AppContext) -> None:
        self._gateway = context.gateway
        self._settings = context.settings

    def author(self) -> str:
        """Who checks and approves, unless somebody else is named."""
        return self._settings.author_name()

    # -- messages

    def add(self, title: str) -> str | None:
        """Add a message; its id, or None where that was refused."""
        from hdplanner.services import messages

        return self._gateway.run(
            "message.add",
            messages.add_message,
            about={},
            made="message",
            campaign_id=self._gateway.campaign_id,
            title=title,
        )

    def update(self, message_id: str, **values: Any) -> bool:
        """Change fields of a message; its language by name or tag."""
        from hdplanner.services import messages
        from hdplanner.services.languages import read_language

        def work(session: Any) -> None:
            if "language" in values:
                values["language"] = read_language(values["language"])
            messages.update_message(session, message_id, **values)

        return self._did("message.update", work, {"message": message_id})

    def move(self, message_id: str, place: int) -> bool:
        """Put a message at another place of the list."""
        from hdplanner.services import messages

        return self._did(
            "message.move", messages.move_message, {"message": message_id}, message_id=message_id, place=place
        )

    def delete(self, ids: Sequence[str]) -> bool:
        """Delete messages."""
        from hdplanner.services import messages

        return self._did("message.delete", messages.delete_messages, {}, ids=list(ids))

    def copy(self, message_id: str, title: str) -> str | None:
        """Add a copy as a draft; its id."""
        from hdplanner.services import messages

        return self._gateway.run(
            "message.copy",
            messages.copy_message,
            about={},
            message_id=message_id,
            title=_("{title} (copy)").format(title=title),
        )

    def review(self, message_id: str) -> bool:
        """Ask for approval."""
        from hdplanner.services import messages

        return self._did(
            "message.review", messages.send_to_review, {"message": message_id}, message_id=message_id
        )

    def approve(self, message_id: str, by: str, until: date | None) -> bool:
        """Record who approved it, and until when that holds."""
        from hdplanner.services import messages

        return self._did(
            "message.approve",
            messages.approve_message,
            {"message": message_id},
            message_id=message_id,
            by=by,
            expires_on=until,
        )

    def reopen(self, message_id: str) -> bool:
        """Make it a draft again."""
        from hdplanner.services import messages

        return self._did(
            "message.reopen", messages.reopen_message, {"message": message_id}, message_id=message_id
        )

    def restore(self, message_id: str, version: int) -> bool:
        """Take an earlier wording up again."""
        from hdplanner.services import message_house

        return self._did(
            "message.restore",
            message_house.restore_version,
            {"message": message_id},
            message_id=message_id,
            version=version,
        )

    def check(self, message_id: str, by: str, concerns: Sequence[tuple[Principle, str, str]] = ()) -> bool:
        """Record a check against the Principles: no concern on any, or these."""
        from hdplanner.services import message_house

        return self._did(
            "message.check",
            message_house.check_principles,
            {"message": message_id},
            message_id=message_id,
            by=by,
            concerns=list(concerns),
        )

    # -- what hangs on a message or on the plan: pillars, proof points, answers, words, lines

    def add_part(self, part: str, message_id: str, **values: Any) -> str | None:
        """Add a pillar or an answer to a message, or a word, a proof point or a line to the plan; its id."""
        from hdplanner.services import parts

        parent = message_id if part in ("support", "counter_argument") else self._gateway.campaign_id
        return self._gateway.run(
            f"{part}.add",
            parts.add_part,
            about={"message": message_id} if message_id else {},
            part=part,
            parent_id=parent,
            **values,
        )

    def update_part(self, part: str, row_id: str, message_id: str, **values: Any) -> bool:
        """Change fields of one of them."""
        from hdplanner.services import parts

        about = {"message": message_id}
        return self._did(f"{part}.update", parts.update_parts, about, part=part, ids=[row_id], **values)

    def delete_part(self, part: str, row_id: str, message_id: str) -> bool:
        """Delete one of them."""
        from hdplanner.services import parts

        about = {"message": message_id}
        return self._did(f"{part}.delete", parts.delete_parts, about, part=part, ids=[row_id])

    def move_part(self, part: str, row_id: str, message_id: str, place: int) -> bool:
        """Put one at another place among its siblings."""
        from hdplanner.services import parts

        about = {"message": message_id}
        return self._did(f"{part}.move", parts.move_part, about, part=part, row_id=row_id, place=place)

    def speak(self, answer_id: str, message_id: str, name: str) -> bool:
        """Say by name whose argument or question it is; an empty name is anybody."""
        from hdplanner.services import parts, stakeholders

        def work(session: Any) -> None:
            key = stakeholders.find_stakeholder(session, name) if name else None
            parts.update_parts(session, part="counter_argument", ids=[answer_id], stakeholder_id=key)

        return self._did("counter_argument.update", work, {"message": message_id})

    # -- proof points below a message

    def add_proof(self, message_id: str, support_id: str | None, text: str, **values: Any) -> str | None:
        """Add a proof point to the plan and lay it below a message, as one act; its id."""
        from hdplanner.services import message_house, parts

        campaign_id = self._gateway.campaign_id

        def work(session: Any) -> str:
            made = parts.add_part(session, part="proof_point", parent_id=campaign_id, text=text, **values)
            message_house.lay_proof(session, message_id=message_id, proof_id=made, support_id=support_id)
            return made

        return self._gateway.run("proof_point.add", work, about={"message": message_id})

    def lay(self, message_id: str, proof_id: str, support_id: str | None, place: int | None = None) -> bool:
        """Put a proof point below a message, or at another place there."""
        from hdplanner.services import message_house

        return self._did(
            "proof.lay",
            message_house.lay_proof,
            {"message": message_id},
            message_id=message_id,
            proof_id=proof_id,
            support_id=support_id,
            place=place,
        )

    def lift(self, message_id: str, proof_id: str) -> bool:
        """Take a proof point from a message; the plan keeps it."""
        from hdplanner.services import message_house

        return self._did(
            "proof.lift",
            message_house.lift_proof,
            {"message": message_id},
            message_id=message_id,
            proof_id=proof_id,
        )

    # -- variants

    def add_variant(self, message_id: str, language: str, **values: Any) -> str | None:
        """Add a variant, its language by name or tag; its id."""
        from hdplanner.services import message_house
        from hdplanner.services.languages import read_language

        def work(session: Any) -> str:
            tag = read_language(language)
            return message_house.add_variant(session, message_id=message_id, language=tag, **values)

        return self._gateway.run("variant.add", work, about={"message": message_id})

    def update_variant(self, variant_id: str, message_id: str, **values: Any) -> bool:
        """Change a variant; its language by name or tag."""
        from hdplanner.services import message_house
        from hdplanner.services.languages import read_language

        def work(session: Any) -> None:
            if "language" in values:
                values["language"] = read_language(values["language"])
            message_house.update_variant(session, variant_id, **values)

        return self._did("variant.update", work, {"message": message_id})

    def renew_variant(self, variant_id: str, message_id: str) -> bool:
        """Say that a variant is true to its master as that stands."""
        from hdplanner.services import message_house

        return self._did(
            "variant.update", message_house.renew_variant, {"message": message_id}, variant_id=variant_id
        )

    def delete_variant(self, variant_id: str, message_id: str) -> bool:
        """Delete a variant."""
        from hdplanner.services import message_house

        return self._did(
            "variant.delete", message_house.delete_variant, {"message": message_id}, variant_id=variant_id
        )

    # -- the bank

    def use_line(self, message_id: str, row: BankRow, use: str) -> bool:
        """Take a line of the bank into a message: as a "proof" point with its source, a "support" or a "reply"."""
        if use == "proof":
            source = " · ".join(filter(None, (row.stakeholder or row.said_by, row.source)))
            made = self.add_proof(
                message_id, None, row.text, source=source, source_on=row.said_on, disclosure=row.disclosure
            )
        elif use == "support":
            made = self.add_part("support", message_id, text=row.text, disclosure=row.disclosure)
        else:
            made = self.add_part("counter_argument", message_id, reply=row.text, disclosure=row.disclosure)
        return made is not None

    def _did(
        self, label_key: str, service: Callable[..., object], about: dict[str, str], **arguments: Any
    ) -> bool:
        """Whether a change was taken; a refusal has been told."""

        def work(session: Any, **given: Any) -> bool:
            service(session, **given)
            return True

        if not self._gateway.can_edit:  # a text that is left while the file closes
            return False
        return bool(self._gateway.run(label_key, work, about=about, **arguments))
