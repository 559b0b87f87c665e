"""Colours by name, for each theme; contrast ratios are at least 4.5 for text and 3 for graphics."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class ThemeName(StrEnum):
    """What the user can choose; `SYSTEM` follows the desktop, high contrast included."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, as "#RRGGBB".

    Attributes:
        bg: behind everything; `surface` cards, `raised` and `sunken` areas in them.
        line: decoration; `edge` borders that tell a control's extent.
        ink: text; `ink2` secondary; `ink3` hints and disabled text.
        pri: the primary action; `on_pri` text on it; `pri_weak` and `pri_ink` its quiet pair.
        apri: playhead, handles and focus ring, for graphics only; `apri_weak` and `apri_ink` for text.
        g1: tag groups, four of them, each with its fill.
        on_group: text on a full group colour.
        stage: around the picture.
        on_stage: text on the stage, `plate` behind text over a picture ("#AARRGGBB").
    """

    dark: bool
    bg: str
    surface: str
    raised: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    pri: str
    pri_hover: str
    on_pri: str
    pri_weak: str
    pri_ink: str
    apri: str
    apri_weak: str
    apri_ink: str
    rose: str
    rose_weak: str
    ok: str
    ok_weak: str
    warn: str
    warn_weak: str
    bad: str
    bad_weak: str
    g1: str
    g1_weak: str
    g2: str
    g2_weak: str
    g3: str
    g3_weak: str
    g4: str
    g4_weak: str
    on_group: str
    stage: str
    on_stage: str = "#EDEBE4"
    on_stage2: str = "#CFD8D6"
    plate: str = "#E60E1516"
    on_apri: str = "#2A1602"
    caption: str = "#FFF8EA"


LIGHT = Tokens(
    dark=False,
    bg="#F4F2EC",
    surface="#FFFFFF",
    raised="#FBFAF6",
    sunken="#ECE8DF",
    line="#E3DED3",
    edge="#8A8478",
    ink="#22302E",
    ink2="#4F5B59",
    ink3="#5E6968",
    pri="#1F5F58",
    pri_hover="#174B45",
    on_pri="#FFFFFF",
    pri_weak="#DCEBE6",
    pri_ink="#17504A",
    apri="#C96F1E",
    apri_weak="#FBEBD8",
    apri_ink="#8A4608",
    rose="#B5364F",
    rose_weak="#FBE4E6",
    ok="#2B6A43",
    ok_weak="#DFF0E3",
    warn="#7D5200",
    warn_weak="#FCEFC9",
    bad="#A12F25",
    bad_weak="#FBE3DE",
    g1="#2B66A8",
    g1_weak="#DBE8F6",
    g2="#955300",
    g2_weak="#FBE9CC",
    g3="#1E7358",
    g3_weak="#D6EEE3",
    g4="#83459A",
    g4_weak="#F0E2F5",
    on_group="#FFFFFF",
    stage="#15191A",
)

DARK = Tokens(
    dark=True,
    bg="#15191A",
    surface="#1D2223",
    raised="#242A2B",
    sunken="#101314",
    line="#333B3C",
    edge="#7C8785",
    ink="#EDEBE4",
    ink2="#B9C1BE",
    ink3="#98A29F",
    pri="#7CC7B8",
    pri_hover="#96D6C9",
    on_pri="#0D2925",
    pri_weak="#20403B",
    pri_ink="#A9E0D4",
    apri="#F0A75E",
    apri_weak="#46341F",
    apri_ink="#F5C690",
    rose="#F08A9B",
    rose_weak="#4A2930",
    ok="#86CFA0",
    ok_weak="#1F3A2A",
    warn="#EBC468",
    warn_weak="#413519",
    bad="#F2978B",
    bad_weak="#4A2621",
    g1="#8DBBEE",
    g1_weak="#233A54",
    g2="#F0B660",
    g2_weak="#4A371B",
    g3="#7FD0AE",
    g3_weak="#1F4235",
    g4="#D6A4E6",
    g4_weak="#44304D",
    on_group="#10191A",
    stage="#0B0D0E",
)


def _in_contrast(base: Tokens, paper: str, ink: str) -> Tokens:
    """Drops every quiet fill and lets borders and shapes tell things apart."""
    fills = ("bg", "surface", "raised", "sunken", "pri_weak", "apri_weak", "rose_weak", "ok_weak", "warn_weak")
    more = ("bad_weak", "g1_weak", "g2_weak", "g3_weak", "g4_weak")
    lines = ("line", "edge", "ink", "ink2", "ink3", "pri_ink", "apri_ink")
    changed = dict.fromkeys((*fills, *more), paper) | dict.fromkeys(lines, ink) | {"stage": "#000000"}
    return Tokens(**(asdict(base) | changed))


CONTRAST_LIGHT = _in_contrast(LIGHT, "#FFFFFF", "#000000")
CONTRAST_DARK = _in_contrast(DARK, "#000000", "#FFFFFF")

BY_NAME = {
    ThemeName.LIGHT: LIGHT,
    ThemeName.DARK: DARK,
    ThemeName.CONTRAST_LIGHT: CONTRAST_LIGHT,
    ThemeName.CONTRAST_DARK: CONTRAST_DARK,
}


@dataclass(frozen=True)
class ReviewTokens:
    """The colours of Review, always dark, text at 7 or better."""

    stage: str = "#111516"
    text: str = "#F4EFE4"
    button: str = "#242A2B"
    play: str = "#F4EFE4"
    on_play: str = "#15302C"
    talk: str = "#E9A35A"
    on_talk: str = "#2A1602"
    heart: str = "#F7A3B0"
    heart_bg: str = "#5A2A35"
    caption: str = "#FFF8EA"
    plate: str = "#E60E1516"


REVIEW = ReviewTokens()
