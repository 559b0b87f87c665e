"""What a withdrawal touches: everything in the vault, and outside it, that rests on the consent."""

from dataclasses import dataclass

from vidfeed.model.clip import Clip
from vidfeed.model.consent import Purpose
from vidfeed.model.copy import Copy
from vidfeed.model.moment import Moment
from vidfeed.model.reel import Reel
from vidfeed.model.review import Review


@dataclass(frozen=True)
class Touched:
    """What may no longer be used for a purpose, once consent to it is withdrawn for some films.

    Attributes:
        purpose: the use that stops.
        films: the clips themselves.
        stills: moments of one instant in them.
        reels: those that show one of the films.
        reviews: of those reels; they were held, and their record stays.
        copies: that left the vault for this purpose with one of the films in them; for `record`, for any purpose.
            They can only be asked back.
    """

    purpose: Purpose
    films: tuple[Clip, ...] = ()
    stills: tuple[Moment, ...] = ()
    reels: tuple[Reel, ...] = ()
    reviews: tuple[Review, ...] = ()
    copies: tuple[Copy, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing rests on the consent yet."""
        return not (self.films or self.stills or self.reels or self.reviews or self.copies)
