"""Which of a clip's moments are listed, and in what order."""

from collections.abc import Callable, Iterable

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

    def pick(self, moments: Iterable[Moment]) -> list[Moment]:
        """Those that pass, in order; `moments` come as in the film."""
        found = [moment for moment in moments if self._passes(moment)] if self._asks else list(moments)
        if self._words:
            texts = [(self._text(moment), moment) for moment in found]
            for word in self._words:
                texts = [one for one in texts if word in one[0]]
            found = [moment for _text, moment in texts]
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

    def _text(self, moment: Moment) -> str:
        """What is looked through; kept while the moment stays as it is, for thousands are asked at each key."""
        known = self._texts.get(moment.id)
        if known is None or known[0] is not moment:
            text = f"{self._names(moment)} {moment.caption} {moment.note}".casefold()
            known = self._texts[moment.id] = (moment, text)
        return known[1]
