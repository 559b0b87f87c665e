"""Whether a vault's recovery sheet is known to be on paper."""

from vidfeed.services.context import Context

_SETTING, _ON_PAPER = "recovery-sheet", "on paper"


def confirm_sheet(ctx: Context) -> None:
    """Notes in the vault that someone typed two groups back from the paper."""
    ctx.catalogue.put_setting(_SETTING, _ON_PAPER)


def forget_sheet(ctx: Context) -> None:
    """A new sheet was made, and is on paper only once that is confirmed."""
    ctx.catalogue.put_setting(_SETTING, "")


def sheet_is_safe(ctx: Context) -> bool:
    """Whether the present sheet is on paper."""
    return ctx.catalogue.setting(_SETTING) == _ON_PAPER
