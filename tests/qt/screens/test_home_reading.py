"""The home screen reads many cases in as many statements as few."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import event

from storage.catalogue import SqlCatalogue
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.storage.catalogue.sample import clip, session
from ui.screens.home.case_facts import load_case
from ui.screens.home.case_model import load_lines
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import assembling, cases, consenting


def statements(catalogue: SqlCatalogue, reading: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine = catalogue._database.connection.engine
    event.listen(engine, "before_cursor_execute", note)
    reading()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_the_list_and_a_case(vault: VaultOnDesk) -> None:
    ctx, catalogue = vault.context, vault.vault.catalogue
    case = vault.case
    before = [statements(catalogue, lambda: load_lines(ctx)), statements(catalogue, lambda: load_case(ctx, case))]
    for number in range(12):
        other = cases.add_case(ctx, f"ALDER-{number}")
        person = cases.add_person(ctx, other.code, Role.PARENT_A)
        consenting.give(ctx, person, Purpose.RECORD, date(2024, 5, 1))
        catalogue.add_session(session(f"more{number}", case.id, 100 + number))
        catalogue.add_clip(clip(f"more{number}", case.id, f"more{number}"))
        assembling.create_reel(ctx, CASE_CODE, f"Reel {number}")
    after = [statements(catalogue, lambda: load_lines(ctx)), statements(catalogue, lambda: load_case(ctx, case))]
    assert after == before
