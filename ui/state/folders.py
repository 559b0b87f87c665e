"""Where vaults are kept, and which folders a cloud service copies away."""

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path

# What the services call their folders; compared without case, as the beginning of a folder's name.
_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pcloud": "pCloud",
    "megasync": "MEGA",
    "syncthing": "Syncthing",
}
_MARKERS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".sync": "a synchronising program"}


def default_parent() -> Path:
    """The folder for new vaults: on this machine, and not roaming with a profile."""
    return user_data_path("vidfeed", appauthor=False, roaming=False)


def free_name(parent: Path) -> str:
    """Vault 1, or the next number that no folder in `parent` has."""
    return next(name for n in range(1, 10_000) if not (parent / (name := f"Vault {n}")).exists())


def synchronised_by(folder: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """The service that seems to copy the folder away, or None."""
    places = [folder.absolute(), *folder.absolute().parents]
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if environment.get(name) and Path(environment[name]) in places:
            return "OneDrive"
    for place in places:
        for beginning, service in _SERVICES.items():
            if place.name.lower().startswith(beginning):
                return service
        for marker, service in _MARKERS.items():
            if (place / marker).exists():
                return service
    return None


def free_backup_folder(chosen: Path) -> Path:
    """Where a backup goes for a folder that was chosen: there if it is empty or a backup's, else in a folder inside."""
    try:
        whole = not any(chosen.iterdir()) or looks_like_backup(chosen)
    except OSError:
        return chosen  # whoever writes there says what is wrong
    return chosen if whole else chosen / "vidfeed backup"


def looks_like_backup(folder: Path) -> bool:
    """Whether a vault's backup, or a part of one, seems to lie there."""
    return (folder / "blobs").is_dir() and (folder / "README.txt").is_file()
