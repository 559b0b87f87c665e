"""Which of a clip's moments are listed, and in what order."""

from collections.abc import Callable, Sequence
from itertools import compress

from ui.widgets.more_filter import Order
from vidfeed.model.moment import Moment

Accepts = Callable[[Moment], bool]


class MomentWish:
    """What is asked of moments; without a wish all pass.

    Attributes:
        least_stars: so many at least.
        tag_ids: any of these; none means all moments.
        accepts: what else must be so of a moment.
        order: by what they are put in order; those that are equal stay as in the film.
        backwards: the other way round.
    """

    def __init__(self, names: Callable[[Moment], str]) -> None:
        """`names` says what the tags of a moment are called."""
        self._names = names
        self._words: list[str] = []
        self._texts: dict[str, tuple[Moment, str]] = {}
        self._read: Sequence[Moment] = ()
        self._all_texts: list[str] = []
        self.least_stars = 0
        self.tag_ids: frozenset[str] = frozenset()
        self.accepts: Accepts | None = None
        self.order = Order.TIME
        self.backwards = False

    def set_words(self, text: str) -> None:
        """Every word must be found somewhere in tags, caption or note; case does not matter."""
        self._words = text.casefold().split()

    def forget_names(self) -> None:
        """Tags are called otherwise now, or the moments are another clip's."""
        self._texts.clear()
        self._read, self._all_texts = (), []

    def pick(self, moments: Sequence[Moment]) -> list[Moment]:
        """Those that pass, in order; `moments` come as in the film and do not change."""
        found = self._with_words(moments) if self._words else list(moments)
        if self._asks:
            found = [moment for moment in found if self._passes(moment)]
        if self.order is Order.STARS:
            found.sort(key=lambda moment: -moment.stars)
        elif self.order is Order.LENGTH:
            found.sort(key=lambda moment: moment.span.length_pts)
        return found[::-1] if self.backwards else found

    @property
    def _asks(self) -> bool:
        return bool(self.least_stars or self.tag_ids or self.accepts)

    def _passes(self, moment: Moment) -> bool:
        """Whether it has all that is asked for beside words."""
        return (
            moment.stars >= self.least_stars
            and (not self.tag_ids or not self.tag_ids.isdisjoint(ref.tag_id for ref in moment.tags))
            and (self.accepts is None or self.accepts(moment))
        )

    def _with_words(self, moments: Sequence[Moment]) -> list[Moment]:
        """Those with every word; the texts of all are kept from key to key."""
        if self._read is not moments:
            self._read, self._all_texts = moments, [self._text(moment) for moment in moments]
        texts, found = self._all_texts, list(moments)
        for word in self._words:
            has = [word in text for text in texts]
            texts, found = list(compress(texts, has)), list(compress(found, has))
        return found

    def _text(self, moment: Moment) -> str:
        """What is looked through; kept while the moment stays as it is."""
        known = self._texts.get(moment.id)
        if known is None or known[0] is not moment:
            text = f"{self._names(moment)} {moment.caption} {moment.note}".casefold()
            known = self._texts[moment.id] = (moment, text)
        return known[1]
