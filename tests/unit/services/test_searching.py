"""Searching the whole vault through the real catalogue."""

from datetime import date

from tests.factories.vaults import VaultOnDesk
from vidfeed.model.consent import Purpose
from vidfeed.model.moment_query import MomentQuery
from vidfeed.services import cases, consenting, marking
from vidfeed.services.context import Context
from vidfeed.services.searching import PAGE, search_vault


def test_pages_of_fifty_with_their_places(desk: VaultOnDesk, ctx: Context) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    with ctx.catalogue.transaction():
        for number in range(PAGE + 3):
            marking.mark(ctx, desk.clip.id, index.span(number, number), caption=f"smile {number}")
    first = search_vault(ctx, MomentQuery("smile"))
    assert (len(first.found), first.more) == (PAGE, True)
    newest = first.found[0]
    assert (newest.moment.caption, newest.case.code, newest.session.number) == (f"smile {PAGE + 2}", "WREN-07", 1)
    second = search_vault(ctx, MomentQuery("smile"), first.found[-1].moment.id)
    assert ([one.moment.caption for one in second.found], second.more) == (["smile 2", "smile 1", "smile 0"], False)


def test_a_film_whose_consent_has_ended_is_told_of_and_not_shown(desk: VaultOnDesk, ctx: Context) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    marking.mark(ctx, desk.clip.id, index.span(0, 5), caption="smile")
    person = cases.person_of(ctx, "WREN-07", "parent-a")
    assert [one.stopped for one in search_vault(ctx, MomentQuery()).found] == [False]
    consenting.withdraw(ctx, person, Purpose.RECORD, date(2020, 1, 1))
    assert [one.stopped for one in search_vault(ctx, MomentQuery()).found] == [True]
