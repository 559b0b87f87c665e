"""How old the vault's backups are, and when to be reminded."""

from datetime import date

from ui.state.counting import counted
from vidfeed.model.dates import day_of, short_date
from vidfeed.model.erasure import Backup
from vidfeed.services.context import Context

REMIND_AFTER_DAYS = 14


def newest_first(ctx: Context) -> list[Backup]:
    """All backups that the vault knows of."""
    return list(reversed(ctx.catalogue.backups()))


def age_words(made: date, today: date) -> str:
    """As in "today" or "3 days ago"."""
    days = (today - made).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def backup_line(backup: Backup, today: date) -> str:
    """When, and how long ago, with its name if it has one."""
    made = day_of(backup.at)
    when = f"{short_date(made)}, {age_words(made, today)}"
    return f"{backup.label} · {when}" if backup.label else when


def backup_reminder(ctx: Context) -> str:
    """Why it is time for a backup; empty where it is not, or where there is no film yet."""
    catalogue, today = ctx.catalogue, ctx.today()
    if not catalogue.clips():
        return ""
    backups = catalogue.backups()
    if backups:
        days = (today - day_of(backups[-1].at)).days
        return f"The last backup is {counted(days, 'day')} old." if days > REMIND_AFTER_DAYS else ""
    first = min(day_of(summary.case.created_at) for summary in catalogue.case_summaries())
    return "There is no backup yet." if (today - first).days > REMIND_AFTER_DAYS else ""
