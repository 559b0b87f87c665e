"""What a check of the vault finds."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; `critical` means that something of a family's is lost or cannot be trusted."""

    GOOD = "good"
    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Attributes:
        kind: a stable word ("blob-missing").
        subject: ids of what it is about, between spaces; never content.
        message: one sentence for people.
        hint: what to do; may be empty.
    """

    severity: Severity
    kind: str
    subject: str
    message: str
    hint: str = ""
