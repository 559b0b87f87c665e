"""Codebooks: versions, whole, as JSON, and their tags' names for the full text."""

import json
from decimal import Decimal

from sqlalchemy import delete, func, insert, select

from storage.catalogue.store import Store
from storage.catalogue.tables.marks import codebook_tags, codebooks
from vidfeed.model.codebook import Audience, Codebook, Tag


class Codebooks(Store):
    """Implements the codebook half of `vidfeed.ports.MomentStore`."""

    def codebooks(self) -> list[Codebook]:
        """The newest version of each, in order of first entry."""
        newest = (
            select(
                codebooks.c.id, func.max(codebooks.c.version).label("version"), func.min(codebooks.c.seq).label("seq")
            )
            .group_by(codebooks.c.id)
            .subquery()
        )
        query = (
            select(codebooks.c.body)
            .join(newest, (codebooks.c.id == newest.c.id) & (codebooks.c.version == newest.c.version))
            .order_by(newest.c.seq)
        )
        return [read_codebook(row.body) for row in self._database.rows(query)]

    def codebook(self, codebook_id: str, version: int | None = None) -> Codebook | None:
        """One version, by default the newest."""
        query = select(codebooks.c.body).where(codebooks.c.id == codebook_id)
        if version is not None:
            query = query.where(codebooks.c.version == version)
        row = self._database.row(query.order_by(codebooks.c.version.desc()).limit(1))
        return read_codebook(row.body) if row else None

    def put_codebook(self, codebook: Codebook) -> None:
        """Enters a version, or replaces it; a tag's name changes only with a new version."""
        version = {"codebook_id": codebook.id, "version": codebook.version}
        of_version = codebook_tags.c.codebook_id == codebook.id, codebook_tags.c.version == codebook.version
        same = codebooks.c.id == codebook.id, codebooks.c.version == codebook.version
        values = {"id": codebook.id, "version": codebook.version, "body": codebook_body(codebook)}
        with self.transaction():
            known = self._database.row(select(codebooks.c.seq).where(*same))
            if known is not None:
                values["seq"] = known.seq
            self._database.run(delete(codebook_tags).where(*of_version))
            self._database.run(delete(codebooks).where(*same))
            self._database.run(insert(codebooks), values)
            self._database.run(
                insert(codebook_tags), [{**version, "tag_id": tag.id, "name": tag.name} for tag in codebook.tags]
            )


def codebook_body(codebook: Codebook) -> str:
    """The codebook as JSON text."""
    body = {
        "id": codebook.id,
        "version": codebook.version,
        "name": codebook.name,
        "audience": codebook.audience,
        "enabled": codebook.enabled,
        "informed_by": codebook.informed_by,
        "tags": [
            {
                "id": tag.id,
                "name": tag.name,
                "meaning": tag.meaning,
                "group": tag.group,
                "row": tag.row,
                "lead_s": str(tag.lead_s),
                "lag_s": str(tag.lag_s),
            }
            for tag in codebook.tags
        ],
    }
    return json.dumps(body, ensure_ascii=False)


def read_codebook(body: str) -> Codebook:
    """The codebook that `codebook_body` wrote."""
    data = json.loads(body)
    return Codebook(
        id=data["id"],
        version=data["version"],
        name=data["name"],
        audience=Audience(data["audience"]),
        tags=tuple(
            Tag(
                id=tag["id"],
                name=tag["name"],
                meaning=tag["meaning"],
                group=tag["group"],
                row=tag["row"],
                lead_s=Decimal(tag["lead_s"]),
                lag_s=Decimal(tag["lag_s"]),
            )
            for tag in data["tags"]
        ),
        enabled=data["enabled"],
        informed_by=data["informed_by"],
    )
