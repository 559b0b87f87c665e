"""What is kept of a film that was stopped: whole parts alone, and nothing once it may not be there any more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from storage.vault import write_blob
from tests.factories.films import FilmSpec
from tests.factories.vaults import VaultOnDesk, make_vault, unlocked
from ui.bootstrap.opening import OpenedVault
from ui.bootstrap.render_task import RenderRequest
from ui.bootstrap.works import ChildWorks
from vidfeed.errors import ExpectedError, WorkLostError, cancelled
from vidfeed.model.consent import Person, Purpose, Role
from vidfeed.model.ids import new_id
from vidfeed.model.reel import Reel
from vidfeed.ports import never_cancelled, no_progress
from vidfeed.services import assembling, consenting, marking
from vidfeed.services.finding import reel_of


class Stopping:
    """Stands for the child: it codes all but the last part, leaves half of that, and ends by an error."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], None] = lambda: None
        self.error: Exception = cancelled("Rendering")

    def __call__(self, _task: object, request: RenderRequest, *_: Any) -> None:
        *whole, last = request.parts.to_make.values()
        for grant in whole:
            write_blob(grant, [b"coded"])
        last.path.write_bytes(b"age-encryption.org/v1\n-> X25519")
        self.meanwhile()
        raise self.error


@pytest.fixture
def stopping() -> Stopping:
    return Stopping()


@pytest.fixture
def desk(tmp_path: Path, stopping: Stopping) -> Iterator[VaultOnDesk]:
    made = unlocked(make_vault(tmp_path / "vault", FilmSpec(frames=40), prepared=False))
    yield replace(made, context=replace(made.context, works=ChildWorks(made.vault, stopping)))
    made.close()


@pytest.fixture
def reel(desk: VaultOnDesk) -> Reel:
    ctx, clip = desk.context, desk.clip
    index = ctx.catalogue.frame_index(clip.id)
    made = assembling.create_reel(ctx, desk.case.code, "Looking")
    for first in (0, 10, 20):
        change = marking.mark(ctx, clip.id, index.span(first, first + 5))
        assembling.add_moments(ctx, made.id, [one.after.id for one in change.moments if one.after is not None])
    return reel_of(ctx.catalogue, made.id)


def stop(desk: VaultOnDesk, reel: Reel) -> None:
    with pytest.raises((ExpectedError, WorkLostError)):
        desk.context.works.render(reel, desk.vault.directory.with_name("r.mp4"), no_progress, never_cancelled)


def left(desk: VaultOnDesk) -> int:
    return len(list((desk.vault.directory / "incoming").iterdir()))


@pytest.mark.parametrize("error", [cancelled("Rendering"), WorkLostError("the child died")])
def test_only_what_is_whole_is_kept(desk: VaultOnDesk, reel: Reel, stopping: Stopping, error: Exception) -> None:
    stopping.error = error
    stop(desk, reel)
    assert left(desk) == desk.context.works.rendered_before(reel) == 2


def test_a_part_that_may_be_to_blame_is_not_kept(desk: VaultOnDesk, reel: Reel, stopping: Stopping) -> None:
    stopping.error = AssertionError("the film has too few frames")
    with pytest.raises(AssertionError):
        desk.context.works.render(reel, desk.vault.directory.with_name("r.mp4"), no_progress, never_cancelled)
    assert left(desk) == 0


def test_words_for_the_record_and_the_sound_cost_no_part(desk: VaultOnDesk, reel: Reel) -> None:
    stop(desk, reel)
    quieter = [replace(item, gain_db=-3.0, why_chosen="Her hands") for item in reel.items]
    assert desk.context.works.rendered_before(replace(reel, items=tuple(quieter))) == 2
    slower = [replace(item, speed=Fraction(1, 2)) for item in reel.items]
    assert desk.context.works.rendered_before(replace(reel, items=tuple(slower))) == 0


def test_another_film_takes_the_place_of_the_first(desk: VaultOnDesk, reel: Reel) -> None:
    stop(desk, reel)
    stop(desk, replace(reel, items=tuple(replace(item, caption="There") for item in reel.items)))
    assert left(desk) == 2
    assert desk.context.works.rendered_before(reel) == 0


def withdraw(desk: VaultOnDesk, _reel: Reel) -> None:
    person = Person(new_id(), desk.case.id, Role.PARENT_A, "Parent A", main=True)
    desk.context.catalogue.add_person(person)
    consenting.withdraw(desk.context, person, Purpose.COPY, date(2026, 3, 4))


def remove(desk: VaultOnDesk, reel: Reel) -> None:
    assembling.remove_reel(desk.context, reel.id)


def erase_clip(desk: VaultOnDesk, _reel: Reel) -> None:
    desk.keeping.erase(f"clip:{desk.clip.id}", no_progress)


def erase_case(desk: VaultOnDesk, _reel: Reel) -> None:
    desk.keeping.erase(f"case:{desk.case.id}", no_progress)


def lock(desk: VaultOnDesk, _reel: Reel) -> None:
    OpenedVault(desk.vault, desk.context).close()


@pytest.mark.parametrize("happens", [withdraw, remove, erase_clip, erase_case, lock])
def test_nothing_is_left_of_what_may_not_be_there(
    desk: VaultOnDesk, reel: Reel, happens: Callable[[VaultOnDesk, Reel], None]
) -> None:
    stop(desk, reel)
    assert left(desk) == 2
    happens(desk, reel)
    assert left(desk) == 0


def test_what_is_forgotten_while_a_film_is_made_is_not_kept_at_its_end(
    desk: VaultOnDesk, reel: Reel, stopping: Stopping
) -> None:
    stopping.meanwhile = lambda: withdraw(desk, reel)
    stop(desk, reel)
    assert left(desk) == desk.context.works.rendered_before(reel) == 0


def test_what_a_kill_leaves_is_swept_at_the_next_unlock(desk: VaultOnDesk, reel: Reel) -> None:
    stop(desk, reel)
    assert left(desk) == 2
    desk.vault.close()
    again = unlocked(desk.vault.directory)
    assert left(again) == 0
    again.close()
