"""What is looked for across the vault."""

from dataclasses import dataclass
from datetime import date

from vidfeed.model.moment import Who


@dataclass(frozen=True)
class MomentQuery:
    """All of it must fit; what is empty fits everything.

    Attributes:
        words: words, or beginnings of words, that all occur in caption, note, tag names or clip title.
        tag_ids: any of these, of whichever version.
        who: about these.
        since: filmed or held on that day or later; `until` on that day or earlier.
        min_stars: so many at least.
    """

    words: str = ""
    tag_ids: frozenset[str] = frozenset()
    who: Who | None = None
    since: date | None = None
    until: date | None = None
    min_stars: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == MomentQuery() or (self.words.strip() == "" and self == MomentQuery(words=self.words))
