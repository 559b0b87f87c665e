"""The folder: what its files are called, and that nothing in it leads elsewhere."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage.vault.durable import NEW_SUFFIX, is_link, make_folder
from vidfeed.errors import ErrorKind, ExpectedError

PARTIAL_SUFFIX: Final = ".partial"
_WRITTEN_IN_PLACE: Final = {"vault.lock", "catalogue.db"}
_SYSTEMS: Final = {
    ".ds_store", ".trashes", ".fseventsd", ".spotlight-v100", ".temporaryitems", ".documentrevisions-v100",
    "desktop.ini", "thumbs.db", "system volume information", "$recycle.bin", "lost+found", ".directory",
}  # fmt: skip
_FILE_NAME: Final = re.compile(r"([a-z2-7]{12})\.age")


@dataclass(frozen=True)
class Layout:
    """The names inside one vault's folder."""

    root: Path

    @property
    def readme(self) -> Path:
        """What this folder is, and how to recover it without vidfeed."""
        return self.root / "README.txt"

    @property
    def vault_json(self) -> Path:
        """Format version and vault id."""
        return self.root / "vault.json"

    @property
    def lock(self) -> Path:
        """Held by the process that has the vault open; empty."""
        return self.root / "vault.lock"

    @property
    def tries(self) -> Path:
        """How many wrong passphrases there were since the last unlock; seldom there."""
        return self.root / "vault.tries"

    @property
    def keys(self) -> Path:
        """The slot files, one per user."""
        return self.root / "keys"

    @property
    def key_file(self) -> Path:
        """The catalogue's key, to every slot."""
        return self.root / "vault.key.age"

    @property
    def catalogue(self) -> Path:
        """The SQLCipher database."""
        return self.root / "catalogue.db"

    @property
    def blobs(self) -> Path:
        """Finished blobs, in folders by the first two characters of their ids."""
        return self.root / "blobs"

    @property
    def incoming(self) -> Path:
        """Unfinished blobs."""
        return self.root / "incoming"

    @property
    def visits(self) -> Path:
        """What happened in prepared visits."""
        return self.root / "visits"

    @property
    def being_made(self) -> Path:
        """Marks a folder in which a vault is being made or restored: it may be emptied. Empty."""
        return self.root / "being-made"

    @property
    def receipts(self) -> Path:
        """Receipts of erasures, beside the vault and not in it: restoring an older backup asks for them."""
        return self.root.with_name(self.root.name + "-receipts")

    def slot(self, file_id: str) -> Path:
        """A slot file."""
        return self.keys / f"{_checked(file_id)}.age"

    def blob(self, blob_id: str) -> Path:
        """A finished blob."""
        return self.blobs / _checked(blob_id)[:2] / f"{blob_id}.age"

    def visit(self, visit_id: str) -> Path:
        """What happened on a prepared visit."""
        return self.visits / f"{_checked(visit_id)}.age"

    def arriving(self, blob_id: str) -> Path:
        """A blob while it is written."""
        return self.incoming / f"{_checked(blob_id)}.age"

    def make_folders(self) -> None:
        """Makes the folders that are not there, durable on return."""
        for folder in (self.root, self.keys, self.blobs, self.incoming, self.visits):
            make_folder(folder)

    def slot_ids(self) -> list[str]:
        """Ids of the slot files, by name."""
        return sorted(ids_in(self.keys))

    def blob_ids(self) -> Iterator[str]:
        """Ids of the finished blobs; files that are not ours by name or place are passed over."""
        for folder in sorted(entry.name for entry in os.scandir(self.blobs) if entry.is_dir(follow_symlinks=False)):
            yield from (blob_id for blob_id in ids_in(self.blobs / folder) if blob_id.startswith(folder))

    def leftovers(self) -> list[Path]:
        """What a killed process leaves: unfinished blobs, and half-written files beside the finished ones."""
        unfinished = [self.arriving(blob_id) for blob_id in ids_in(self.incoming)]
        finished = (
            self.readme,
            self.vault_json,
            self.key_file,
            self.tries,
            *(self.slot(id_) for id_ in ids_in(self.keys, _NEW)),
        )
        halves = (path.with_name(path.name + NEW_SUFFIX) for path in finished)
        return unfinished + [path for path in (*halves, self.being_made) if path.exists()]


_NEW: Final = re.compile(_FILE_NAME.pattern + re.escape(NEW_SUFFIX))


def ids_in(folder: Path, form: re.Pattern[str] = _FILE_NAME) -> list[str]:
    """Ids of the regular files in a folder that are named as ours are; none where there is no folder."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    return [match[1] for match in map(form.fullmatch, names) if match]


def refuse_unfinished(directory: Path) -> None:
    """Checks that the folder is not named as one in which a vault is being made or restored.

    Raises:
        ExpectedError: kind `exists`.
    """
    if PARTIAL_SUFFIX in (directory.suffix, Path(os.path.realpath(directory)).suffix):
        raise ExpectedError(
            ErrorKind.EXISTS,
            f"A folder whose name ends in “{PARTIAL_SUFFIX}” is one in which a vault is being made or restored. "
            "Nothing was opened or changed.",
            "Make or restore the vault once more to finish it. A whole vault opens when its folder has another name.",
        )


def is_systems(name: str) -> bool:
    """Whether it is what systems put by themselves into folders and onto disks: not ours, and in nobody's way."""
    return name.startswith("._") or name.casefold() in _SYSTEMS


def refuse_links(root: Path) -> None:
    """Checks that nothing inside the folder is a link or another reparse point; the folder itself may be one.

    Nor may what is emptied or written in place be another folder's file as well.

    Raises:
        ExpectedError: kind `damaged`, naming the place inside the folder.
        OSError: if the folder cannot be read.
    """
    with os.scandir(root) as entries:
        for entry in entries:
            if is_systems(entry.name):
                continue
            status = entry.stat(follow_symlinks=False)
            if is_link(status) or (entry.name in _WRITTEN_IN_PLACE and status.st_nlink > 1):
                raise _link_found(Path(entry.path).name)
            if entry.is_dir(follow_symlinks=False):
                refuse_links(Path(entry.path))


def _link_found(name: str) -> ExpectedError:
    return ExpectedError(
        ErrorKind.DAMAGED,
        f"In the vault's folder “{name}” is a link to another place, as vidfeed never makes one. Nothing was opened.",
        "Find out who put it there, remove it, then try again.",
    )


def _checked(file_id: str) -> str:
    # Ids come from the catalogue, which a leaver may have held: none may lead out of the folder.
    if not _FILE_NAME.fullmatch(f"{file_id}.age"):
        raise ExpectedError(ErrorKind.DAMAGED, "The catalogue names a file in an impossible way.", "Verify the vault.")
    return file_id
