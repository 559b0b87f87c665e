"""What was coded of a film that was stopped: kept in the vault under a key of its own, until it is of no more use."""

import hashlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction

from storage.age import X25519Identity
from storage.vault.blob_reading import BlobReader, ReadGrant, blob_errors
from storage.vault.blob_writing import WriteGrant
from storage.vault.blobs import VaultBlobs
from storage.vault.durable import open_plain
from vidfeed.errors import ExpectedError
from vidfeed.model.clip import Film
from vidfeed.model.reel import ReelItem

_ROOM_BYTES = 2 << 30  # with less, the film itself may need what there is


@dataclass(frozen=True)
class PartKey:
    """Whose part it is.

    Attributes:
        clip_id: whose pictures it shows.
        digest: of all that decides its bytes.
    """

    clip_id: str
    digest: str


@dataclass(frozen=True)
class PartGrants:
    """For a child process: items that are coded, and where to keep those that are not, by their numbers."""

    kept: Mapping[int, ReadGrant]
    to_make: Mapping[int, WriteGrant]


class KeptParts:
    """Parts of one film at a time, among the vault's unfinished blobs.

    Their key is in this object alone: once the vault is locked nothing opens them, and the next unlock sweeps them away
    if they are still there. May be used from several threads.
    """

    def __init__(self, blobs: VaultBlobs) -> None:
        self._blobs = blobs
        self._identity = X25519Identity.generate()
        self._grants: dict[PartKey, WriteGrant] = {}
        self._lock = threading.Lock()

    def there(self, keys: Sequence[PartKey | None]) -> Mapping[int, ReadGrant]:
        """Those that are whole, by their place in `keys`."""
        with self._lock:
            grants = [(number, self._grants[key]) for number, key in enumerate(keys) if key and key in self._grants]
        found = ((number, self._readable(grant)) for number, grant in grants)
        return {number: grant for number, grant in found if grant is not None}

    def begin(self, keys: Sequence[PartKey | None]) -> PartGrants:
        """What a child gets to make this film; what belongs to none of its items goes."""
        kept = self.there(keys)
        whole = {keys[number] for number in kept}
        with self._lock:
            old, self._grants = self._grants, {key: one for key, one in self._grants.items() if key in whole}
            self._discard(grant for key, grant in old.items() if key not in whole)
            to_make: dict[int, WriteGrant] = {}
            for number, key in enumerate(keys if self._blobs.free_bytes() > _ROOM_BYTES else ()):
                if key is not None and key not in self._grants:
                    made = replace(self._blobs.new_grant(key.clip_id), recipient=self._identity.recipient.to_text())
                    self._grants[key] = to_make[number] = made
        return PartGrants(kept, to_make)

    def end(self, grants: PartGrants, keep: bool) -> None:
        """The child has ended: keeps what is whole of its parts, or nothing; what was forgotten meanwhile goes."""
        if not keep:
            self.forget()
        with self._lock:
            known = {grant.blob_id: key for key, grant in self._grants.items()}
            for grant in grants.to_make.values():
                key = known.get(grant.blob_id)
                if key is not None and self._readable(grant) is None:
                    del self._grants[key]
                    key = None
                if key is None:
                    self._discard([grant])

    def forget(self) -> None:
        """Unlinks all parts."""
        with self._lock:
            self._discard(self._grants.values())
            self._grants = {}

    def _readable(self, grant: WriteGrant) -> ReadGrant | None:
        """None for a part that was cut short, or is gone."""
        try:
            with blob_errors(grant.path), BlobReader.open(open_plain(grant.path), [self._identity]) as reader:
                return ReadGrant(grant.path, reader.payload)
        except ExpectedError:
            return None

    def _discard(self, grants: Iterable[WriteGrant]) -> None:
        for grant in grants:
            with suppress(ExpectedError):  # what cannot be unlinked now is swept at the next unlock
                self._blobs.discard(grant)


def part_keys(
    items: Sequence[ReelItem], films: Mapping[str, Film], blob_ids: Mapping[str, str], rate: Fraction, look: object
) -> list[PartKey | None]:
    """Of each item, None for cards and for what comes a second time.

    Args:
        films: by clip id, as `blob_ids` of their originals.
        rate: of the film to be made.
        look: what else all its pictures depend on.
    """
    keys: list[PartKey | None] = []
    for item in items:
        key = None
        if item.clip_id is not None:
            film, shown = films[item.clip_id], replace(item, id="", sound=True, gain_db=0.0, muted=(), why_chosen="")
            facts = (film.stream_index, film.width_px, film.height_px, film.rotation, film.index.frames)
            decides = repr((shown, blob_ids[item.clip_id], facts, rate, look))
            key = PartKey(item.clip_id, hashlib.sha256(decides.encode()).hexdigest())
        keys.append(None if key in keys else key)
    return keys
