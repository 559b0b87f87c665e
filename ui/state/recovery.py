"""Whether a vault's recovery sheet is known to be on paper."""

from vidfeed.services.context import Context

_SETTING, _ON_PAPER = "recovery-sheet", "on paper"


def confirm_sheet(ctx: Context) -> None:
    """Notes in the vault that someone typed two groups back from the paper."""
    ctx.catalogue.put_setting(_SETTING, _ON_PAPER)


def sheet_is_safe(ctx: Context) -> bool:
    """Whether that was done since the sheet was made."""
    return ctx.catalogue.setting(_SETTING) == _ON_PAPER
