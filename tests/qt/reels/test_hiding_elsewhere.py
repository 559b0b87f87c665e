"""What a reel veils, and films whose consent ended, outside the builder: the case page, a summary's page, copies."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.factories.films import FilmSpec, make_film
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.painting.cards import QtTextPainter
from ui.screens.home.case_facts import load_case
from ui.screens.summary.preview import gather
from ui.state.desk import Desk
from ui.state.reel_playing import ReelPlaying
from vidfeed.errors import ExpectedError
from vidfeed.model.clip import Clip
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.model.summary import SummaryAudience
from vidfeed.model.veil import Region
from vidfeed.ports import never_cancelled
from vidfeed.services import assembling, consenting, importing, marking, stills, veiling
from vidfeed.services.copying import Leaving
from vidfeed.services.finding import reel_of
from vidfeed.services.summarising import Extract

_ALL = Region(0, 0, 10_000, 10_000)


def _veil(vault: VaultOnDesk, reel: Reel) -> None:
    """Puts the whole picture of its first moment under a veil."""
    item = reel.items[1]
    assert item.span is not None
    veiling.draw_veil(vault.context, reel.id, item.id, veiling.Stroke(item.span.start_pts, _ALL))


@pytest.fixture
def veiled(vault: VaultOnDesk, reel: Reel) -> Reel:
    """The reel with that veil."""
    _veil(vault, reel)
    return reel_of(vault.context.catalogue, reel.id)


@pytest.fixture
def other_clip(vault: VaultOnDesk, tmp_path: Path) -> Clip:
    """Another film of the case."""
    film = make_film(tmp_path / "other.mp4", FilmSpec(320, 180, frames=20))
    return importing.import_film(vault.context, importing.ImportRequest(film, CASE_CODE, title="Meal")).clip


@pytest.mark.parametrize("hide", ["veil", "flag"])
def test_a_reel_that_hides_something_has_no_cover_of_that_film(vault: VaultOnDesk, reel: Reel, hide: str) -> None:
    ctx = vault.context
    assert load_case(ctx, vault.case).reels[0].cover_clip_id == vault.clip.id
    if hide == "veil":
        _veil(vault, reel)
    else:
        marking.mark(ctx, vault.clip.id, ctx.catalogue.frame_index(vault.clip.id).span(50, 51), other_person=True)
    assert load_case(ctx, vault.case).reels[0].cover_clip_id is None


def test_a_parents_page_hides_what_their_file_hides(vault: VaultOnDesk, veiled: Reel) -> None:
    def page(audience: SummaryAudience) -> dict[str, bytes]:
        made = gather(vault.context, vault.case, Extract(), audience, "", True, never_cancelled)
        return {moment_id: bytes(image.constBits()) for moment_id, image in made.pictures.items()}

    record, parent = page(SummaryAudience.RECORD), page(SummaryAudience.PARENT)
    hidden = {moment_id for moment_id, pixels in parent.items() if record[moment_id] != pixels}
    assert len(parent) == 3 and hidden == {veiled.items[1].moment_id}


def test_a_copy_for_the_family_is_veiled(vault: VaultOnDesk, veiled: Reel, tmp_path: Path) -> None:
    span = veiled.items[1].span
    assert span is not None
    index = vault.context.catalogue.frame_index(vault.clip.id)
    still = stills.still_at(vault.context, vault.clip.id, index.seconds(span.start_pts))
    for name in ("seen.png", "seen.jpg"):
        stills.copy_still(vault.context, vault.clip.id, still, tmp_path / name, Leaving("the family", "copy"))
        written = cv2.imread(str(tmp_path / name))
        assert written is not None and written.shape[:2] == (still.height_px, still.width_px)
        assert np.abs(written[:, :, ::-1].astype(int) - still.pixels()).max() > 60, name


def test_the_other_films_of_a_reel_go_on_when_ones_consent_ends(
    vault: VaultOnDesk, desk: Desk, reel: Reel, other_clip: Clip, qtbot: QtBot
) -> None:
    ctx = vault.context
    (moment,) = marking.mark(ctx, other_clip.id, ctx.catalogue.frame_index(other_clip.id).span(3, 8)).moments
    assembling.add_moments(ctx, reel.id, [moment.moment_id])
    whole = reel_of(ctx.catalogue, reel.id)
    playing = ReelPlaying(desk, QtTextPainter(), lambda: None)
    failures: list[ExpectedError] = []
    skipped: list[int] = []
    playing.failed.connect(failures.append)
    playing.skipped.connect(skipped.append)
    try:
        with qtbot.waitSignal(playing.pictured):
            playing.open(whole, 1)
        person = ctx.catalogue.people(vault.case.id)[0]
        consenting.withdraw(ctx, person, Purpose.RECORD, ctx.today(), [vault.clip.id])
        playing.recheck()
        qtbot.waitUntil(lambda: 1 in skipped)
        assert not failures and playing.plan is not None
        with qtbot.waitSignal(playing.pictured):
            playing.go(4)
        consenting.withdraw(ctx, person, Purpose.RECORD, ctx.today(), [other_clip.id])
        playing.recheck()
        assert len(failures) == 1 and playing.plan is None
    finally:
        playing.close()
