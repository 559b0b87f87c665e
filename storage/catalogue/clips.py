"""Clips and their encrypted files."""

from fractions import Fraction
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, literal, select, update

from storage.catalogue.database import Values
from storage.catalogue.missing import no_clip, not_ready
from storage.catalogue.store import Store
from storage.catalogue.tables.cases import cases, sessions
from storage.catalogue.tables.clips import assets, clips, films, frame_indexes, positions
from storage.catalogue.tables.vault import identities
from storage.catalogue.text_forms import fraction_text, list_text, read_list
from vidfeed.errors import InternalError
from vidfeed.model.clip import Asset, AssetRole, Clip, ClipKind, ClipStatus, Film
from vidfeed.model.frame_index import FrameIndex


class Clips(Store):
    """Implements `vidfeed.ports.ClipStore`, except what concerns the full text."""

    def add_clip(self, clip: Clip) -> None:
        """Enters an importing clip and makes its identity, in one transaction."""
        with self.transaction():
            self._add(clips, _clip_values(clip))
            self.add_identity(clip.id, clip.case_id)

    def add_identity(self, owner_id: str, case_id: str) -> None:
        """Makes the identity of a clip, or of a document or prepared visit of a case."""
        self._add(identities, {"owner_id": owner_id, "case_id": case_id, "identity": self._new_identity()})

    def clip_identity(self, clip_id: str) -> str:
        """What opens the files of the clip (or of another owner of an identity).

        Raises:
            ExpectedError: kind `unknown-clip` where there is none, or none any more.
        """
        row = self._database.row(select(identities.c.identity).where(identities.c.owner_id == clip_id))
        if row is None:
            raise no_clip()
        return str(row.identity)

    def complete_clip(self, clip: Clip, index: FrameIndex, film: Film, original: Asset) -> None:
        """Fills in what import found, and sets the clip's status."""
        with self.transaction():
            self._change(clips, "id", _clip_values(clip), no_clip())
            self._put(films, _film_values(clip.id, film), "clip_id")
            self._put(frame_indexes, {"clip_id": clip.id, "packed": index.pack()}, "clip_id")
            self.add_asset(original)

    def discard_clip(self, clip_id: str) -> None:
        """Removes a clip that never finished importing, with its identity."""
        with self.transaction():
            clip = self.clip(clip_id)
            if clip is None:
                raise no_clip()
            if clip.status is not ClipStatus.IMPORTING:
                raise InternalError("only a clip that is being imported can be discarded")
            self._database.run(delete(identities).where(identities.c.owner_id == clip_id))
            self._database.run(delete(clips).where(clips.c.id == clip_id))

    def set_clip_status(self, clip_id: str, status: ClipStatus) -> None:
        """How far the clip has come."""
        self._change(clips, "id", {"id": clip_id, "status": status}, no_clip())

    def set_clip_trouble(self, clip_id: str, trouble: str) -> None:
        """Why its film is not decoded again."""
        self._change(clips, "id", {"id": clip_id, "trouble": trouble}, no_clip())

    def set_clip_gain(self, clip_id: str, gain_db: float) -> None:
        """How much louder its sound is played than it was recorded."""
        self._change(clips, "id", {"id": clip_id, "gain_db": gain_db}, no_clip())

    def set_position(self, clip_id: str, position_pts: int) -> None:
        """Where watching stopped."""
        with self.transaction():
            there = update(positions).where(positions.c.clip_id == clip_id).values(position_pts=position_pts)
            if not self._database.run(there):
                self._add(positions, {"clip_id": clip_id, "position_pts": position_pts})

    def set_sitting(self, clip_id: str, sitting: str) -> None:
        """Where the passes through it stand; a clip that nobody watched yet is left at its first frame."""
        with self.transaction():
            there = update(positions).where(positions.c.clip_id == clip_id).values(sitting=sitting)
            if not self._database.run(there):
                clip = self.clip(clip_id)
                if clip is None:
                    raise no_clip()
                self._add(positions, {"clip_id": clip_id, "position_pts": clip.origin_pts, "sitting": sitting})

    def clip(self, clip_id: str) -> Clip | None:
        """By id."""
        return next(iter(self._clips(_CLIP, {"of": clip_id})), None)

    def clips(self, case_id: str | None = None, status: ClipStatus | None = None) -> list[Clip]:
        """By case code, session number, then order of import; those being imported or erased included."""
        query = _CLIPS if case_id is None else _CLIPS.where(clips.c.case_id == case_id)
        return self._clips(query if status is None else query.where(clips.c.status == status))

    def clips_with_sha256(self, sha256: str) -> list[Clip]:
        """Clips of the same film, in any case."""
        return self._clips(_CLIPS.where(clips.c.sha256 == sha256))

    def film(self, clip_id: str) -> Film:
        """What import found."""
        clip = self.clip(clip_id)
        if clip is None:
            raise no_clip()
        row = self._database.row(select(films).where(films.c.clip_id == clip_id))
        if row is None:
            raise not_ready()
        return _film(row, clip, self.frame_index(clip_id))

    def frame_index(self, clip_id: str) -> FrameIndex:
        """The clip's frames."""
        row = self._database.row(select(frame_indexes.c.packed).where(frame_indexes.c.clip_id == clip_id))
        if row is not None:
            return FrameIndex.unpack(row.packed)
        raise no_clip() if self.clip(clip_id) is None else not_ready()

    def add_asset(self, asset: Asset) -> None:
        """Enters an encrypted file of a clip; raises ExpectedError `unknown-clip` where it was erased meanwhile."""
        with self.transaction():
            if self._database.row(select(clips.c.id).where(clips.c.id == asset.clip_id)) is None:
                raise no_clip()
            self._add(assets, _asset_values(asset))

    def drop_asset(self, blob_id: str) -> None:
        """Forgets an encrypted file."""
        with self.transaction():
            self._database.run(delete(assets).where(assets.c.blob_id == blob_id))

    def asset(self, clip_id: str, role: AssetRole) -> Asset | None:
        """The newest of that role."""
        query = select(assets).where(assets.c.clip_id == clip_id, assets.c.role == role)
        row = self._database.row(query.order_by(assets.c.seq.desc()).limit(1))
        return read_asset(row) if row else None

    def assets(self, clip_id: str | None = None) -> list[Asset]:
        """Of a clip or of all, in order of entry, without their packets: those of all films are gigabytes."""
        query = _WITHOUT_PACKETS.order_by(assets.c.seq)
        rows = self._database.rows(query if clip_id is None else query.where(assets.c.clip_id == clip_id))
        return [read_asset(row) for row in rows]

    def _clips(self, query: Select[Any], parameters: Values | None = None) -> list[Clip]:
        return [_clip(row) for row in self._database.rows(query, parameters)]


_CLIPS = (
    select(clips, positions.c.position_pts, positions.c.sitting)
    .join(cases, cases.c.id == clips.c.case_id)
    .join(sessions, sessions.c.id == clips.c.session_id)
    .outerjoin(positions, positions.c.clip_id == clips.c.id)
    .order_by(cases.c.code, sessions.c.number, clips.c.seq)
)
_CLIP = _CLIPS.where(clips.c.id == bindparam("of"))  # made once: it runs with every mark


_WITHOUT_PACKETS = select(
    *(column for column in assets.c if column is not assets.c.packets), literal(b"").label("packets")
)


def read_asset(row: Row[Any]) -> Asset:
    """The asset of a row of its table."""
    return Asset(
        blob_id=row.blob_id,
        clip_id=row.clip_id,
        role=AssetRole(row.role),
        size_bytes=row.size_bytes,
        header_sha256=row.header_sha256,
        plaintext_sha256=row.plaintext_sha256,
        packets=row.packets,
    )


def _asset_values(asset: Asset) -> dict[str, object]:
    return {
        "blob_id": asset.blob_id,
        "clip_id": asset.clip_id,
        "role": asset.role,
        "size_bytes": asset.size_bytes,
        "header_sha256": asset.header_sha256,
        "plaintext_sha256": asset.plaintext_sha256,
        "packets": asset.packets,
    }


def _clip(row: Row[Any]) -> Clip:
    return Clip(
        id=row.id,
        case_id=row.case_id,
        session_id=row.session_id,
        kind=ClipKind(row.kind),
        status=ClipStatus(row.status),
        title=row.title,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        frames=row.frames,
        width_px=row.width_px,
        height_px=row.height_px,
        rotation=row.rotation,
        frame_rate=Fraction(row.frame_rate),
        variable_frame_rate=row.variable_frame_rate,
        audio=row.audio,
        time_base=Fraction(row.time_base),
        origin_pts=row.origin_pts,
        end_pts=row.end_pts,
        recorded_at=row.recorded_at,
        position_pts=row.position_pts,
        warnings=read_list(row.warnings),
        gain_db=row.gain_db,
        trouble=row.trouble,
        sitting=row.sitting or "",
    )


def _clip_values(clip: Clip) -> dict[str, object]:
    return {
        "id": clip.id,
        "case_id": clip.case_id,
        "session_id": clip.session_id,
        "kind": clip.kind,
        "status": clip.status,
        "title": clip.title,
        "sha256": clip.sha256,
        "size_bytes": clip.size_bytes,
        "frames": clip.frames,
        "width_px": clip.width_px,
        "height_px": clip.height_px,
        "rotation": clip.rotation,
        "frame_rate": fraction_text(clip.frame_rate),
        "variable_frame_rate": clip.variable_frame_rate,
        "audio": clip.audio,
        "time_base": fraction_text(clip.time_base),
        "origin_pts": clip.origin_pts,
        "end_pts": clip.end_pts,
        "recorded_at": clip.recorded_at,
        "warnings": list_text(clip.warnings),
        "gain_db": clip.gain_db,
        "trouble": clip.trouble,
    }


def _film(row: Row[Any], clip: Clip, index: FrameIndex) -> Film:
    return Film(
        format_name=row.format_name,
        stream_index=row.stream_index,
        audio_index=row.audio_index,
        codec=row.codec,
        width_px=clip.width_px,
        height_px=clip.height_px,
        rotation=clip.rotation,
        frame_rate=clip.frame_rate,
        variable_frame_rate=clip.variable_frame_rate,
        index=index,
        recorded_at=row.recorded_at,
        warnings=read_list(row.warnings),
    )


def _film_values(clip_id: str, film: Film) -> dict[str, object]:
    return {
        "clip_id": clip_id,
        "format_name": film.format_name,
        "stream_index": film.stream_index,
        "audio_index": film.audio_index,
        "codec": film.codec,
        "recorded_at": film.recorded_at,
        "warnings": list_text(film.warnings),
    }
