"""A vault with something of everything in it: one is kept of each version of the tables, for migrations to come.

`python -m tests.storage.vault.sample_vault` makes that of the present version. What is kept is never made again: a
vault made by a later program would prove nothing.
"""

import json
import shutil
from pathlib import Path

from storage.catalogue.schema import NEWEST
from storage.vault import OpenVault
from storage.vault.core import SystemClock
from tests.factories.inline_works import inline_works
from tests.storage.vault.facts import Facts, facts_of
from tests.storage.vault.vaults import BERT, PASSPHRASES, add_clip, add_film, created
from vidfeed.model.change import clip_scope
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.erasure import Backup
from vidfeed.model.ids import new_id
from vidfeed.model.review import ReviewAction, Whose
from vidfeed.services import assembling, cases, consenting, marking, reviewing
from vidfeed.services.codebooks import ensure_builtin, tag_of
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, enter_copy

SAMPLES = Path(__file__).parents[1] / "catalogue" / "samples"
_FACTS = "facts.json"


def samples() -> list[Path]:
    """Folders of all versions that are kept, oldest first."""
    return sorted(path for path in SAMPLES.iterdir() if path.is_dir())


def facts_kept(sample: Path) -> Facts:
    """What the vault of that version holds."""
    kept = json.loads((sample / _FACTS).read_text("utf-8"))
    assert isinstance(kept, dict)
    return kept


def everything_in(vault: OpenVault) -> Facts:
    """More than `facts_of`: reviews, copies, drafts, the trail, what can be undone."""
    catalogue = vault.catalogue
    facts = facts_of(vault)
    for clip in catalogue.clips():
        facts[f"undo:{clip.id}"] = str(catalogue.can_undo(clip_scope(clip.id)))
        facts |= {f"tags:{m.id}": " ".join(tag.tag_id for tag in m.tags) for m in catalogue.moments(clip.id)}
    for review in catalogue.reviews():
        facts[f"review:{review.id}"] = (
            f"{[words.text for words in review.words]} {len(review.events)} {review.next_step}"
        )
    facts |= {f"copy:{copy.serial}": f"{copy.what} {copy.for_whom}" for copy in catalogue.copies()}
    facts |= {f"backup:{backup.id}": backup.label for backup in catalogue.backups()}
    facts |= {f"erasure:{erasure.subject}": erasure.state for erasure in catalogue.erasures()}
    facts |= {f"draft:{place}": text for place, text in catalogue.drafts().items()}
    facts["trail"] = str([entry.digest for entry in catalogue.audit()][:10])
    facts["codebooks"] = str([(book.id, book.version, len(book.tags)) for book in catalogue.codebooks()])
    facts["search"] = str(sorted(moment.id for moment in catalogue.find_moments(text="looks")))
    return facts


def fill(vault: OpenVault) -> None:
    """Something of everything."""
    ensure_builtin(vault.catalogue)
    ctx = Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock())
    film, goes = add_film(vault, b"a film " * 20, "WREN-07"), add_film(vault, b"goes", "GONE-01")
    session = vault.catalogue.sessions(film.case_id)[0]
    add_clip(vault, film.case_id, session.id, b"another")
    people = [cases.add_person(ctx, "WREN-07", role) for role in (Role.PARENT_A, Role.INFANT)]
    for person in people:
        for purpose in (Purpose.RECORD, Purpose.REVIEW, Purpose.SUPERVISION, Purpose.COPY):
            consenting.give(ctx, person, purpose, ctx.today())
    consenting.withdraw(ctx, people[0], Purpose.SUPERVISION, ctx.today())
    index = ctx.catalogue.frame_index(film.clip_id)
    tag = tag_of(ctx.catalogue, "starter/responding")
    marks = [marking.mark(ctx, film.clip_id, index.span(0, 2), [tag], caption="She looks", stars=n) for n in (0, 1)]
    marking.edit(ctx, marks[0].moments[0].moment_id, note="Größe – اللعب")
    reel = assembling.create_reel(ctx, "WREN-07", "Together", "How does he tell me?")
    assembling.add_card(ctx, reel.id, "Together")
    assembling.add_moments(ctx, reel.id, [change.moments[0].moment_id for change in marks])
    review = reviewing.begin_review(ctx, reel.id)
    reviewing.log(ctx, review.id, ReviewAction.SHOWN)
    reviewing.keep_words(ctx, review.id, "There he is", Whose.PARENT, None)
    reviewing.finish_review(ctx, review.id, "Watch bath time")
    enter_copy(ctx, film.case_id, "frame", [film.clip_id], [film.clip_id], Leaving("the family", "copy"))
    ctx.catalogue.put_draft("caption:typing", "half a sen")
    vault.add_user(BERT, PASSPHRASES[BERT])
    vault.catalogue.add_backup(Backup(new_id(), ctx.timestamp(), "the stick", "/media/stick", (film.original.blob_id,)))
    vault.erase_case(goes.case_id)


def main() -> None:
    """Makes and keeps the sample of the present version."""
    sample = SAMPLES / NEWEST
    sample.mkdir(parents=True)
    vault, _ = created(sample / "vault")
    with vault:
        fill(vault)
        facts = everything_in(vault)
    (sample / _FACTS).write_text(json.dumps(facts, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    shutil.rmtree(sample / "vault-receipts")
    (sample / "vault" / "vault.lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
