"""Commands that erase a case or a clip for good."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ui.bootstrap import Erased
from ui.cli.outcome import Outcome
from ui.cli.session import progress_bar, unlocked
from ui.cli.shapes import backup_json, copy_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.files import whole_file
from vidfeed.services.finding import case_of, clip_of


def add_case_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Adds `case erase`."""
    _add_parser(verbs, common, "ID", _erase_case)


def add_clip_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Adds `clip erase`."""
    _add_parser(verbs, common, "CLIP", _erase_clip)


def _add_parser(
    verbs: Any, common: argparse.ArgumentParser, name: str, run: Callable[[argparse.Namespace], Outcome]
) -> None:
    erase = verbs.add_parser("erase", parents=[common], help="for good: its keys, its films, its marks")
    erase.add_argument("subject", metavar=name)
    erase.add_argument("--confirm", required=True, metavar=name, help="the same once more")
    erase.add_argument("--receipt", type=Path, metavar="FILE", help="one more receipt, as .json or .pdf")
    erase.set_defaults(run=run)


def _erase_case(args: argparse.Namespace) -> Outcome:
    _require_sure(args)
    with unlocked(args) as opened:
        catalogue = opened.context.catalogue
        case = case_of(catalogue, args.subject)
        clips = len(catalogue.clips(case.id))
        moments = sum(catalogue.moment_counts(case.id).values())
        with progress_bar(args, "Erasing") as progress:
            erased = opened.vault.erase_case(case.id, progress)
    return _outcome(args, {"case": case.code, "clips": clips, "moments": moments}, erased)


def _erase_clip(args: argparse.Namespace) -> Outcome:
    _require_sure(args)
    with unlocked(args) as opened:
        catalogue = opened.context.catalogue
        clip = clip_of(catalogue, args.subject)
        moments = len(catalogue.moments(clip.id))
        with progress_bar(args, "Erasing") as progress:
            erased = opened.vault.erase_clip(clip.id, progress)
    return _outcome(args, {"clip": clip.id, "clips": 1, "moments": moments}, erased)


def _require_sure(args: argparse.Namespace) -> None:
    if args.confirm != args.subject:
        raise ExpectedError(
            ErrorKind.CANCELLED, "What was typed to confirm is something else. Nothing was erased.", "Type it again."
        )
    if args.receipt is not None and args.receipt.exists():
        raise ExpectedError(
            ErrorKind.EXISTS, "There is a file of the receipt's name. Nothing was erased.", "Name a new file."
        )


def _outcome(args: argparse.Namespace, what: dict[str, Any], erased: Erased) -> Outcome:
    result = {
        "erased": what,
        "blobs_removed": erased.blobs_removed,
        "copies_outstanding": [copy_json(copy) for copy in erased.copies_outstanding],
        "backups_outstanding": [backup_json(backup) for backup in erased.backups_outstanding],
        "receipt": json.loads(erased.receipt),
        "receipt_file": str(erased.receipt_file),
    }
    if args.receipt is not None:
        _write_receipt(args.receipt, erased.receipt)
    return Outcome(result, "\n".join(_said(erased)))


def _write_receipt(file: Path, receipt: str) -> None:
    if file.suffix.lower() == ".pdf":
        from ui.painting.receipt import receipt_pdf

        data = receipt_pdf(receipt)
    else:
        data = receipt.encode()
    with whole_file(file) as whole:
        whole.file.write(data)


def _said(erased: Erased) -> list[str]:
    copies = [f"Copy {c.serial:04d} ({c.what}, for {c.for_whom}) may still exist." for c in erased.copies_outstanding]
    backups = [f"The backup in {b.place} still holds it: back up there again." for b in erased.backups_outstanding]
    done = f"Erased for good; {erased.blobs_removed} encrypted files were removed. Receipt: {erased.receipt_file}"
    return [done, *copies, *backups]
