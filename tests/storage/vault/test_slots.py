import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from storage.age import ScryptRecipient, X25519Identity, encrypt
from storage.vault.durable import write_atomically
from storage.vault.layout import Layout
from storage.vault.slots import opened_slots, parse_recovery, slot_is_sound, write_slot
from vidfeed.errors import ErrorKind, ExpectedError

LOW = 2
ANNA, BERT = X25519Identity(b"a" * 32), X25519Identity(b"b" * 32)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "vault")
    layout.make_folders()
    return layout


def test_a_passphrase_opens_its_own_file_among_several(layout: Layout) -> None:
    write_slot(layout, ANNA, "anna's", LOW)
    bert = write_slot(layout, BERT, "bert's", LOW + 1)
    (found,) = opened_slots(layout, "bert's")
    assert (found.file_id, found.identity, found.work_factor) == (bert, BERT, LOW + 1)
    assert list(opened_slots(layout, "carla's")) == []


def test_one_passphrase_of_two_users_opens_both(layout: Layout) -> None:
    write_slot(layout, ANNA, "the same", LOW)
    write_slot(layout, BERT, "the same", LOW)
    assert {slot.identity for slot in opened_slots(layout, "the same")} == {ANNA, BERT}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_open_however_they_are_typed(layout: Layout, form: Literal["NFC", "NFD"]) -> None:
    write_slot(layout, ANNA, unicodedata.normalize("NFD", "Müßiggang in Århus"), LOW)
    assert list(opened_slots(layout, unicodedata.normalize(form, "Müßiggang in Århus")))


def test_very_long_passphrases_count_to_their_end(layout: Layout) -> None:
    write_slot(layout, ANNA, "x" * 500 + "a", LOW)
    assert list(opened_slots(layout, "x" * 500 + "a"))
    assert not list(opened_slots(layout, "x" * 500 + "b"))


def test_every_flipped_byte_is_noticed(layout: Layout) -> None:
    path = layout.slot(write_slot(layout, ANNA, "anna's", 1))
    data = path.read_bytes()
    for position in range(len(data)):
        altered = bytearray(data)
        altered[position] ^= 1
        path.write_bytes(bytes(altered))
        try:
            assert list(opened_slots(layout, "anna's")) == [], position
        except ExpectedError as error:
            assert error.kind is ErrorKind.DAMAGED


def test_a_damaged_file_does_not_keep_others_out(layout: Layout) -> None:
    first, second = sorted([write_slot(layout, ANNA, "anna's", LOW), write_slot(layout, BERT, "bert's", LOW)])
    broken = layout.slot(first)
    passphrase = "bert's" if next(opened_slots(layout, "bert's")).file_id == second else "anna's"
    broken.write_bytes(b"nothing of age")
    assert [slot.file_id for slot in opened_slots(layout, passphrase)] == [second]
    with pytest.raises(ExpectedError) as caught:
        list(opened_slots(layout, "carla's"))
    assert caught.value.kind is ErrorKind.DAMAGED
    assert not slot_is_sound(layout, first)
    assert slot_is_sound(layout, second)


def test_a_planted_file_cannot_hang_us(layout: Layout) -> None:
    data = encrypt([ScryptRecipient(b"p", LOW)], b"x").replace(b" 2\n", b" 30\n", 1)
    assert b" 30\n" in data
    write_atomically(layout.slot("plantedplant"), data)
    with pytest.raises(ExpectedError) as caught:
        list(opened_slots(layout, "p"))
    assert caught.value.kind is ErrorKind.DAMAGED


@pytest.mark.parametrize("extra", ["# a comment\n{}\n", "{}\n\n", "{}\n{}\n", " {}\n"])
def test_only_one_identity_and_nothing_else_is_taken(layout: Layout, extra: str) -> None:
    text = extra.format(ANNA.to_text(), BERT.to_text())
    write_atomically(layout.slot("plantedplant"), encrypt([ScryptRecipient(b"p", LOW)], text.encode()))
    with pytest.raises(ExpectedError):
        list(opened_slots(layout, "p"))


def test_a_recovery_sheet_can_be_typed_in_groups() -> None:
    text = ANNA.to_text()
    grouped = "\n".join(text[start : start + 10].lower() + " " for start in range(0, len(text), 10))
    assert parse_recovery(f"# vidfeed recovery sheet\n{grouped}\n") == ANNA


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1", "x" * 74, ANNA.to_text()[:-1] + "Q", "é" * 74])
def test_a_mistyped_sheet_is_refused(text: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        parse_recovery(text)
    assert caught.value.kind is ErrorKind.WRONG_PASSPHRASE
