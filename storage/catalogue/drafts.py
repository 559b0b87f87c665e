"""What was being typed when the vault was locked."""

from sqlalchemy import delete, select

from storage.catalogue.store import Store
from storage.catalogue.tables.trail import drafts


class Drafts(Store):
    """Implements the drafts of `vidfeed.ports.LedgerStore`."""

    def put_draft(self, place: str, text: str) -> None:
        """Keeps what is being typed at a place; see `vidfeed.ports.LedgerStore`."""
        self._put(drafts, {"place": place, "text": text, "at": self._timestamp()}, "place")

    def draft(self, place: str) -> str | None:
        """What was being typed there."""
        return self.drafts().get(place)

    def drafts(self) -> dict[str, str]:
        """All, by place."""
        rows = self._database.rows(select(drafts).order_by(drafts.c.at, drafts.c.place))
        return {row.place: row.text for row in rows}

    def drop_draft(self, place: str) -> None:
        """Forgets what was being typed there."""
        with self.transaction():
            self._database.run(delete(drafts).where(drafts.c.place == place))
