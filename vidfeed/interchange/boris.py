"""Projects of BORIS (JSON, format 7.0 as https://github.com/olivierfriard/BORIS writes it, and its neighbours).

An observation's events are `[time, subject, code, modifiers, comment, ...]`. State events come in pairs of the same
subject, code and modifiers. Several films that play one after the other in an observation share one time.
"""

import zlib
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.json_reading import read_json
from vidfeed.interchange.marks_words import note_lines, read_who
from vidfeed.interchange.reading import bad_file, read_bounded
from vidfeed.interchange.state_events import Event, pair
from vidfeed.model.foreign import Choices, Code, ForeignMark, LeftOut, MarksFile, MarksFormat

MAX_UNPACKED_BYTES = 100_000_000
_GZIP = b"\x1f\x8b"


def read_boris(data: bytes, name: str, choices: Choices) -> MarksFile:
    """The events of one observation.

    Raises:
        ExpectedError: `bad-file` where it is no project; `ambiguous` where the observation has to be named.
    """
    project = read_json(_unpacked(data))
    observations = project.get("observations") if isinstance(project, dict) else None
    if not isinstance(observations, dict):
        raise bad_file("This JSON is no BORIS project.")
    chosen, observation = _observation(observations, choices.observation)
    begins, remarks = _film_begins(observation, choices.medium)
    offset = observation.get("time offset")
    if offset:
        remarks.append(f"The observation has a time offset of {offset} s. The marks are placed by the film’s own time.")
    states = _state_codes(project)
    found = list(_events(observation, states, begins))
    marks = [one for one in found if isinstance(one, ForeignMark)]
    tiers = tuple(dict.fromkeys(mark.codes[0].name for mark in marks))
    if choices.tiers:
        marks = [mark for mark in marks if {mark.codes[0].name, mark.codes[0].tier} & set(choices.tiers)]
    return MarksFile(
        MarksFormat.BORIS,
        name,
        tuple(sorted(marks, key=lambda mark: mark.start)),
        tuple(one for one in found if isinstance(one, LeftOut)),
        tiers,
        observations=tuple(observations),
        remarks=(f"Observation “{chosen}”.", *remarks),
    )


def observation_names(path: Path) -> list[str]:
    """Names of the observations that have events.

    Raises:
        ExpectedError: `file-missing`, or `bad-file` where it is no project.
    """
    project = read_json(_unpacked(read_bounded(path, MAX_UNPACKED_BYTES)))
    observations = project.get("observations") if isinstance(project, dict) else None
    found = observations.items() if isinstance(observations, dict) else ()
    return [name for name, value in found if isinstance(value, dict) and value.get("events")]


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    unpack = zlib.decompressobj(wbits=31)
    try:
        whole = unpack.decompress(data, MAX_UNPACKED_BYTES)
    except zlib.error as error:
        raise bad_file("The compressed project is broken.") from error
    if not unpack.eof:
        raise bad_file("The compressed project is cut off, or too large.")
    return whole


def _observation(observations: dict[str, Any], name: str) -> tuple[str, dict[str, Any]]:
    """The one that is meant: the one named, else the only one that has events."""
    with_events = [key for key, value in observations.items() if isinstance(value, dict) and value.get("events")]
    names = ", ".join(f"“{key[:60]}”" for key in list(observations)[:20])
    if name and name not in observations:
        raise bad_file("The project has no observation of that name.", f"It has {names}.")
    if not name and not with_events:
        raise bad_file("No observation of the project has events.")
    if not name and len(with_events) > 1:
        raise ExpectedError(
            ErrorKind.AMBIGUOUS,
            "The project has several observations. Nothing was brought in.",
            f"Say which one belongs to this film: {names}.",
        )
    chosen = name or with_events[0]
    observation = observations[chosen]
    if not isinstance(observation, dict) or not isinstance(observation.get("events", []), list):
        raise bad_file(f"Observation “{chosen[:60]}” is broken.")
    return chosen, observation


def _film_begins(observation: dict[str, Any], medium: str) -> tuple[Fraction, list[str]]:
    """Where in the observation's time the clip's film begins, and what is to be said of it."""
    files = observation.get("file")
    players = files.values() if isinstance(files, dict) else [files]
    names = next(([str(name) for name in player] for player in players if isinstance(player, list) and player), [])
    if not names:
        return Fraction(0), ["It has no film: its times count from where it was started."]
    info = observation.get("media_info")
    lengths = info.get("length", {}) if isinstance(info, dict) else {}
    begins = Fraction(0)
    for name in names:
        if medium and _stem(name) == _stem(medium):
            return begins, [f"Its film is “{_base(name)}”."]
        length = lengths.get(name) if isinstance(lengths, dict) else None
        begins += Fraction(length) if isinstance(length, (int, Decimal)) and not isinstance(length, bool) else 0
    several = " and others after it" if len(names) > 1 else ""
    return Fraction(0), [f"It was made of “{_base(names[0])}”{several}. Check that this is the film."]


def _base(name: str) -> str:
    return PureWindowsPath(PurePath(name).name).name[:80]


def _stem(name: str) -> str:
    return PureWindowsPath(PurePath(name).name).stem.casefold()


def _state_codes(project: dict[str, Any]) -> set[str]:
    behaviours = project.get("behaviors_conf")
    entries = behaviours.values() if isinstance(behaviours, dict) else []
    return {
        str(entry.get("code"))
        for entry in entries
        if isinstance(entry, dict) and str(entry.get("type", "")).casefold().startswith("state")
    }


def _events(observation: dict[str, Any], states: set[str], begins: Fraction) -> Iterator[ForeignMark | LeftOut]:
    to_pair = []
    for number, row in enumerate(observation.get("events", []), 1):
        where = f"event {number}"
        if not isinstance(row, list) or len(row) < 3 or not _is_time(row[0]) or not isinstance(row[2], str):
            yield LeftOut(where, "It is not written as an event.")
            continue
        subject, code, modifiers, comment = (str(part or "") for part in [*row[1:5], "", ""][:4])
        note = note_lines(("Subject", subject), ("Modifiers", _modifiers(modifiers)), ("", comment))
        mark = ForeignMark(
            where, Fraction(row[0]) - begins, None, codes=(Code("", code),), who=read_who(subject), note=note
        )
        if code in states:
            to_pair.append(Event(mark, (subject, code, modifiers), None))
        else:
            yield mark
    yield from pair(to_pair)


def _is_time(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _modifiers(text: str) -> str:
    """BORIS writes "None" where none was chosen, and a bar between sets."""
    return ", ".join(part for part in text.split("|") if part and part != "None")
