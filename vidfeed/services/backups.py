"""The list of backups that the vault keeps, so that erasing can name what it does not reach."""

from vidfeed.services.context import Context


def forget_backup(ctx: Context, backup_id: str) -> None:
    """Takes a backup that no longer exists off the list; one that is not on it is none."""
    if any(backup.id == backup_id for backup in ctx.catalogue.backups()):
        with ctx.catalogue.transaction():
            ctx.catalogue.drop_backup(backup_id)
            ctx.catalogue.record("vault.backup-gone", f"backup:{backup_id}")
