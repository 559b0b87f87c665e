"""Playing an unrendered reel from the light copies of its films, where the machine needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from vidfeed.errors import ExpectedError
from vidfeed.media.light_copy import BEHIND_FRAMES, PictureRun
from vidfeed.media.packet_pictures import ProxyReader
from vidfeed.media.reel_source import Copies, ReelFilms, original_reader
from vidfeed.media.trim_reader import LightFrame, Reader, ReadFrame
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.reel import ItemKind


class ReelCopies:
    """What one run reads from: playback copies, scrub proxies once it falls behind, the originals where both lack it.

    Stills are always the originals'.
    """

    def __init__(self) -> None:
        self._late = 0

    def leaves_out_late(self, reel: ReelFilms, number: int) -> bool:
        """Told that a picture of an item would come too late; whether to do without it."""
        self._late += 1
        return not self._is_behind() or _copies_of(reel, number).scrub is None

    def open_reader(self, reel: ReelFilms, number: int) -> Reader[ReadFrame]:
        """Reads the frames of an item in rising order."""
        film, copies = reel.film(number), _copies_of(reel, number)
        if film is None or copies == Copies():
            return original_reader(reel, number)
        return _CopiedReader(copies, film.index, self._is_behind, lambda: original_reader(reel, number))

    def _is_behind(self) -> bool:
        return self._late >= BEHIND_FRAMES


class _CopiedReader:
    """One item's frames; each file is opened when it is first needed."""

    def __init__(
        self,
        copies: Copies,
        index: FrameIndex,
        is_behind: Callable[[], bool],
        open_original: Callable[[], Reader[ReadFrame]],
    ) -> None:
        self._copies, self._index = copies, index
        self._is_behind, self._open_original = is_behind, open_original
        self._original: Reader[ReadFrame] | None = None
        self._opened: dict[int, ProxyReader] = {}

    def frame(self, number: int) -> ReadFrame:
        """See `Reader`."""
        for run in self._runs():
            with suppress(ExpectedError):  # the original shows what a copy lacks
                return LightFrame(self._reader(run).frame(self._index.pts[number]))
        self._original = self._original or self._open_original()
        return self._original.frame(number)

    def close(self) -> None:
        """Closes all files."""
        for reader in self._opened.values():
            reader.close()
        if self._original is not None:
            self._original.close()

    def _runs(self) -> Iterator[PictureRun]:
        wanted = [self._copies.scrub] if self._is_behind() else []
        return (run for run in (*wanted, self._copies.playback) if run is not None)

    def _reader(self, run: PictureRun) -> ProxyReader:
        if id(run) not in self._opened:
            self._opened[id(run)] = ProxyReader(run.source, run.table, self._index, run.gop)
        return self._opened[id(run)]


class Glance:
    """An item's pictures from its scrub proxy, to be seen at once while the original's are decoded."""

    def __init__(self, reel: ReelFilms, number: int) -> None:
        film, run = reel.film(number), _copies_of(reel, number).scrub
        self._film = film
        self._reader: ProxyReader | None = None
        if film is not None and run is not None:
            with suppress(ExpectedError):
                self._reader = ProxyReader(run.source, run.table, film.index)

    def frame(self, number: int) -> LightFrame | None:
        """The frame with this index in its film; None where there is no copy, or it lacks it."""
        if self._film is not None and self._reader is not None:
            with suppress(ExpectedError):
                return LightFrame(self._reader.frame(self._film.index.pts[number]))
        return None

    def close(self) -> None:
        """Closes the copy."""
        if self._reader is not None:
            self._reader.close()


def _copies_of(reel: ReelFilms, number: int) -> Copies:
    item = reel.plan.items[number]
    if item.clip_id is None or item.kind is not ItemKind.MOMENT:
        return Copies()
    return reel.copies.get(item.clip_id, Copies())
