"""The composition root: the one place that puts storage behind the services. Knows no Qt."""

from storage.vault import generate_passphrase
from ui.bootstrap.opening import (
    NewVault,
    OpenedVault,
    create_practice_vault,
    create_vault,
    open_vault,
    recover_vault,
)

__all__ = [
    "NewVault",
    "OpenedVault",
    "create_practice_vault",
    "create_vault",
    "generate_passphrase",
    "open_vault",
    "recover_vault",
]
