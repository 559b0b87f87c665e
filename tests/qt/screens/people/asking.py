"""What is pressed on the page of people and consent, and what opens then."""

from ui.screens.people import PeoplePage
from ui.screens.people.correction import CorrectionDialog
from ui.screens.people.withdrawal import WithdrawalDialog
from vidfeed.model.consent import Person, Purpose


def choose(page: PeoplePage, person: Person, purpose: Purpose) -> None:
    page.table.cells[person.id, purpose].click()


def withdrawal(page: PeoplePage) -> WithdrawalDialog:
    """The dialog that is open."""
    return next(one for one in page.findChildren(WithdrawalDialog) if one.isVisible())


def corrections_dialog(page: PeoplePage) -> CorrectionDialog:
    """The dialog that is open."""
    page.details.correct.click()
    return next(one for one in page.findChildren(CorrectionDialog) if one.isVisible())
