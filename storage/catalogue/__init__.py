"""The vault's catalogue: all metadata, on SQLCipher through SQLAlchemy Core."""

from storage.catalogue.catalogue import SqlCatalogue, create_catalogue, open_catalogue
from storage.catalogue.slots import Slot, SlotKind, User
from storage.catalogue.upkeep import CatalogueFinding

__all__ = ["CatalogueFinding", "Slot", "SlotKind", "SqlCatalogue", "User", "create_catalogue", "open_catalogue"]
