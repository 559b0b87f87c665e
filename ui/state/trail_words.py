"""The trail and the ledger of copies as people read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ui.state.keeping import VaultUser
from vidfeed.model.consent import Consent, Duty, Role
from vidfeed.model.copy import AuditEntry, Copy
from vidfeed.model.dates import short_date
from vidfeed.model.quoting import in_quotes
from vidfeed.ports import Catalogue
from vidfeed.services.consenting import PURPOSE_WORDS

_ACTIONS = {
    "case.add": "Made a case",
    "case.edit": "Changed a case’s question or note",
    "session.edit": "Changed a session’s day or place",
    "person.add": "Entered a person",
    "person.rename": "Changed a person’s label",
    "consent.give": "Entered consent",
    "consent.narrow": "Narrowed consent to some films",
    "consent.withdraw": "Entered a withdrawal of consent",
    "consent.correct": "Corrected what was entered about consent",
    "change.apply": "Marked, or changed a reel",
    "change.undo": "Took a change back",
    "change.redo": "Made a change again",
    "codebook.new": "Made a codebook",
    "codebook.change": "Changed a codebook",
    "codebook.switch": "Switched a codebook on or off",
    "codebook.import": "Brought a codebook in",
    "codebook.export": "Saved a codebook as a file",
    "clip.import": "Brought a film in",
    "clip.refile": "Renamed or refiled a film",
    "clip.mend": "Replaced a damaged film",
    "clip.trouble": "Noted trouble with a film",
    "clip.clear": "Cleared an import that broke off",
    "review.begin": "Began a review",
    "review.words": "Kept a parent’s words",
    "review.finish": "Finished a review",
    "review.cue-sheet": "Saved a cue sheet outside the vault",
    "review.film": "Linked the film of a review",
    "visit.prepare": "Prepared a visit",
    "visit.merge": "Took home what happened on a visit",
    "copy.not-made": "A copy was not made after all",
    "copy.agreed": "A second user agreed to a copy",
    "erase.mark": "Began to erase for good",
    "erase.cleared": "Erased: what was written about it is gone",
    "erase.done": "Erased: finished",
    "user.add": "Let someone in",
    "user.join": "Chose a passphrase of their own",
    "user.remove": "Shut someone out",
    "user.passphrase": "Changed a passphrase",
    "user.recover": "Used the recovery sheet",
    "vault.unlock": "Unlocked the vault",
    "vault.lock": "Locked the vault",
    "vault.wrong-tries": "Gave the passphrase after wrong ones",
    "vault.create": "Made the vault",
    "vault.recovery": "Made a new recovery sheet",
    "vault.backup": "Made a backup",
    "vault.backup-gone": "Said that a backup no longer exists",
    "vault.restore": "Restored the vault from a backup",
}
_ONES_OWN = {"vault.unlock", "vault.lock", "user.passphrase", "user.recover", "user.join"}
_COPIES = {"reel": "Reel as a film", "summary-docx": "Summary as a document", "summary-csv": "Summary as a table"}
_COPIES |= {"frame": "Still picture", "original": "Film as it was brought in"}
_ROLES = {
    Role.PARENT_A: "parent A",
    Role.PARENT_B: "parent B",
    Role.INFANT: "the baby",
    Role.OTHER: "someone else",
}
_DUTIES = {duty.value: duty.value.replace("-", " ") for duty in Duty}


@dataclass(frozen=True)
class TrailLine:
    """One line of the trail."""

    when: str
    who: str
    what: str
    about: str


@dataclass(frozen=True)
class CopyLine:
    """One line of the ledger."""

    serial: str
    when: str
    what: str
    about: str
    for_whom: str
    why: str
    by: str


class Names:
    """What the random ids of the trail stand for: people go by their role. What was erased has no name any more."""

    def __init__(self, catalogue: Catalogue, users: Sequence[VaultUser]) -> None:
        self._catalogue = catalogue
        self._gone: dict[str, str] | None = None
        self._cases = {summary.case.id: summary.case.code for summary in catalogue.case_summaries()}
        self._names: dict[str, str] = {case_id: f"Case {code}" for case_id, code in self._cases.items()}
        self._names |= {user.id: user.name for user in users}
        reels = {reel.id: reel for reel in catalogue.reels()}
        self._names |= {clip.id: self._in_case(clip.case_id, in_quotes(clip.title)) for clip in catalogue.clips()}
        self._names |= {
            reel.id: self._in_case(reel.case_id, f"reel {in_quotes(reel.title)}") for reel in reels.values()
        }
        people = {person.id: person for person in catalogue.people()}
        titles = {clip.id: in_quotes(clip.title) for clip in catalogue.clips()}

        def films(consent: Consent) -> str:
            named = (titles.get(clip_id, "a film erased since") for clip_id in consent.clip_ids)
            return f", for {', '.join(named)}" if consent.clip_ids else ""

        self._names |= {person.id: self._in_case(person.case_id, _ROLES[person.role]) for person in people.values()}
        self._names |= {
            consent.id: f"{self._names[consent.person_id]}: {PURPOSE_WORDS[consent.purpose]}{films(consent)}"
            for consent in (*catalogue.consents(), *catalogue.superseded_consents())
            if consent.person_id in people
        }
        for review in catalogue.reviews():
            reel = reels.get(review.reel_id)
            if reel is not None:
                self._names[review.id] = self._names[reel.id]

    def about(self, subject: str) -> str:
        """Of an id, bare or as "kind:id"; copies go by their number."""
        kind, _, subject_id = subject.rpartition(":")
        if not kind and subject_id.isdigit():
            return f"Copy {int(subject_id):04d}"
        if kind == "tries" and subject_id.isdigit():
            return f"Wrong tries: {int(subject_id)}"
        if subject_id in self._names:
            return self._names[subject_id]
        if kind == "user":
            return self._gone_user(subject_id)
        return {"case": "A case, erased", "clip": "A film, erased"}.get(kind, "")

    def _gone_user(self, user_id: str) -> str:
        if self._gone is None:
            # Lines that someone wrote about themselves have both their id and their name.
            own = (one for one in self._catalogue.audit() if one.action in _ONES_OWN)
            self._gone = {one.subject.rpartition(":")[2]: one.user for one in own}
        name = self._gone.get(user_id)
        return f"{name}, no longer here" if name else "Someone no longer here"

    def case_code(self, case_id: str) -> str:
        """A case's ID, or that it is gone."""
        return self._cases.get(case_id, "A case, erased")

    def _in_case(self, case_id: str, what: str) -> str:
        return f"{self._cases.get(case_id, '')} {what}".strip()


def trail_lines(entries: Sequence[AuditEntry], names: Names) -> list[TrailLine]:
    """The newest first."""
    return [
        TrailLine(moment_words(one.at), one.user, action_words(one.action), names.about(one.subject))
        for one in reversed(entries)
    ]


def copy_lines(copies: Sequence[Copy], names: Names) -> list[CopyLine]:
    """The newest first."""
    return [
        CopyLine(
            f"{copy.serial:04d}", moment_words(copy.at), copy_words(copy.what),
            names.case_code(copy.case_id), copy.for_whom, _why(copy), copy.user,
        )
        for copy in reversed(copies)
    ]  # fmt: skip


def copy_words(what: str) -> str:
    """The kind of a copy."""
    return _COPIES.get(what, what)


def action_words(action: str) -> str:
    """What was done; a word of the trail that has no sentence yet stands as it is."""
    if action in _ACTIONS:
        return _ACTIONS[action]
    kind, _, what = action.partition(".")
    return f"Made a copy: {copy_words(what).lower()}" if kind == "copy" else action


def moment_words(timestamp: str) -> str:
    """Day and time here of an ISO 8601 text."""
    at = datetime.fromisoformat(timestamp).astimezone()
    return f"{short_date(at.date())}, {at:%H:%M}"


def _why(copy: Copy) -> str:
    purposes: Mapping[str, str] = {purpose.value: words for purpose, words in PURPOSE_WORDS.items()}
    why = purposes.get(copy.why) or _DUTIES.get(copy.why, copy.why)
    return f"{why} ({copy.reference})" if copy.reference else why
