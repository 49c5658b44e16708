"""Questions about drafts."""

from datetime import datetime

import msgspec

from huisbezoek.model.storage.view import View
from huisbezoek.model.usecases.ports.drafts import Draft


class DraftQueries(View):
    """Answers about reports that are being written."""

    def draft(self, visit: str) -> Draft | None:
        """The draft of this visit, if one was begun."""
        rows = self._rows("SELECT document, saved_at FROM drafts WHERE visit = ?", (visit,))
        if not rows:
            return None
        document, saved_at = rows[0]
        return Draft(
            visit,
            msgspec.json.decode(document),
            datetime.fromisoformat(saved_at),
        )

    def drafted_visits(self) -> tuple[str, ...]:
        """Visits with a draft."""
        return tuple(row[0] for row in self._rows("SELECT visit FROM drafts ORDER BY visit"))
