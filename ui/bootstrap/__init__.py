"""The composition root: the one place that puts storage behind the services. Knows no Qt."""

from ui.bootstrap.opening import NewVault, OpenedVault, create_practice_vault, create_vault, open_vault

__all__ = ["NewVault", "OpenedVault", "create_practice_vault", "create_vault", "open_vault"]
