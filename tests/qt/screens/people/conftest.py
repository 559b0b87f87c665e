"""People and consent of a case, in view."""

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import Show
from ui.screens.people import PeoplePage
from ui.state.desk import Desk
from vidfeed.model.consent import Person, Role
from vidfeed.services import cases


@pytest.fixture
def page(desk: Desk, vault: VaultOnDesk, show: Show) -> PeoplePage:
    show(made := PeoplePage(desk), 1280, 680)
    made.show_case(vault.case)
    return made


@pytest.fixture
def parent(page: PeoplePage, vault: VaultOnDesk) -> Person:
    made = cases.add_person(vault.context, CASE_CODE, Role.PARENT_A)
    cases.add_person(vault.context, CASE_CODE, Role.INFANT)
    page.show_case(vault.case)
    return made
