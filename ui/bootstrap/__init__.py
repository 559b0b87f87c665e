"""The composition root: the one place that puts storage behind the services. Knows no Qt."""

from storage.vault import Erased, generate_passphrase, new_recovery_secret
from ui.bootstrap.opening import (
    NewVault,
    OpenedVault,
    create_practice_vault,
    create_vault,
    open_vault,
    recover_vault,
    restore_vault,
)

__all__ = [
    "Erased",
    "NewVault",
    "OpenedVault",
    "create_practice_vault",
    "create_vault",
    "generate_passphrase",
    "new_recovery_secret",
    "open_vault",
    "recover_vault",
    "restore_vault",
]
