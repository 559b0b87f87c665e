"""Which key asks for what in Watch: three ways to begin with, one's own changes over them, and what collides.

A chord is written with its modifiers first: "Shift+P", "Ctrl+Return". Keys that print a sign are named by the sign
that a British keyboard has in that place, whatever is printed on the user's; others by Qt's names.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vidfeed.model.codebook import KEY_ROWS


class Command(StrEnum):
    """What keys ask for."""

    PLAY = "play"
    BACKWARDS = "backwards"
    ONCE = "once"
    LOOP_MOMENT = "loop-moment"
    MUTE = "mute"
    PAUSE = "pause"
    BACK = "back"
    FORWARD = "forward"
    FRAME_BACK = "frame-back"
    FRAME_FORWARD = "frame-forward"
    SLOWER = "slower"
    FASTER = "faster"
    LOOP_A = "loop-a"
    LOOP_B = "loop-b"
    LOOP = "loop"
    PREVIOUS = "previous"
    NEXT = "next"
    FIRST = "first"
    LAST = "last"
    START_HERE = "start-here"
    END_HERE = "end-here"
    NUDGE_BACK = "nudge-back"
    NUDGE_FORWARD = "nudge-forward"
    SPLIT = "split"
    MERGE = "merge"
    STAR_1 = "star-1"
    STAR_2 = "star-2"
    STAR_3 = "star-3"
    CAPTION = "caption"
    NOTE = "note"
    ESCAPE = "escape"
    STILL = "still"
    REEL = "reel"
    REMOVE = "remove"
    MOMENT = "moment"
    REPEAT = "repeat"
    PASSES = "passes"
    PASS_BEFORE = "pass-before"
    HISTORY = "history"
    UNDO = "undo"
    REDO = "redo"


class Preset(StrEnum):
    """Keys to begin with: few of them, those of film editors, those of coders."""

    SIMPLE = "simple"
    EDITOR = "editor"
    CODER = "coder"


Chords = Mapping[Command, tuple[str, ...]]

SIGNS = frozenset("1234567890-=QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./")
"""Keys that print a sign; single ones can be switched off (WCAG 2.1.4)."""

FIXED = frozenset({Command.ESCAPE, Command.UNDO, Command.REDO})
"""What everyone finds by habit stays where it is."""

_COMMON: dict[Command, tuple[str, ...]] = {
    Command.PLAY: ("Space",),
    Command.ONCE: ("Shift+Return", "Shift+Enter"),
    Command.PREVIOUS: ("Up",),
    Command.NEXT: ("Down",),
    Command.FIRST: ("Home",),
    Command.LAST: ("End",),
    Command.NUDGE_BACK: ("Alt+Left",),
    Command.NUDGE_FORWARD: ("Alt+Right",),
    Command.STAR_1: ("Ctrl+1",),
    Command.STAR_2: ("Ctrl+2",),
    Command.STAR_3: ("Ctrl+3",),
    Command.CAPTION: ("Return", "Enter"),
    Command.NOTE: ("Ctrl+Return", "Ctrl+Enter"),
    Command.ESCAPE: ("Escape",),
    Command.REMOVE: ("Delete",),
    Command.MOMENT: ("M",),
    Command.REEL: ("B",),
    Command.PASSES: ("F3",),
    Command.PASS_BEFORE: ("Shift+F3",),
    Command.HISTORY: ("F4",),
    Command.UNDO: ("Ctrl+Z",),
    Command.REDO: ("Ctrl+Shift+Z",),
}
_EDITOR: dict[Command, tuple[str, ...]] = {
    **_COMMON,
    Command.BACKWARDS: ("Shift+Space",),
    Command.LOOP_MOMENT: ("Shift+P",),
    Command.MUTE: ("U",),
    Command.PAUSE: ("K",),
    Command.BACK: ("J",),
    Command.FORWARD: ("L",),
    Command.FRAME_BACK: (",",),
    Command.FRAME_FORWARD: (".",),
    Command.SLOWER: ("-",),
    Command.FASTER: ("=",),
    Command.LOOP_A: ("[",),
    Command.LOOP_B: ("]",),
    Command.LOOP: ("P",),
    Command.START_HERE: ("I",),
    Command.END_HERE: ("O",),
    Command.SPLIT: ("Y",),
    Command.MERGE: ("Shift+Y",),
    Command.STILL: ("N",),
    Command.REPEAT: ("G",),
}
_SIMPLE: dict[Command, tuple[str, ...]] = {
    **_COMMON,
    Command.BACK: ("J", "Left"),
    Command.FORWARD: ("L", "Right"),
    Command.SLOWER: ("-",),
    Command.FASTER: ("=",),
    Command.STILL: ("N",),
}
_CODER: dict[Command, tuple[str, ...]] = {
    **_EDITOR,
    Command.FRAME_BACK: ("Left", ","),
    Command.FRAME_FORWARD: ("Right", "."),
    Command.BACK: ("Shift+Left", "J"),
    Command.FORWARD: ("Shift+Right", "L"),
    Command.NUDGE_BACK: ("Alt+Left", "Ctrl+Left"),
    Command.NUDGE_FORWARD: ("Alt+Right", "Ctrl+Right"),
    Command.SPLIT: ("Ctrl+K", "Y"),
    Command.MERGE: ("Ctrl+J", "Shift+Y"),
}
_PRESETS: dict[Preset, Chords] = {Preset.SIMPLE: _SIMPLE, Preset.EDITOR: _EDITOR, Preset.CODER: _CODER}

TAKEN = {
    "F1": "the sheet of keys",
    "F6": "the next part of the window",
    "F11": "full screen",
    "Tab": "the next field, or page of tags",
    "Ctrl+F": "searching moments",
    "Ctrl+L": "locking",
    "Ctrl+Shift+F": "searching all cases",
    "Ctrl+0": "the whole picture",
    "Ctrl+=": "coming closer",
    "Ctrl+-": "going wider",
}
"""Chords of the whole window, with what they are for."""

MAX_REACTION_MS = 1000


@dataclass(frozen=True)
class KeyChoices:
    """The user's keys on this machine.

    Attributes:
        own: what was changed from the preset; no chords means that the command has no key.
        single_keys: keys that print a sign work without a modifier.
        reaction_ms: how long one takes from seeing to pressing. Marks are taken to be meant for the frame that was
            shown that long before: film time is this times the speed of play, and none while the film stands.
    """

    preset: Preset = Preset.EDITOR
    own: Mapping[Command, tuple[str, ...]] = field(default_factory=dict)
    single_keys: bool = True
    reaction_ms: int = 0

    @property
    def chords(self) -> Chords:
        """The chords of every command that has one."""
        every = {**_PRESETS[self.preset], **self.own}
        return {command: chords for command, chords in every.items() if chords}

    @property
    def commands(self) -> dict[str, Command]:
        """What each chord asks for."""
        return {chord: command for command, chords in self.chords.items() for chord in chords}

    def changed(self, command: Command, *chords: str) -> "KeyChoices":
        """With these chords for a command; other commands lose them."""
        own = dict(self.own)
        for other, held in self.chords.items():
            if other is not command and set(held) & set(chords):
                own[other] = tuple(chord for chord in held if chord not in chords)
        own[command] = chords
        return replace(self, own=own)

    def begun_with(self, preset: Preset) -> "KeyChoices":
        """A preset as it is, without one's own changes."""
        return replace(self, preset=preset, own={})

    def text(self) -> str:
        """The form that `read` reads."""
        own = {command.value: list(chords) for command, chords in self.own.items()}
        shape = {"preset": self.preset, "own": own, "single_keys": self.single_keys, "reaction_ms": self.reaction_ms}
        return json.dumps(shape)

    @classmethod
    def read(cls, text: str) -> "KeyChoices":
        """What was chosen; the usual where the text cannot be read."""
        try:
            data = json.loads(text)
            known = set(Command)
            own = {Command(name): _texts(chords) for name, chords in dict(data["own"]).items() if name in known}
            made = cls(Preset(data["preset"]), own, bool(data["single_keys"]), int(data["reaction_ms"]))
        except (ValueError, TypeError, KeyError):
            return cls()
        return made if 0 <= made.reaction_ms <= MAX_REACTION_MS else cls()


def _texts(chords: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(chord) for chord in chords)


def is_single(chord: str) -> bool:
    """Whether it is a key that prints a sign, alone or with Shift."""
    return chord.removeprefix("Shift+") in SIGNS


def is_tag_place(chord: str) -> bool:
    """Whether it is a key of the palette's block, where tags are."""
    return any(chord.removeprefix("Shift+") in row for row in KEY_ROWS)


def collision(choices: KeyChoices, command: Command, chord: str, names: Mapping[Command, str]) -> str:
    """Why a chord cannot simply be given to a command, in a sentence; empty where it can.

    Args:
        names: how each command is called.
    """
    if is_tag_place(chord):
        return "That key marks a tag. Tags get other keys in their codebook."
    if chord in TAKEN:
        return f"That key is for {TAKEN[chord]} everywhere in the window."
    holder = choices.commands.get(chord)
    if holder is None or holder is command:
        return ""
    if holder in FIXED:
        return f"That key is for “{names[holder]}” and stays so."
    left = [other for other in choices.chords[holder] if other != chord]
    still = "which keeps its other key" if left else "which then has no key"
    return f"That key is for “{names[holder]}” now, {still}. Press it again to use it here."
