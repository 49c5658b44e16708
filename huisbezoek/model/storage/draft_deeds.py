"""Keeping drafts, and small local facts, in the running transaction."""

import msgspec

from huisbezoek.model.storage.session import Session
from huisbezoek.model.usecases.ports.drafts import Draft


class DraftDeeds(Session):
    """Drafts, which never leave this profile."""

    def save_draft(self, draft: Draft) -> None:
        """Keeps the draft, replacing an earlier one of the same visit."""
        self._connection.exec_driver_sql(
            "INSERT INTO drafts (visit, document, saved_at) VALUES (?, ?, ?)"
            " ON CONFLICT (visit) DO UPDATE SET document = excluded.document,"
            " saved_at = excluded.saved_at",
            (
                draft.visit,
                msgspec.json.encode(draft.document),
                draft.saved_at.isoformat(),
            ),
        )
        self._local.add("drafts")

    def drop_draft(self, visit: str) -> None:
        """Removes the draft."""
        self._connection.exec_driver_sql("DELETE FROM drafts WHERE visit = ?", (visit,))
        self._local.add("drafts")
