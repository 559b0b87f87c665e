"""Codebooks: versions, whole, as JSON, and their tags' names for the full text."""

import json
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, insert, select

from storage.catalogue.store import Store
from storage.catalogue.tables.marks import codebook_tags, codebooks, moment_tags
from storage.catalogue.tables.trail import changes
from vidfeed.model.clip import ClipKind
from vidfeed.model.codebook import Audience, Codebook, Extent, Tag
from vidfeed.model.moment import Who


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

    def codebook_versions(self) -> list[Codebook]:
        """Every version of every codebook."""
        query = select(codebooks.c.body).order_by(codebooks.c.seq)
        return [read_codebook(row.body) for row in self._database.rows(query)]

    def codebook_used(self, codebook_id: str, version: int) -> bool:
        """Whether a moment carries a tag of that version, or would once something is undone or redone."""
        of_version = moment_tags.c.codebook_id == codebook_id, moment_tags.c.version == version
        if self._database.row(select(moment_tags.c.moment_id).where(*of_version).limit(1)) is not None:
            return True
        # As `change_body` writes the end of a tag.
        written = f"{json.dumps(codebook_id, ensure_ascii=False)},{version}]"
        in_history = changes.c.body.contains(written, autoescape=True)
        return self._database.row(select(changes.c.seq).where(in_history).limit(1)) is not None

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
        "licence": codebook.licence,
        "film_kinds": codebook.film_kinds,
        "tags": [_tag_body(tag) for tag in codebook.tags],
    }
    return json.dumps(body, ensure_ascii=False)


def _tag_body(tag: Tag) -> dict[str, Any]:
    return {
        "id": tag.id,
        "name": tag.name,
        "meaning": tag.meaning,
        "group": tag.group,
        "row": tag.row,
        "lead_s": str(tag.lead_s),
        "lag_s": str(tag.lag_s),
        "parent_label": tag.parent_label,
        "looks_like": tag.looks_like,
        "not_like": tag.not_like,
        "actor": tag.actor,
        "extent": tag.extent,
        "audience": tag.audience,
        "look": tag.look,
        "key": tag.key,
    }


def read_codebook(body: str) -> Codebook:
    """The codebook that `codebook_body` wrote; what earlier versions of it did not write has its default."""
    data = json.loads(body)
    return Codebook(
        id=data["id"],
        version=data["version"],
        name=data["name"],
        audience=Audience(data["audience"]),
        tags=tuple(_read_tag(tag) for tag in data["tags"]),
        enabled=data["enabled"],
        informed_by=data["informed_by"],
        licence=data.get("licence", ""),
        film_kinds=tuple(ClipKind(kind) for kind in data.get("film_kinds", ())),
    )


def _read_tag(data: dict[str, Any]) -> Tag:
    actor, key = data.get("actor"), data.get("key")
    return Tag(
        id=data["id"],
        name=data["name"],
        meaning=data["meaning"],
        group=data["group"],
        row=data["row"],
        lead_s=Decimal(data["lead_s"]),
        lag_s=Decimal(data["lag_s"]),
        parent_label=data.get("parent_label", ""),
        looks_like=data.get("looks_like", ""),
        not_like=data.get("not_like", ""),
        actor=Who(actor) if actor else None,
        extent=Extent(data.get("extent", Extent.SPAN)),
        audience=Audience(data.get("audience", Audience.PARENT_SAFE)),
        look=data.get("look"),
        key=(key[0], key[1], key[2]) if key else None,
    )
