"""Whether a vault's recovery sheet is known to be on paper."""

from vidfeed.services.context import Context

_SETTING, _ON_PAPER, _WAIVED = "recovery-sheet", "on paper", "waived"


def confirm_sheet(ctx: Context) -> None:
    """Notes in the vault that someone typed two groups back from the paper."""
    ctx.catalogue.put_setting(_SETTING, _ON_PAPER)


def waive_sheet(ctx: Context) -> None:
    """The vault is a demonstration: losing it loses nothing."""
    ctx.catalogue.put_setting(_SETTING, _WAIVED)


def sheet_is_safe(ctx: Context) -> bool:
    """Whether the present sheet is on paper, or none is needed."""
    return ctx.catalogue.setting(_SETTING) in (_ON_PAPER, _WAIVED)


def sheet_words(ctx: Context) -> str:
    """How it stands with the sheet, as a sentence."""
    sentences = {_ON_PAPER: "The sheet is on paper.", _WAIVED: "A demonstration needs none."}
    return sentences.get(ctx.catalogue.setting(_SETTING) or "", "No sheet is known to be on paper.")
