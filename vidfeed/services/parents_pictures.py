"""Pictures of a case as a parent may see them: veiled where a reel veils them, hidden where someone has not agreed."""

from vidfeed.errors import ExpectedError
from vidfeed.media.pictures import Picture
from vidfeed.media.veiling import hidden, hidden_whole
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import ReelItem
from vidfeed.services.consenting import require
from vidfeed.services.context import Context


class ParentsPictures:
    """What the case's reels say of its films is read once.

    Args:
        why: what the pictures are for: a purpose of consent, or a duty, under which nobody else has agreed.
    """

    def __init__(self, ctx: Context, case_id: str, why: str) -> None:
        self._ctx, self._case_id = ctx, case_id
        self._purpose = Purpose(why) if why in set(Purpose) else None
        self._veiled = [item for reel in ctx.catalogue.reels(case_id) for item in reel.items if item.veils]

    def shown(self, clip_id: str, picture: Picture, pts: int) -> Picture:
        """The picture of a clip that was taken for the frame at `pts`, as it may be shown.

        A veil drawn for a reel holds here too, once it was looked through: until then it hides the whole, as does
        someone else who is marked in it and has not agreed, and whatever is hidden where another frame stands in.
        """
        if picture.pts != pts:
            return self.standing_in(clip_id, picture, pts)
        items = self._veiling(clip_id, pts)
        if not all(item.looked_through for item in items) or (not items and self._shows_other(clip_id, pts)):
            return hidden_whole(picture)
        veils = [veil for item in items for veil in item.veils]
        return hidden(picture, veils) if veils else picture

    def standing_in(self, clip_id: str, thumbnail: Picture, pts: int) -> Picture:
        """A thumbnail that stands in for the frame at `pts`; hidden whole where anything is veiled or hidden in either.

        It is not of the very frame, so no veil would be sure to fit.
        """
        for place in {thumbnail.pts, pts}:
            if self._veiling(clip_id, place) or self._shows_other(clip_id, place):
                return hidden_whole(thumbnail)
        return thumbnail

    def _veiling(self, clip_id: str, pts: int) -> list[ReelItem]:
        return [item for item in self._veiled if _shows(item, clip_id, pts)]

    def _shows_other(self, clip_id: str, pts: int) -> bool:
        moments = self._ctx.catalogue.moments(clip_id)
        if not any(moment.other_person and moment.span.contains(pts) for moment in moments):
            return False
        try:
            if self._purpose is not None:
                require(self._ctx, self._case_id, self._purpose, [clip_id], flagged=True)
        except ExpectedError:
            return True
        return self._purpose is None


def _shows(item: ReelItem, clip_id: str, pts: int) -> bool:
    return item.clip_id == clip_id and item.span is not None and item.span.contains(pts)
