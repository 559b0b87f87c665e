"""Commands that bring a vault to safety and back: backup, restore."""

import argparse
import sys
from pathlib import Path
from typing import Any

from ui.bootstrap import restore_vault
from ui.cli.options import passphrase
from ui.cli.outcome import Outcome, table
from ui.cli.session import progress_bar, unlocked
from ui.cli.shapes import backup_json, finding_json
from vidfeed.model.finding import Finding, Severity

_RECEIPTS = (
    "Was anything erased since this backup was made? Name the folder with the receipts, “<vault>-receipts” beside the "
    "vault, and it is erased again. Without it, it comes back.\nFolder (Enter for none): "
)


def add_parsers(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Adds `vault backup` and `vault restore`."""
    backup = verbs.add_parser("backup", parents=[common], help="a whole, verified copy, or bring one up to date")
    backup.add_argument("destination", type=Path, metavar="DEST")
    backup.add_argument("--label", default="", help="what people call it, such as the stick's name")
    backup.set_defaults(run=_backup)
    restore = verbs.add_parser("restore", parents=[common], help="a vault from its backup, in a new place")
    restore.add_argument("source", type=Path, metavar="SRC")
    restore.add_argument("directory", type=Path, metavar="DIR")
    restore.add_argument("--receipts", type=Path, metavar="FOLDER", help="of erasures since: erased again")
    restore.set_defaults(run=_restore)


def _backup(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened, progress_bar(args, "Backing up") as progress:
        done = opened.vault.back_up(args.destination, args.label, progress)
    whole = not done.findings
    result = {
        "bytes": done.size_bytes,
        "verified": whole,
        "backup": backup_json(done.backup),
        "findings": [finding_json(finding) for finding in done.findings],
    }
    said = f"The backup in {args.destination} is complete; what is new was read back, what lay there is so in turns."
    return Outcome(result, said if whole else _said(done.findings), whole)


def _restore(args: argparse.Namespace) -> Outcome:
    args.receipts = args.receipts or _asked_for_receipts(args)
    with progress_bar(args, "Restoring") as progress:
        done = restore_vault(
            args.source,
            args.directory,
            passphrase(args),
            getattr(args, "user", None),
            receipts=args.receipts,
            progress=progress,
        )
    with done.vault as vault:
        found = (*done.report.findings, *vault.findings)
    whole = not any(finding.severity is Severity.CRITICAL for finding in found)
    result = {
        "bytes": done.report.bytes_checked,
        "verified": whole,
        "vault": str(args.directory),
        "vault_id": vault.vault_id,
        "erased_again": list(done.erased_again),
        "findings": [finding_json(finding) for finding in found],
    }
    return Outcome(result, "\n".join([_said(found), _about_receipts(args, len(done.erased_again))]), whole)


def _asked_for_receipts(args: argparse.Namespace) -> Path | None:
    """The folder that whoever sits at a terminal names; an erasure since the backup would come undone without it."""
    if getattr(args, "json", False) or not sys.stdin.isatty():
        return None
    sys.stderr.write(_RECEIPTS)
    sys.stderr.flush()
    named = sys.stdin.readline().strip()
    return Path(named).expanduser() if named else None


def _said(findings: tuple[Finding, ...]) -> str:
    return table([(finding.severity.value, finding.message) for finding in findings])


def _about_receipts(args: argparse.Namespace, erased_again: int) -> str:
    if args.receipts is None:
        return "What was erased after this backup was made is back: restore with --receipts FOLDER to erase it again."
    return f"Erased again by receipts: {erased_again}."
