"""What leaves a reel, for whom and why: a film, or one picture. Consent is asked before anything is written."""

from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.entry.passphrase_choice import PassphraseChoice
from ui.state.desk import Desk
from ui.widgets.boxes import Part, row
from ui.widgets.switch import Switch
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.model.reel_output import USUAL_OUTPUT, OutputCaptions, OutputSize, ReelOutput
from vidfeed.services.assembling import clip_ids_of, shows_someone_else
from vidfeed.services.consenting import require
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.finding import item_of

# Duties, such as a court's order, may need a second user: they go by the command line.
WHYS = (
    (Purpose.COPY, "A copy for the family"),
    (Purpose.SUPERVISION, "Supervision"),
    (Purpose.TRAINING, "Training"),
    (Purpose.RESEARCH, "Research"),
)
SIZES = ((OutputSize.AS_FILMS, "As the films"), (OutputSize.HD720, "720p"), (OutputSize.HD1080, "1080p"))
CAPTIONS = ((OutputCaptions.BURNT, "In the picture"), (OutputCaptions.TRACK, "To be switched on in the player"))


@dataclass(frozen=True)
class FilmAsked:
    """What a film shall be like.

    Attributes:
        item_id: of the one item it shows, or empty for the whole reel.
        passphrase: to encrypt it under; empty for a film in the clear.
    """

    output: ReelOutput = USUAL_OUTPUT
    item_id: str = ""
    passphrase: str = field(default="", repr=False)


def require_leaving(ctx: Context, reel: Reel, item_id: str, purpose: Purpose) -> None:
    """Whether the reel, or one item of it, may leave for this purpose.

    Raises:
        ExpectedError: `no-consent`.
    """
    shown = replace(reel, items=(item_of(reel, item_id),)) if item_id else reel
    require(ctx, reel.case_id, purpose, clip_ids_of(shown), shows_someone_else(ctx, shown))


class LeavingDialog(FormDialog):
    """The fields that every copy needs.

    Attributes:
        leaving: what was entered, after it was accepted.
    """

    def __init__(self, title: str, desk: Desk, reel: Reel, parent: QWidget | None) -> None:
        super().__init__(title, "Choose where", parent)
        self._desk, self._reel = desk, reel
        self.leaving: Leaving | None = None
        self.for_whom, self.why = QLineEdit(), QComboBox()
        for purpose, name in WHYS:
            self.why.addItem(name, purpose)
        self.error.offer_people(self._to_people)

    def _set_parts(self, warning: str, *parts: Part) -> None:
        self.set_form(
            self._apply,
            words(warning, wrap=True),
            8,
            field_label("For whom", self.for_whom),
            self.for_whom,
            6,
            field_label("Why", self.why),
            self.why,
            6,
            *parts,
            words("It is entered in the list of copies before it is made.", "hint", wrap=True),
        )

    def _to_people(self) -> None:
        self.reject()
        self._desk.ask_people()

    def _item_id(self) -> str:
        """Of the one item that leaves, or empty for the whole reel."""
        return ""

    def _apply(self) -> None:
        purpose, for_whom = WHYS[self.why.currentIndex()][0], self.for_whom.text().strip()
        if not for_whom:
            raise ExpectedError(ErrorKind.NO_CONSENT, "A copy needs a recipient.", "Say for whom it is.")
        require_leaving(self._desk.context, self._reel, self._item_id(), purpose)
        self.leaving = Leaving(for_whom, purpose, may_replace=True)


class SaveFilmDialog(LeavingDialog):
    """A film of the reel, or of one of its items.

    Attributes:
        asked: what it shall be like, after it was accepted.
    """

    def __init__(self, desk: Desk, reel: Reel, item_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__("Save as film", desk, reel, parent)
        self.asked = FilmAsked()
        self.what, self.picture_size, self.captions = QComboBox(), QComboBox(), QComboBox()
        self.sound, self.encrypted = Switch("With sound"), Switch("Encrypted, under a passphrase")
        self._offer(item_id)
        self._set_parts(
            "The film leaves the vault. Unless it is encrypted, anyone who has it can watch it.",
            row(field_label("What", self.what), None, self.what),
            row(field_label("Size", self.picture_size), None, self.picture_size),
            row(field_label("Captions", self.captions), None, self.captions),
            row(words("With sound", "label"), None, self.sound),
            row(words(self.encrypted.accessibleName(), "label"), None, self.encrypted),
        )
        self.keep_typed(desk, f"film:{reel.id}", for_whom=self.for_whom)

    def _offer(self, item_id: str) -> None:
        self.what.addItem("The whole reel", "")
        if item_id:
            self.what.addItem("The selected item only", item_id)
        for combo, choices in ((self.picture_size, SIZES), (self.captions, CAPTIONS)):
            for value, name in choices:
                combo.addItem(name, value)
        self.sound.setChecked(True)

    def _item_id(self) -> str:
        return str(self.what.currentData())

    def _apply(self) -> None:
        super()._apply()
        size, captions = SIZES[self.picture_size.currentIndex()][0], CAPTIONS[self.captions.currentIndex()][0]
        self.asked = FilmAsked(ReelOutput(size, captions, self.sound.isChecked()), self._item_id())


class SavePictureDialog(LeavingDialog):
    """The picture that the preview shows."""

    def __init__(self, desk: Desk, reel: Reel, item_id: str, parent: QWidget | None = None) -> None:
        super().__init__("Save this picture", desk, reel, parent)
        self._shown_id = item_id
        self._set_parts(
            "The picture leaves the vault, upright and without its caption. It is not encrypted. What is veiled in "
            "the reel is veiled in it."
        )
        self.keep_typed(desk, f"picture:{reel.id}", for_whom=self.for_whom)

    def _item_id(self) -> str:
        return self._shown_id


class FilmPassphraseDialog(FormDialog):
    """Under which passphrase a film is encrypted.

    Attributes:
        passphrase: the one chosen, after it was accepted.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("A passphrase for the film", "Choose where", parent)
        self.passphrase = ""
        self.choice = PassphraseChoice(desk.vault.keeping)
        hint = "Any program for age files opens it with this passphrase. It is kept nowhere: tell it by another way."
        self.set_form(self._apply, words(hint, wrap=True), 6, self.choice)
        self.finished.connect(lambda _result: self.choice.wipe())

    def _apply(self) -> None:
        chosen = self.choice.passphrase
        if chosen is None:
            raise ExpectedError(ErrorKind.WEAK_PASSPHRASE, "The passphrase is not chosen yet.", "Type it once more.")
        self.passphrase = chosen
