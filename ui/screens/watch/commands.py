"""What each key of the Watch screen does."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.screens.watch.keys import WatchKeys
from ui.screens.watch.mark_control import MarkControl
from ui.screens.watch.moment_control import MomentControl
from ui.screens.watch.play_control import JUMP_S, PlayControl
from ui.screens.watch.reel_control import ReelControl
from ui.state.key_bindings import Command

Action = Callable[[], object]


class Commands(QObject):
    """Calls what a key stands for; `others` are the screen's own, which need the whole of it."""

    def __init__(
        self,
        keys: WatchKeys,
        play: PlayControl,
        mark: MarkControl,
        moment: MomentControl,
        reel: ReelControl,
        others: dict[Command, Action],
    ) -> None:
        super().__init__(keys)
        self._down = _player_actions(play, keys) | _moment_actions(moment, keys) | others
        self._down |= {
            Command.MOMENT: lambda: mark.press_plain(keys.lasting),
            Command.REPEAT: lambda: mark.press_last(keys.lasting),
            Command.STILL: mark.keep_still,
            Command.REEL: reel.offer,
        }
        self._up: dict[Command, Action] = {
            Command.MOMENT: mark.release_plain,
            Command.REPEAT: mark.release_last,
            Command.BACK: play.end_slow,
            Command.FORWARD: play.end_slow,
        }
        keys.pressed.connect(lambda command: self._do(self._down, command))
        keys.released.connect(lambda command: self._do(self._up, command))

    def _do(self, actions: dict[Command, Action], command: Command) -> None:
        action = actions.get(command)
        if action is not None:
            action()


def _player_actions(play: PlayControl, keys: WatchKeys) -> dict[Command, Action]:
    def jump_or_slow(direction: int) -> None:
        if keys.holds(Command.PAUSE):
            play.begin_slow(direction)
        else:
            play.jump(direction * JUMP_S)

    return {
        Command.PLAY: play.toggle,
        Command.PAUSE: play.pause,
        Command.BACK: lambda: jump_or_slow(-1),
        Command.FORWARD: lambda: jump_or_slow(1),
        Command.FRAME_BACK: lambda: play.step(-1),
        Command.FRAME_FORWARD: lambda: play.step(1),
        Command.SLOWER: lambda: play.change_speed(-1),
        Command.FASTER: lambda: play.change_speed(1),
        Command.BACKWARDS: play.toggle_backwards,
        Command.LOOP_A: lambda: play.loop.set_a(play.frame),
        Command.LOOP_B: lambda: play.loop.set_b(play.frame),
        Command.LOOP: play.loop.toggle,
        Command.FIRST: play.go_first,
        Command.LAST: play.go_last,
    }


def _moment_actions(moment: MomentControl, keys: WatchKeys) -> dict[Command, Action]:
    return {
        Command.PREVIOUS: lambda: moment.step(-1),
        Command.NEXT: lambda: moment.step(1),
        Command.START_HERE: moment.start_here,
        Command.END_HERE: moment.end_here,
        Command.SPLIT: moment.split,
        Command.MERGE: moment.merge,
        Command.NUDGE_BACK: lambda: moment.nudge(-1, keys.repeated),
        Command.NUDGE_FORWARD: lambda: moment.nudge(1, keys.repeated),
        Command.STAR_1: lambda: moment.star(1),
        Command.STAR_2: lambda: moment.star(2),
        Command.STAR_3: lambda: moment.star(3),
        Command.REMOVE: moment.remove_selected,
    }
