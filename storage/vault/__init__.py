"""The vault: a folder of age files around an encrypted catalogue."""

from storage.vault.backup import BackedUp
from storage.vault.blob_reading import ReadGrant
from storage.vault.blob_writing import Arrived, BlobWriter, WriteGrant, write_blob
from storage.vault.blobs import VaultBlobs
from storage.vault.create import create_throwaway, create_vault
from storage.vault.erase import Erased
from storage.vault.kept_parts import KeptParts, PartGrants, PartKey, part_keys
from storage.vault.mend import damaged_too
from storage.vault.passphrase import check_strength, generate_passphrase
from storage.vault.restore import Restored, restore_vault
from storage.vault.unlock import open_vault, recover_vault
from storage.vault.users import new_recovery_secret
from storage.vault.vault import OpenVault
from storage.vault.verify import Report

__all__ = [
    "Arrived",
    "BackedUp",
    "BlobWriter",
    "Erased",
    "KeptParts",
    "OpenVault",
    "PartGrants",
    "PartKey",
    "ReadGrant",
    "Report",
    "Restored",
    "VaultBlobs",
    "WriteGrant",
    "check_strength",
    "create_throwaway",
    "create_vault",
    "damaged_too",
    "generate_passphrase",
    "new_recovery_secret",
    "open_vault",
    "part_keys",
    "recover_vault",
    "restore_vault",
    "write_blob",
]
