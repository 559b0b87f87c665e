"""What commands are called, in the sheet of keys and where they are changed."""

from ui.state.key_bindings import Command, KeyChoices, Preset

MARKING, PLAYING, MOMENT = "Mark while it plays", "Play", "Selected moment"

NAMES: dict[Command, str] = {
    Command.MOMENT: "moment without a tag",
    Command.REPEAT: "the last tag again",
    Command.STILL: "still picture from here",
    Command.UNDO: "take the last one back",
    Command.REDO: "make it again",
    Command.PASSES: "three passes: begin, next pass",
    Command.PASS_BEFORE: "the pass before",
    Command.HISTORY: "what was done, to go back in it",
    Command.PLAY: "play or pause",
    Command.BACKWARDS: "play backwards",
    Command.PAUSE: "pause; hold with back or forward for slow",
    Command.BACK: "back 3 s",
    Command.FORWARD: "forward 3 s",
    Command.FRAME_BACK: "one frame back",
    Command.FRAME_FORWARD: "one frame forward",
    Command.SLOWER: "slower",
    Command.FASTER: "faster",
    Command.LOOP_A: "set A",
    Command.LOOP_B: "set B",
    Command.LOOP: "loop A–B on or off",
    Command.FIRST: "the clip’s start",
    Command.LAST: "the clip’s end",
    Command.MUTE: "sound off or on",
    Command.PREVIOUS: "previous moment",
    Command.NEXT: "next moment",
    Command.START_HERE: "start here",
    Command.END_HERE: "end here",
    Command.NUDGE_BACK: "move the edge a frame back",
    Command.NUDGE_FORWARD: "move the edge a frame on",
    Command.SPLIT: "cut it in two here",
    Command.MERGE: "join it with the next",
    Command.STAR_1: "one star",
    Command.STAR_2: "two stars",
    Command.STAR_3: "three stars",
    Command.ONCE: "play it once, with its lead-in",
    Command.LOOP_MOMENT: "play it round and round",
    Command.CAPTION: "caption the parent sees",
    Command.NOTE: "private note",
    Command.ESCAPE: "back to the player",
    Command.REEL: "add to a reel",
    Command.REMOVE: "remove (undo brings it back)",
}

GROUPS: dict[str, tuple[Command, ...]] = {
    MARKING: tuple(NAMES)[:8],
    PLAYING: tuple(NAMES)[8:23],
    MOMENT: tuple(NAMES)[23:],
}
"""Every command, in the order of the sheet."""

PRESETS = {
    Preset.SIMPLE: "Simple",
    Preset.EDITOR: "Editor",
    Preset.CODER: "Coder",
}
PRESET_HINTS = {
    Preset.SIMPLE: "Few keys: arrows move in the film.",
    Preset.EDITOR: "J, K, L play; I and O set edges; A and B loop.",
    Preset.CODER: "As editor, and arrows step by frames.",
}


def lines(choices: KeyChoices, group: str) -> list[tuple[Command, tuple[str, ...]]]:
    """A group's commands that have keys, with their chords."""
    chords = choices.chords
    return [(command, chords[command]) for command in GROUPS[group] if command in chords]
