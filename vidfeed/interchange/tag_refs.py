"""Tags of ours as text that finds them again: "codebook/tag@version", between semicolons."""

import re
from collections.abc import Iterable

from vidfeed.model.moment import TagRef

_REF = re.compile(r"([a-z0-9-]{1,200})/([a-z0-9-]{1,200})@(\d{1,9})", re.ASCII)


def ref_text(ref: TagRef) -> str:
    """One tag."""
    return f"{ref.tag_id}@{ref.version}"


def refs_text(refs: Iterable[TagRef]) -> str:
    """Several."""
    return ";".join(ref_text(ref) for ref in refs)


def read_refs(text: str) -> tuple[TagRef, ...]:
    """What `refs_text` wrote; what is none is passed over."""
    found = (_REF.fullmatch(part.strip()) for part in text.split(";"))
    return tuple(TagRef(f"{match[1]}/{match[2]}", match[1], int(match[3])) for match in found if match)
