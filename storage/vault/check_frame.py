"""Checking what holds a vault together: its folder, its keys, its catalogue, its clock."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

from storage.vault.arrival import clock_findings
from storage.vault.core import Core
from storage.vault.durable import disk_errors, read_plain
from storage.vault.key_file import MAX_BYTES
from storage.vault.layout import refuse_links
from storage.vault.readme import readme_is_ours
from storage.vault.reconcile import stray_blobs
from storage.vault.slots import slot_is_sound
from storage.vault.vault_json import read_vault_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.finding import Finding, Severity

_PAGES: Final = "catalogue-pages"
_UNREADABLE: Final = "Parts of the catalogue cannot be read."


def frame_findings(core: Core) -> list[Finding]:
    """Everything but the blobs.

    Raises:
        ExpectedError: `vault-missing` if the folder is gone. Everything else is a finding.
    """
    checks: tuple[Callable[[Core], Iterable[Finding]], ...] = (_folder, _keys, _catalogue, _clock, stray_blobs)
    found: list[Finding] = []
    for check in checks:
        try:
            found += check(core)
        except ExpectedError as problem:
            if problem.kind is not ErrorKind.DAMAGED:
                raise
            if not any(finding.kind == _PAGES for finding in found):
                found.append(catalogue_damaged(core))
    return found


def catalogue_damaged(core: Core, kind: str = _PAGES, message: str = _UNREADABLE) -> Finding:
    """The finding of a catalogue that only a backup mends."""
    lost = " The films' files are not touched by it; what was entered since the newest backup may be lost."
    return Finding(Severity.CRITICAL, kind, "", message + lost, _way_back(core))


def _way_back(core: Core) -> str:
    try:
        backups = core.catalogue.backups()
    except ExpectedError:
        backups = []
    if not backups:
        return (
            "There is no backup that this vault knows of. Back up now, to a new place, and keep this folder; a backup "
            "made elsewhere is restored by vidfeed vault restore BACKUP NEW-FOLDER."
        )
    newest = max(backups, key=lambda backup: backup.at)
    return (
        f"Restore the backup of {newest.at[:10]} to a new folder beside this one, and keep this one: vidfeed vault "
        f"restore “{newest.place}” NEW-FOLDER."
    )


def _folder(core: Core) -> list[Finding]:
    found = []
    with disk_errors():
        try:
            refuse_links(core.layout.root)
        except ExpectedError as problem:
            found.append(Finding(Severity.CRITICAL, "link", "", problem.message, problem.hint))
        try:
            same_id = read_vault_json(core.layout) == core.vault_id
        except ExpectedError:
            same_id = False
        if not same_id:
            message = "The file vault.json is damaged or has been altered. Nothing else is touched by it."
            found.append(Finding(Severity.CRITICAL, "vault-json", "", message, "Take it from the newest backup."))
        if not readme_is_ours(core.layout):
            message = "The file README.txt is not as vidfeed writes it. Films and notes are not touched by it."
            found.append(Finding(Severity.WARNING, "readme-changed", "", message, "It is written anew at unlock."))
    return found


def _keys(core: Core) -> list[Finding]:
    found = []
    with disk_errors():
        try:
            same = sha256(read_plain(core.layout.key_file, MAX_BYTES)).digest() == core.key_file_sha256
        except FileNotFoundError:
            same = False
        if not same:
            message = "The vault's key file was altered while the vault was open: it may not open again."
            found.append(Finding(Severity.CRITICAL, "key-file", "", message, "Make a backup now, then restore it."))
        for slot in core.catalogue.slots():
            if slot.key_file is not None and not slot_is_sound(core.layout, slot.key_file):
                message = "A user's key file is damaged: their passphrase will not open the vault. No film is lost."
                hint = "Change that user's passphrase, or recover it by the recovery sheet."
                found.append(Finding(Severity.CRITICAL, "slot-file", slot.user_id or "", message, hint))
    return found


def _catalogue(core: Core) -> list[Finding]:
    return [_catalogue_finding(core, found.kind, found.message) for found in core.catalogue.integrity_findings()]


def _catalogue_finding(core: Core, kind: str, message: str) -> Finding:
    if kind == "full-text":
        hint = "It is made anew with the next change of keys; searching may miss something until then."
        return Finding(Severity.WARNING, "catalogue-full-text", "", message, hint)
    if kind == "trail":
        hint = "Keep the folder as it is, and have someone look at it who keeps the machine."
        return Finding(Severity.CRITICAL, "catalogue-trail", "", f"{message} Films and moments are not touched.", hint)
    return catalogue_damaged(core, f"catalogue-{kind}", message)


def _clock(core: Core) -> list[Finding]:
    return clock_findings(core.catalogue.latest_instant())
