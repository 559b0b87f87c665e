"""Commands on the vault as a whole."""

import argparse
from pathlib import Path
from typing import Any

from ui.bootstrap import create_vault
from ui.cli.options import new_passphrase
from ui.cli.outcome import Outcome, table
from ui.cli.session import progress_bar, unlocked
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.files import whole_file


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `vault ...`."""
    verbs = nouns.add_parser("vault", help="the vault as a whole").add_subparsers(dest="verb", required=True)
    create = verbs.add_parser("create", parents=[common], help="a new vault")
    create.add_argument("directory", type=Path, metavar="DIR")
    create.add_argument("--recovery-file", type=Path, metavar="FILE", help="where the recovery secret goes")
    create.set_defaults(run=_create)
    verbs.add_parser("info", parents=[common], help="version, counts, sizes, slots").set_defaults(run=_info)
    verify = verbs.add_parser("verify", parents=[common], help="read and authenticate")
    verify.add_argument("--deep", action="store_true", help="every byte of every film")
    verify.set_defaults(run=_verify)


def _create(args: argparse.Namespace) -> Outcome:
    if args.recovery_file is None and getattr(args, "json", False):
        raise ExpectedError(ErrorKind.FILE_MISSING, "With --json the recovery secret needs a file.", "--recovery-file")
    if args.recovery_file is not None and args.recovery_file.exists():
        raise ExpectedError(ErrorKind.EXISTS, "The recovery file exists already.", "Name a new file.")
    user = getattr(args, "user", None) or "user"
    new = create_vault(args.directory, new_passphrase(args), user)
    with new.opened as opened:
        vault_id = opened.vault.vault_id
    text = f"The vault is in {args.directory}."
    if args.recovery_file is not None:
        with whole_file(args.recovery_file) as file:
            file.write(new.recovery_secret.encode() + b"\n")
        text += f" The recovery secret is in {args.recovery_file}: print it, keep it apart, remove the file."
    else:
        text += f"\nWrite down the recovery secret, it is shown only now:\n{new.recovery_secret}"
    return Outcome({"vault": str(args.directory), "vault_id": vault_id}, text)


def _info(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened:
        catalogue = opened.context.catalogue
        cases = catalogue.case_summaries()
        info = {
            "format_version": opened.vault.format_version,
            "vault_id": opened.vault.vault_id,
            "cases": len(cases),
            "clips": sum(summary.clips for summary in cases),
            "moments": sum(summary.moments for summary in cases),
            "bytes": sum(asset.size_bytes for asset in catalogue.assets()),
            "slots": [{"user": slot.user, "kind": slot.kind} for slot in opened.vault.slots()],
        }
    return Outcome(info, table([(name, str(value)) for name, value in info.items()]))


def _verify(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened, progress_bar(args, "Verifying") as progress:
        report = opened.vault.verify(deep=args.deep, progress=progress)
    findings = [
        {"severity": f.severity, "kind": f.kind, "subject": f.subject, "message": f.message, "hint": f.hint}
        for f in report.findings
    ]
    ok = not any(finding["severity"] == "critical" for finding in findings)
    rows = [(finding["severity"], finding["message"]) for finding in findings]
    result = {"ok": ok, "findings": findings, "bytes_checked": report.bytes_checked}
    return Outcome(result, table(rows) or "All is well.", ok)
