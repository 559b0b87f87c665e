"""Commands on the vault as a whole."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from ui.bootstrap import OpenedVault, create_vault, new_recovery_secret, recover_vault
from ui.cli import backup
from ui.cli.options import new_passphrase, read_secret, vault_folder
from ui.cli.outcome import Outcome, table
from ui.cli.session import progress_bar, unlocked
from ui.cli.shapes import finding_json
from ui.state.folders import synchronised_by
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.files import whole_file
from vidfeed.model.finding import Finding, Severity

_SECRET_TO_COME = "The recovery secret will stand here.\n"


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
    backup.add_parsers(verbs, common)
    _slot_parsers(verbs, common)


def _slot_parsers(verbs: Any, common: argparse.ArgumentParser) -> None:
    change = verbs.add_parser("change-passphrase", parents=[common], help="of the user who unlocks")
    change.set_defaults(run=_change_passphrase)
    for name, run, what in (
        ("add-user", _add_user, "another user, with the new passphrase"),
        ("remove-user", _remove_user, "a user who leaves"),
    ):
        user = verbs.add_parser(name, parents=[common], help=what)
        user.add_argument("name", metavar="NAME")
        user.set_defaults(run=run)
    recover = verbs.add_parser("recover", parents=[common], help="a new passphrase by the recovery sheet")
    recover.add_argument("--recovery-file", type=Path, required=True, metavar="FILE")
    recover.set_defaults(run=_recover)
    replace = verbs.add_parser("replace-recovery", parents=[common], help="a new recovery sheet; the old one is void")
    replace.add_argument("--recovery-file", type=Path, required=True, metavar="FILE")
    replace.set_defaults(run=_replace_recovery)


def _create(args: argparse.Namespace) -> Outcome:
    if args.recovery_file is None and getattr(args, "json", False):
        raise ExpectedError(ErrorKind.FILE_MISSING, "With --json the recovery secret needs a file.", "--recovery-file")
    user, passphrase = getattr(args, "user", None) or "user", new_passphrase(args)
    with nullcontext() if args.recovery_file is None else _reserved(args.recovery_file):
        new = create_vault(args.directory, passphrase, user)
    with new.opened as opened:
        vault_id = opened.vault.vault_id
    text = f"The vault is in {args.directory}."
    if args.recovery_file is not None:
        _write_secret(args.recovery_file, new.recovery_secret)
        text += f" The recovery secret is in {args.recovery_file}: print it, keep it apart, remove the file."
    else:
        text += f"\nWrite down the recovery secret, it is shown only now:\n{new.recovery_secret}"
    warnings = _warnings(args.directory)
    result = {"vault": str(args.directory), "vault_id": vault_id, "warnings": warnings}
    return Outcome(result, "\n".join([text, *warnings]))


def _warnings(directory: Path) -> list[str]:
    service = synchronised_by(directory)
    if service is None:
        return []
    return [f"This folder seems to be copied away by {service}: what is erased may live on there, encrypted."]


@contextmanager
def _reserved(file: Path) -> Iterator[None]:
    """Makes sure of the file before the vault is there; where the block fails, the file goes again.

    Raises:
        ExpectedError: `exists`, `file-missing`, `read-only` or `no-space`.
    """
    _require_new(file)
    with whole_file(file) as whole:
        whole.file.write(_SECRET_TO_COME.encode())
    try:
        yield
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise


def _require_new(file: Path) -> None:
    if file.exists():
        raise ExpectedError(ErrorKind.EXISTS, "The recovery file exists already.", "Name a new file.")


def _write_secret(file: Path, secret: str) -> None:
    """Puts the secret into its file; a secret that cannot be written is shown, for it is stored nowhere else."""
    try:
        with whole_file(file) as whole:
            whole.file.write(secret.encode() + b"\n")
    except BaseException:
        sys.stderr.write(f"Write down the recovery secret, it is shown only now:\n{secret}\n")
        raise


def _slots(opened: OpenedVault) -> list[dict[str, str]]:
    return [{"user": slot.user, "kind": slot.kind.value} for slot in opened.vault.slots()]


def _change_passphrase(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened:
        opened.vault.change_passphrase(new_passphrase(args))
        return Outcome({"slots": _slots(opened)}, "The passphrase is changed.")


def _add_user(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened:
        opened.keeping.add_user(args.name, new_passphrase(args))
        return Outcome({"slots": _slots(opened)}, "The user can open the vault, and sees all its cases.")


def _remove_user(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened:
        opened.vault.remove_user(args.name)
        return Outcome({"slots": _slots(opened)}, "The user can no longer open the vault.")


def _recover(args: argparse.Namespace) -> Outcome:
    secret, user = read_secret(args.recovery_file), getattr(args, "user", None)
    try:
        with recover_vault(vault_folder(args), secret, new_passphrase(args), user) as opened:
            return Outcome({"slots": _slots(opened)}, "The vault opens with the new passphrase.")
    except ExpectedError as error:
        if error.kind is not ErrorKind.AMBIGUOUS:
            raise
        hint = "Say whose passphrase it is, before the command: vidfeed --user NAME vault recover …"
        raise ExpectedError(error.kind, error.message, hint) from error


def _replace_recovery(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened:
        _replace_by(opened, args.recovery_file, new_recovery_secret())
        return Outcome({"slots": _slots(opened)}, "The new recovery secret is in the file; the old sheet is void.")


def _replace_by(opened: OpenedVault, file: Path, secret: str) -> None:
    """The new secret is on the disk before the old one dies: whatever ends the command, one that is kept opens."""
    _require_new(file)
    with whole_file(file) as whole:
        whole.file.write(secret.encode() + b"\n")
    try:
        opened.vault.replace_recovery(secret)
    except BaseException:
        # Past the point of no return the change stands, and the file must.
        if not opened.vault.opens_by(secret):
            with suppress(OSError):
                file.unlink()
        raise


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
            "slots": _slots(opened),
        }
    return Outcome(info, table([(name, str(value)) for name, value in info.items()]))


def _verify(args: argparse.Namespace) -> Outcome:
    with unlocked(args) as opened, progress_bar(args, "Verifying") as progress:
        report = opened.vault.verify(deep=args.deep, progress=progress)
    findings = [finding_json(finding) for finding in report.findings]
    ok = not any(finding.severity is Severity.CRITICAL for finding in report.findings)
    result = {"ok": ok, "findings": findings, "bytes_checked": report.bytes_checked}
    return Outcome(result, "\n".join(_finding_lines(report.findings)) or "All is well.", ok)


def _finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each, then what it is about and what to do, indented."""
    for finding in findings:
        yield f"{finding.severity.value:8}  {finding.message}"
        about = f"About: {finding.subject}" if finding.subject else ""
        yield from (f"{'':8}  {text}" for text in (about, finding.hint) if text)
