import re

import pytest

from storage.age import X25519Identity, decrypt, encrypt
from storage.vault.key_file import KeyFile, mac_key, open_key_file, seal_key_file
from vidfeed.errors import ErrorKind, ExpectedError

VAULT = "0123456789abcdef" * 2
OLD, NEW = bytes(range(32)), bytes(range(32, 64))
ANNA, BERT = X25519Identity(b"a" * 32), X25519Identity(b"b" * 32)


def sealed(*holders: X25519Identity, keys: tuple[bytes, ...] = (OLD,), vault: str = VAULT) -> bytes:
    return seal_key_file(vault, keys, {h.recipient.to_text(): mac_key(h, vault) for h in holders})


def rewritten(data: bytes, pattern: str, by: str) -> bytes:
    """The file with its text changed, by someone who can read it and knows to whom it goes."""
    body = decrypt([ANNA], data).decode()
    changed = re.sub(pattern, by, body, count=1)
    assert changed != body
    return encrypt([ANNA.recipient, BERT.recipient], changed.encode())


def test_every_holder_reads_the_keys() -> None:
    data = sealed(ANNA, BERT, keys=(OLD, NEW))
    slots = frozenset({ANNA.recipient.to_text(), BERT.recipient.to_text()})
    for holder in (ANNA, BERT):
        assert open_key_file(data, holder, VAULT) == KeyFile((OLD, NEW), slots, 2)


def test_a_stranger_reads_nothing() -> None:
    assert open_key_file(sealed(ANNA), BERT, VAULT) is None


def test_the_text_is_as_documented() -> None:
    lines = decrypt([ANNA], sealed(ANNA, keys=(OLD,))).decode().splitlines()
    assert lines[:3] == ["version 1", f"vault {VAULT}", f"key {OLD.hex()}"]
    assert re.fullmatch(f"mac {ANNA.recipient.to_text()} [0-9a-f]{{64}}", lines[3])
    assert len(lines) == 4


def test_repr_shows_no_key() -> None:
    found = open_key_file(sealed(ANNA), ANNA, VAULT)
    assert OLD.hex() not in repr(found)
    assert repr(OLD) not in repr(found)


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        ("version 1", "version 0"),
        ("version 1", "version 01"),
        ("key 00", "key 01"),
        (r"(key \w+\n)", r"\1key " + "ab" * 32 + r"\n"),
        (f"vault {VAULT}", "vault " + "f" * 32),
        ("mac .*\n", ""),
        (r"(mac .*\n)", r"\1\1"),
        ("\n", "\r\n"),
        (r"\Z", "more\n"),
        (r"\n\Z", ""),
    ],
)
def test_a_changed_text_is_noticed(pattern: str, by: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        open_key_file(rewritten(sealed(ANNA, BERT), pattern, by), ANNA, VAULT)
    assert caught.value.kind is ErrorKind.DAMAGED


def test_every_flipped_byte_is_noticed() -> None:
    data = sealed(ANNA)
    for position in range(len(data)):
        altered = bytearray(data)
        altered[position] ^= 1
        try:
            found = open_key_file(bytes(altered), ANNA, VAULT)
        except ExpectedError as error:
            assert error.kind is ErrorKind.DAMAGED
        else:
            assert found is None, position


def test_another_vaults_file_is_noticed() -> None:
    with pytest.raises(ExpectedError) as caught:
        open_key_file(sealed(ANNA, vault="f" * 32), ANNA, VAULT)
    assert caught.value.kind is ErrorKind.DAMAGED


def test_a_newer_version_is_named_only_where_it_is_proven() -> None:
    body = decrypt([ANNA], sealed(ANNA)).decode().replace("version 1", "version 2")
    forged = encrypt([ANNA.recipient], body.encode())
    with pytest.raises(ExpectedError) as caught:
        open_key_file(forged, ANNA, VAULT)
    assert caught.value.kind is ErrorKind.DAMAGED


def test_a_planted_file_is_noticed_by_whoever_opens_it() -> None:
    """A stranger who knows a recipient writes a key of their own choice to it."""
    stranger = X25519Identity(b"s" * 32)
    macs = {ANNA.recipient.to_text(): mac_key(stranger, VAULT)}
    with pytest.raises(ExpectedError) as caught:
        open_key_file(seal_key_file(VAULT, [NEW], macs), ANNA, VAULT)
    assert caught.value.kind is ErrorKind.DAMAGED
