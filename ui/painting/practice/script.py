"""What happens in the practice clip, second by second: how parent and baby move, and the moments to be found.

0 the baby plays with its hands; 4 looks up, they meet; 13 a bird, and the baby points; 23 quiet; 30 the baby reaches
and is answered; 42 they take turns; 55 the baby turns away to rest and the parent waits; 61 it frets, is comforted
from 65; 77 peekaboo; 86 both look at each other again. Who says what when stands in `voices`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.painting.practice.pose import Move, move

SECONDS = 90


@dataclass(frozen=True)
class PracticeMoment:
    """A moment worth marking: times in seconds, a tag of the Starter codebook, and a caption in the baby's voice."""

    start_s: float
    end_s: float
    tag_id: str
    caption: str


PRACTICE_MOMENTS = (
    PracticeMoment(5.0, 11.0, "starter/connected", "I looked up, and there you were."),
    PracticeMoment(14.0, 20.0, "starter/noticing", "I saw a bird. You saw it with me."),
    PracticeMoment(31.0, 37.0, "starter/responding", "I reached out, and you gave me your hand."),
    PracticeMoment(42.0, 54.0, "starter/turn-taking", "I say it, then you say it, then me again."),
    PracticeMoment(55.5, 61.0, "starter/noticing", "I needed a little rest. You waited for me."),
    PracticeMoment(65.0, 75.0, "starter/comforting", "It was all too much, and you made it better."),
    PracticeMoment(78.5, 86.0, "starter/enjoying", "There you are. Again."),
    PracticeMoment(86.5, 89.8, "starter/connected", "Just you and me."),
)

BABY_REST = {"left_x": 764.0, "left_y": 640.0, "right_x": 888.0, "right_y": 652.0, "left_open": 0.0, "right_open": 0.0}
HOLDING = {"right_x": 738.0, "right_y": 636.0, "right_open": 0.1, "left_x": 610.0, "left_y": 706.0, "left_open": 0.0}
HIDING = {"left_x": 356.0, "left_y": 284.0, "right_x": 444.0, "right_y": 278.0, "yaw": 28.0, "pitch": -6.0}
SHOWING = {
    **{"left_x": 214.0, "left_y": 352.0, "right_x": 590.0, "right_y": 352.0, "yaw": 35.0, "pitch": 0.0},
    **{"smile": 1.0, "joy": 1.0, "brows": 1.0},
}
TO_PARENT = {"yaw": -24.0, "pitch": 4.0, "gaze_x": -0.7, "gaze_y": -0.35}
TO_BABY = {"yaw": 35.0, "pitch": -3.0, "gaze_x": 0.55, "gaze_y": 0.4}

BABY_MOVES: tuple[Move, ...] = (
    move(0, 0, yaw=-8, pitch=-13, gaze_x=0, gaze_y=0.8, smile=0.25, lids=0.85, fidget=1),
    move(0, 0, left_x=800, left_y=604, right_x=850, right_y=610, left_open=0.3, right_open=0.2),
    # Looks up, and smiles when the parent's face is there.
    move(4.2, 0.9, **TO_PARENT, lids=1, brows=0.5),
    move(4.6, 1.2, **BABY_REST, fidget=0.25),
    move(5.5, 0.9, smile=1, brows=0.2, tilt=-3),
    move(7.2, 0.8, joy=0.75, lift_px=5, lean=0.25),
    move(9.8, 1.0, joy=0, smile=0.6, lift_px=0, lean=0, tilt=0),
    # The bird.
    move(13.3, 0.4, gaze_x=0.9, gaze_y=-0.7, brows=1),
    move(13.5, 0.9, yaw=27, pitch=9, smile=0.35, tilt=4),
    move(14.5, 0.9, right_x=1022, right_y=410, right_open=1, lean=-0.25),
    move(16.6, 0.7, smile=0.9),
    move(17.4, 0.7, **TO_PARENT, brows=0.4, tilt=-2),
    move(18.7, 0.8, yaw=27, pitch=9, gaze_x=0.9, gaze_y=-0.7, tilt=3),
    move(20.4, 1.1, **BABY_REST, lean=0),
    move(21.8, 1.0, yaw=6, pitch=12, gaze_x=0.4, gaze_y=-0.9, brows=0.7),
    # Quiet: looks at the parent's jumper, then up.
    move(23.2, 1.2, yaw=-22, pitch=-6, gaze_x=-0.6, gaze_y=0.4, brows=0, smile=0.4, tilt=0, fidget=0.5),
    move(27.0, 0.9, **TO_PARENT, smile=0.6, brows=0.3),
    # Reaches, and holds on to a finger.
    move(29.6, 1.3, left_x=640, left_y=448, left_open=1, lean=0.5, brows=0.9, fidget=0),
    move(33.0, 0.6, left_open=0.15, smile=1, brows=0.3),
    move(33.6, 0.8, joy=0.5),
    move(34.2, 0.7, left_y=470),
    move(34.9, 0.7, left_y=442),
    move(35.6, 0.7, left_y=470),
    move(36.3, 0.7, left_y=448),
    move(37.6, 1.2, **BABY_REST, lean=0.1, joy=0, smile=0.6, fidget=0.25),
    # Three turns each.
    move(42.1, 0.3, brows=0.7, lean=0.35),
    move(43.0, 0.6, brows=0.2, lean=0.1, gaze_y=-0.1),
    move(44.4, 0.5, smile=0.9),
    move(45.8, 0.3, brows=0.8, lean=0.4, left_y=600, right_y=616),
    move(47.1, 0.6, brows=0.3, lean=0.1, left_y=640, right_y=652),
    move(48.6, 0.5, smile=1, joy=0.35),
    move(49.7, 0.4, joy=0, brows=1, lean=0.4, pitch=8),
    move(51.2, 0.7, brows=0.3, lean=0.1, pitch=4),
    move(52.4, 0.7, joy=0.6, lift_px=4),
    # Enough for now: turns away to rest.
    move(54.2, 0.9, joy=0, lift_px=0, smile=0.35),
    move(55.0, 1.3, yaw=25, pitch=-9, gaze_x=0.6, gaze_y=0.6, lids=0.72, smile=0.12, tilt=5, brows=0, lean=-0.2),
    move(57.4, 1.6, right_x=916, right_y=636, fidget=0.6),
    # Frets: rubs an eye, pulls a face.
    move(60.4, 0.8, worry=0.7, smile=-0.35, lids=0.6, tilt=-3),
    move(61.2, 0.7, right_x=900, right_y=372, yaw=8, right_open=0),
    move(62.0, 0.5, right_x=884, right_y=360),
    move(62.5, 0.5, right_x=904, right_y=366),
    move(63.0, 0.8, right_x=912, right_y=560, left_x=738, left_y=580),
    move(62.6, 0.6, worry=1, smile=-0.9, lids=0.1, yaw=-4, pitch=2, fidget=1),
    move(64.3, 0.5, lids=0.55, tilt=4),
    move(65.1, 0.5, lids=0.1, tilt=-2),
    # Is comforted.
    move(66.9, 1.0, worry=0.75, lids=0.6, smile=-0.6, yaw=-12, gaze_x=-0.4, gaze_y=0.2, tilt=0),
    move(68.6, 1.4, worry=0.4, smile=-0.25, fidget=0.3, right_x=890, right_y=640, left_x=752, left_y=628),
    move(70.6, 1.2, **TO_PARENT, worry=0.15, smile=0, lids=0.85, lean=0.2),
    move(73.0, 1.4, worry=0, smile=0.45, lids=1),
    move(75.2, 1.0, smile=0.7, lean=0.1),
    # Peekaboo, twice.
    move(77.3, 0.6, brows=0.9, smile=0.35, gaze_y=-0.4),
    move(78.1, 0.7, tilt=-6, lean=0.3),
    move(79.0, 0.3, brows=1, tilt=0, smile=0.8),
    move(79.4, 0.4, joy=1, smile=1, left_x=706, left_y=520, right_x=962, right_y=520, left_open=1, right_open=1),
    move(81.2, 0.8, **BABY_REST, joy=0.1, smile=0.8, brows=0.8),
    move(82.3, 0.6, tilt=5, lean=0.4),
    move(83.3, 0.3, brows=1, tilt=0),
    move(83.6, 0.4, joy=1, smile=1, left_x=700, left_y=500, right_x=970, right_y=500, left_open=1, right_open=1),
    move(85.8, 1.0, **BABY_REST, joy=0.25, smile=0.9, brows=0.2, lean=0.15),
    move(87.0, 1.0, joy=0, tilt=-3, gaze_y=-0.3),
    move(88.4, 0.9, joy=0.55),
)

PARENT_MOVES: tuple[Move, ...] = (
    move(0, 0, **HOLDING, yaw=36, pitch=-8, gaze_x=0.5, gaze_y=0.7, smile=0.55),
    move(4.8, 0.7, **TO_BABY, brows=0.6),
    move(5.7, 0.9, smile=0.95, brows=0.2, tilt=5, lean=0.2),
    move(7.4, 0.8, joy=0.9),
    move(10.0, 1.0, joy=0, smile=0.65, tilt=0, lean=0),
    # Sees what the baby sees: first the baby, then the bird, then the baby again.
    move(14.0, 0.5, brows=0.9, lean=0.15),
    move(15.1, 0.9, yaw=38, pitch=9, gaze_x=0.9, gaze_y=-0.7, tilt=-4, smile=0.8),
    move(17.2, 0.8, **TO_BABY, tilt=4, smile=1, brows=0.5),
    move(18.0, 0.6, joy=0.7),
    move(19.2, 0.8, joy=0, yaw=38, pitch=8, gaze_x=0.9, gaze_y=-0.6, tilt=-2),
    move(22.4, 1.0, **TO_BABY, tilt=0, brows=0, smile=0.65, lean=0),
    move(24.0, 1.4, tilt=6),
    move(27.5, 1.2, tilt=2, smile=0.75),
    # Waits for the hand, sees it, gives hers.
    move(30.2, 0.6, brows=0.9, gaze_y=0.55, tilt=5),
    move(31.4, 1.5, right_x=604, right_y=486, right_open=0.35, lean=0.35),
    move(33.0, 0.6, smile=1, brows=0.3, gaze_y=0.25),
    move(33.5, 0.8, joy=0.85),
    move(34.2, 0.7, right_y=508),
    move(34.9, 0.7, right_y=480),
    move(35.6, 0.7, right_y=508),
    move(36.3, 0.7, right_y=486),
    move(37.4, 1.2, **HOLDING, joy=0, smile=0.7, lean=0.1, tilt=0),
    # Listens, then answers in kind.
    move(42.4, 0.4, brows=0.6, tilt=5, lean=0.25),
    move(43.8, 0.4, tilt=-2, brows=0.8, lean=0.4),
    move(45.0, 0.8, tilt=4, brows=0.3, lean=0.15, smile=0.9),
    move(47.5, 0.4, tilt=-3, brows=0.9, lean=0.4),
    move(48.9, 0.8, tilt=4, brows=0.3, lean=0.15),
    move(51.4, 0.4, tilt=-3, brows=1, lean=0.45, pitch=3),
    move(52.6, 0.8, tilt=4, brows=0.2, lean=0.15, pitch=-3, smile=1, joy=0.8),
    # Gives room: leans back, stays turned to the baby, waits.
    move(54.9, 0.8, joy=0, smile=0.6),
    move(55.6, 1.6, lean=-0.35, tilt=3, gaze_y=0.3, left_x=560, left_y=700, right_x=640, right_y=690, right_open=0),
    # Sees that it is too much, and helps.
    move(61.0, 0.8, brows=0.7, smile=0.25, worry=0.25),
    move(62.8, 0.9, worry=0.75, brows=0.2, tilt=7, lean=0.35, smile=0.1),
    move(64.4, 1.3, lean=1, right_x=764, right_y=560, right_open=0.5, left_x=676, left_y=668, left_open=0.3),
    *(move(66.4 + 1.1 * beat, 0.5, right_y=576) for beat in range(6)),
    *(move(66.9 + 1.1 * beat, 0.55, right_y=560) for beat in range(6)),
    move(66.0, 1.0, gaze_y=0.2, lids=0.85),
    move(69.5, 1.4, worry=0.3, smile=0.45, tilt=3),
    move(70.2, 1.1, tilt=8),
    move(71.4, 1.1, tilt=2),
    move(72.6, 1.1, tilt=8),
    move(73.6, 1.2, worry=0, smile=0.8, lids=1, tilt=4),
    move(75.2, 1.4, **HOLDING, lean=0.2, tilt=0),
    # Peekaboo.
    move(76.9, 0.9, **HIDING, lean=0, left_open=1, right_open=1),
    move(79.0, 0.3, **SHOWING, lean=0.4),
    move(80.4, 0.8, left_x=236, left_y=440, right_x=580, right_y=450, brows=0.5),
    move(81.7, 0.7, **HIDING, lean=0, joy=0),
    move(83.3, 0.3, **SHOWING, lean=0.5),
    move(84.8, 1.3, **HOLDING, lean=0.35),
    move(86.4, 1.2, **TO_BABY, joy=0.2, brows=0.2, tilt=4, lean=0.25),
    move(88.2, 0.9, joy=0.8),
)
