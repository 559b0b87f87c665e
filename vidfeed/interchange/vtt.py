"""Subtitles: WebVTT (W3C Candidate Recommendation of 4 April 2019) read and written, SubRip (.srt) read."""

import html
import re
from collections.abc import Iterator
from fractions import Fraction

from vidfeed.interchange.marks_words import read_time
from vidfeed.interchange.reading import bad_file, decode
from vidfeed.model.foreign import Choices, ForeignMark, LeftOut, MarksFile, MarksFormat
from vidfeed.model.summary import Summary, SummaryMoment

_ARROW = re.compile(r"\s*(\S+)\s*-->\s*(\S+)(?:\s+.*)?", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
_BABY = "Baby"
MAX_CUES = 100_000


def read_vtt(data: bytes, name: str, _choices: Choices) -> MarksFile:
    """Each cue as a mark, with its words as a caption; a cue in the voice "Baby" speaks for the baby.

    Raises:
        ExpectedError: kind `bad-file` where there is no cue.
    """
    decoded = decode(data)
    found = list(_cues(decoded.text))
    if not found:
        raise bad_file("There are no subtitles in this file: no line with “-->”.")
    if len(found) > MAX_CUES:
        raise bad_file(f"There are more than {MAX_CUES} subtitles in this file.")
    remarks = (f"The text was read as {decoded.guessed}.",) if decoded.guessed else ()
    marks = tuple(cue for cue in found if isinstance(cue, ForeignMark))
    left_out = tuple(cue for cue in found if isinstance(cue, LeftOut))
    return MarksFile(MarksFormat.VTT, name, marks, left_out, remarks=remarks)


def _cues(text: str) -> Iterator[ForeignMark | LeftOut]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    number = 0
    while number < len(lines):
        if lines[number].startswith(("NOTE", "STYLE", "REGION")) and "-->" not in lines[number]:
            while number < len(lines) and lines[number].strip():
                number += 1
        if number < len(lines) and "-->" in lines[number]:
            first = number
            number += 1
            while number < len(lines) and lines[number].strip() and "-->" not in lines[number]:
                number += 1
            yield _cue(f"line {first + 1}", lines[first], "\n".join(lines[first + 1 : number]))
        else:
            number += 1


def _cue(where: str, timing: str, words: str) -> ForeignMark | LeftOut:
    match = _ARROW.fullmatch(timing)
    start, end = (read_time(text) for text in match.groups()) if match else (None, None)
    if start is None or end is None:
        return LeftOut(where, "Its times can’t be read.")
    voice = _VOICE.search(words)
    caption = html.unescape(_TAG.sub("", words)).strip()
    baby = voice is not None and voice[1].strip().casefold() == _BABY.casefold()
    return ForeignMark(where, start[0], end[0], caption=caption, baby_voice=baby)


def vtt_bytes(summary: Summary) -> bytes:
    """The moments' captions as cues; a moment without one has a cue without words, that its place is kept."""
    blocks = ["WEBVTT", *(_block(number, moment) for number, moment in enumerate(summary.moments, 1))]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _block(number: int, moment: SummaryMoment) -> str:
    words = "\n".join(line for line in moment.caption.splitlines() if line.strip())
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    voice = f"<v {_BABY}>" if moment.baby_voice and escaped else ""
    end = max(moment.end, moment.start + Fraction(1, 1000))
    return f"{number}\n{_clock(moment.start)} --> {_clock(end)}\n{voice}{escaped}".rstrip("\n")


def _clock(seconds: Fraction) -> str:
    """HH:MM:SS.mmm, rounded to the nearest."""
    whole, ms = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{ms:03d}"
