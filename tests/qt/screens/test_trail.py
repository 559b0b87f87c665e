"""Who did what, in words."""

import re
from pathlib import Path

from tests.factories.doors import quick_doors
from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk, unlocked
from ui.bootstrap import create_vault
from ui.state.trail_words import Names, action_words, trail_lines
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import cases, consenting
from vidfeed.services.correcting import correct

OTHER = "correct unusual lagoon trampoline gravel"


def _trail(vault: VaultOnDesk) -> list[tuple[str, str, str]]:
    names = Names(vault.context.catalogue, vault.keeping.users())
    return [(one.who, one.what, one.about) for one in trail_lines(vault.context.catalogue.audit(), names)]


def test_the_trail_says_whose_consent_and_for_what(vault: VaultOnDesk) -> None:
    ctx = vault.context
    person = cases.add_person(ctx, CASE_CODE, Role.PARENT_A)
    consenting.give(ctx, person, Purpose.REVIEW, ctx.today())
    consenting.withdraw(ctx, person, Purpose.RECORD, ctx.today(), [vault.clip.id])
    who = f"{CASE_CODE} parent A"
    assert _trail(vault)[:3] == [
        ("anna", "Entered a withdrawal of consent", f"{who}: recording and watching, for “Floor play”"),
        ("anna", "Entered consent", f"{who}: review together"),
        ("anna", "Entered a person", who),
    ]


def test_the_trail_says_what_was_corrected_and_no_label(vault: VaultOnDesk) -> None:
    ctx = vault.context
    person = cases.add_person(ctx, CASE_CODE, Role.PARENT_A)
    wrong = consenting.give(ctx, person, Purpose.REVIEW, ctx.today())
    correct(ctx, wrong, None)
    cases.rename_person(ctx, person, "Mother")
    who = f"{CASE_CODE} parent A"
    assert _trail(vault)[:2] == [
        ("anna", "Changed a person’s label", who),
        ("anna", "Corrected what was entered about consent", f"{who}: review together"),
    ]


def test_the_trail_still_names_who_was_shut_out(vault: VaultOnDesk, folder: Path) -> None:
    vault.keeping.add_user("M.K.", OTHER)
    vault.close()
    quick_doors().unlock(folder, OTHER).close()
    again = unlocked(folder)
    again.keeping.add_user("R.S.", OTHER + " again")  # who never unlocks
    again.vault.add_user("of earlier", OTHER + " once more")  # as vaults of earlier versions have them
    for name in ("M.K.", "R.S.", "of earlier"):
        again.keeping.remove_user(name)
    lines = _trail(again)
    again.close()
    for name in ("M.K.", "R.S."):
        assert ("anna", "Let someone in", f"{name}, no longer here") in lines
        assert (name, "Chose a passphrase of their own", f"{name}, no longer here") in lines
        assert ("anna", "Shut someone out", f"{name}, no longer here") in lines
    assert ("anna", "Shut someone out", "Someone no longer here") in lines


def test_the_trail_knows_who_made_the_vault_though_it_was_killed_then(tmp_path: Path) -> None:
    made = create_vault(tmp_path / "made", PASSPHRASE, "B.C.")
    catalogue = made.opened.context.catalogue
    (line,) = [one for one in catalogue.audit() if one.action == "user.join"]
    assert Names(catalogue, []).about(line.subject) == "B.C., no longer here"
    made.opened.close()


def test_every_word_of_the_trail_has_a_sentence() -> None:
    """Every action that the sources write, as far as they write it whole."""
    root = Path(__file__).parents[3]
    sources = [path.read_text() for part in ("storage", "vidfeed") for path in (root / part).rglob("*.py")]
    actions = {found for text in sources for found in re.findall(r'record\("([a-z]+\.[a-z-]+)"', text)}
    assert len(actions) > 15
    assert [action for action in sorted(actions) if action_words(action) == action] == []
