"""The command `clip import`: films copied into the vault, each told of by itself."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ui.cli.options import as_number
from ui.cli.outcome import Outcome, error_json, fault_json
from ui.cli.session import progress_bar, working
from ui.cli.shapes import clip_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Clip, ClipKind, ClipStatus
from vidfeed.services import importing
from vidfeed.services.context import Context
from vidfeed.services.finding import case_of


def add_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Adds `clip import`."""
    bring = verbs.add_parser("import", parents=[common], help="copy films into the vault")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument("--case", required=True, metavar="ID")
    bring.add_argument("--session", type=as_number, metavar="N")
    bring.add_argument("--kind", choices=[kind.value for kind in ClipKind], default=ClipKind.INTERACTION.value)
    bring.add_argument("--wait", action="store_true", help="until strips and proxies are made too")
    bring.set_defaults(run=_import)


@dataclass
class _Told:
    """What became of each file so far, as JSON and as text; `error` is the first there was."""

    clips: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    error: dict[str, str] | None = None
    at_fault: bool = False

    def came_in(self, clip: Clip, file: Path) -> None:
        """The film is in the vault, whatever else went wrong with it."""
        entry = clip_json(clip)
        self.clips.append({**entry, "file": str(file)})
        self.lines.append(f"{clip.id}  {clip.title}  {entry['duration_s']} s  {file}")

    def stayed_out(self, file: Path, status: str, error: dict[str, str]) -> None:
        """Nothing of the film is in the vault."""
        self.clips.append({"file": str(file), "status": status, "error": error, "warnings": []})
        self.lines.append(f"{file}: {error['message']}")


def _import(args: argparse.Namespace) -> Outcome:
    told = _Told()
    with working(args) as ctx:
        case = case_of(ctx.catalogue, args.case)
        before = {clip.id for clip in ctx.catalogue.clips(case.id)}
        try:
            for file in args.files:
                _import_one(ctx, args, file, told)
        except KeyboardInterrupt:
            known = before | {entry["id"] for entry in told.clips if "id" in entry}
            _tell_of_the_rest(told, args.files[len(told.clips) :], _new_clip(ctx, case.id, known))
    result: dict[str, Any] = {"clips": told.clips}
    if told.error is not None:
        result["error"] = told.error
    return Outcome(result, "\n".join(told.lines), told.error is None, told.at_fault)


def _import_one(ctx: Context, args: argparse.Namespace, file: Path, told: _Told) -> None:
    request = importing.ImportRequest(file, args.case, args.session, ClipKind(args.kind))
    clip: Clip | None = None
    try:
        with progress_bar(args, "Copying and checking") as progress:
            clip = importing.import_film(ctx, request, progress).clip
        if args.wait:
            with progress_bar(args, "Preparing") as progress:
                clip = importing.prepare_clip(ctx, clip.id, progress)
    except ExpectedError as error:
        status = "duplicate" if error.kind is ErrorKind.DUPLICATE else "failed"
        _tell_of_failure(told, file, clip, error_json(error), status)
    except Exception as error:
        told.at_fault = True
        _tell_of_failure(told, file, clip, fault_json(error), "failed")
    else:
        told.came_in(clip, file)


def _tell_of_failure(told: _Told, file: Path, clip: Clip | None, error: dict[str, str], status: str) -> None:
    """Of one file; a film whose strips and proxies failed is in all the same."""
    told.error = told.error or error
    if clip is None:
        told.stayed_out(file, status, error)
    else:
        told.came_in(clip, file)
        told.clips[-1]["error"] = error


def _new_clip(ctx: Context, case_id: str, known: set[str]) -> Clip | None:
    """The film that was on its way when the command was stopped, where it got in."""
    found = (clip for clip in ctx.catalogue.clips(case_id) if clip.id not in known)
    return next((clip for clip in found if clip.status in {ClipStatus.PREPARING, ClipStatus.READY}), None)


def _tell_of_the_rest(told: _Told, files: list[Path], clip: Clip | None) -> None:
    """The command was stopped at the first of `files`; `clip` is that film, where it is in."""
    if clip is not None:
        told.came_in(clip, files[0])
        files = files[1:]
    stopped = ExpectedError(ErrorKind.CANCELLED, "The import was stopped before this film was in.")
    for file in files:
        told.stayed_out(file, "failed", error_json(stopped))
    inside = sum(1 for entry in told.clips if "id" in entry)
    said = f"The import was stopped. {inside} of {len(told.clips)} films are in."
    told.error = error_json(ExpectedError(ErrorKind.CANCELLED, said))
    told.lines.append(said)
