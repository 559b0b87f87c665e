"""Recipients and identities, as texts and at work."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.age import (
    HeaderError,
    KeyTextError,
    NoMatchError,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    X25519Recipient,
    bech32,
    decrypt,
    encrypt,
    open_envelope,
    scrypt,
    work_factor,
)
from storage.age.header import Stanza, encode_base64

# From the age specification's own test file "x25519".
SECRET_TEXT = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
FILE_KEY = b"YELLOW SUBMARINE"
# Points of order 1, 2, 4 and 8 and their non-canonical forms (RFC 7748; cr.yp.to/ecdh.html#validate).
LOW_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


@given(st.binary(max_size=70), st.sampled_from(["age", "age-secret-key-", "a1b"]))
def test_bech32_reads_what_it_writes(data: bytes, prefix: str) -> None:
    text = bech32.encode(prefix, data)
    assert bech32.decode(text) == (prefix, data)
    assert bech32.decode(text.upper()) == (prefix.upper(), data)


def test_bech32_against_bip_173() -> None:
    assert bech32.decode("A12UEL5L") == ("A", b"")
    assert bech32.encode("a", b"") == "a12uel5l"
    valid = "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
    prefix, data = bech32.decode(valid)
    assert bech32.encode(prefix, data) == valid


NOT_BECH32 = [
    "",
    "1",
    "a",
    "age1",
    "pzry9x0s0muk",
    "1pzry9x0s0muk",
    "x1b4n0q5v",
    "li1dgmt3",
    "A1G7SGD8",
    "10a06t8",
    "1qzzfhee",
    "a12UEL5L",
    "äge12uel5l",
    "K12uel5l",
    "a1İuel5l",
]


@pytest.mark.parametrize("text", NOT_BECH32)
def test_what_is_not_bech32_is_refused(text: str) -> None:
    with pytest.raises(KeyTextError):
        bech32.decode(text)


@given(st.text(max_size=80))
def test_any_text_gives_only_our_own_error(text: str) -> None:
    for parse in (X25519Identity.parse, X25519Recipient.parse):
        with pytest.raises(KeyTextError):
            parse(text)


@given(st.integers(0, len(SECRET_TEXT) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_mistyped_character_is_noticed(place: int, character: str) -> None:
    mistyped = SECRET_TEXT[:place] + character + SECRET_TEXT[place + 1 :]
    if mistyped != SECRET_TEXT:
        with pytest.raises(KeyTextError):
            X25519Identity.parse(mistyped)


@pytest.mark.parametrize(("values", "spare"), [(8, [0]), (8, [0, 0, 0, 0, 0, 0, 0, 0, 0]), (51, [1]), (51, [16])])
def test_left_over_bits_are_refused(values: int, spare: list[int]) -> None:
    """Too many groups of five bits, or bits set behind the last byte, with a checksum that fits."""
    groups = [0] * values + spare
    text = "age1" + "".join(bech32._ALPHABET[group] for group in groups + bech32._checksum("age", groups))
    if spare == [16]:
        assert len(bech32.decode(text)[1]) == 32
    else:
        with pytest.raises(KeyTextError):
            bech32.decode(text)


def test_key_texts() -> None:
    identity = X25519Identity.generate()
    assert X25519Identity.parse(identity.to_text()) == identity
    assert X25519Recipient.parse(identity.recipient.to_text()) == identity.recipient
    assert len(identity.to_text()) == 74
    assert len(identity.recipient.to_text()) == 62
    assert len(identity.secret_bytes()) == 32
    for wrong in (identity.recipient.to_text(), identity.to_text().lower(), bech32.encode("age", bytes(31))):
        with pytest.raises(KeyTextError):
            X25519Identity.parse(wrong)
    for wrong in (identity.to_text(), identity.recipient.to_text().upper(), bech32.encode("age", bytes(33))):
        with pytest.raises(KeyTextError):
            X25519Recipient.parse(wrong)


def test_known_secret_key() -> None:
    identity = X25519Identity.parse(SECRET_TEXT)
    assert identity.to_text() == SECRET_TEXT
    assert identity.recipient.to_text() == "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"


def test_secrets_do_not_show() -> None:
    identity = X25519Identity.generate()
    for shown in (repr(identity), str(identity)):
        assert identity.to_text() not in shown
        assert repr(identity.secret_bytes()) not in shown
    assert "horse" not in repr(ScryptRecipient(b"horse")) + repr(ScryptIdentity(b"horse"))


def test_random_bytes_can_be_given() -> None:
    def counted(size: int) -> bytes:
        return bytes(range(size))

    identity = X25519Identity.generate(counted)
    assert identity.secret_bytes() == bytes(range(32))
    assert encrypt([identity.recipient], b"x", random=counted) == encrypt([identity.recipient], b"x", random=counted)
    assert encrypt([identity.recipient], b"x") != encrypt([identity.recipient], b"x")


def test_several_recipients_each_open() -> None:
    identities = [X25519Identity.generate() for _ in range(3)]
    data = encrypt([identity.recipient for identity in identities], b"to three")
    for identity in identities:
        assert decrypt([X25519Identity.generate(), identity], data) == b"to three"
    for strangers in ([], [X25519Identity.generate()], [ScryptIdentity(b"x")]):
        with pytest.raises(NoMatchError):
            decrypt(strangers, data)


@pytest.mark.parametrize("point", LOW_ORDER)
def test_points_of_low_order_are_refused(point: str) -> None:
    share = bytes.fromhex(point)
    with pytest.raises(KeyTextError):
        encrypt([X25519Recipient(share)], b"")
    stanza = Stanza("X25519", (encode_base64(share),), bytes(32))
    with pytest.raises(HeaderError):
        X25519Identity.generate().unwrap([stanza])


@pytest.mark.parametrize("body", [b"", bytes(31), bytes(33), bytes(48)])
def test_wrapped_keys_have_one_length(body: bytes) -> None:
    with pytest.raises(HeaderError):
        X25519Identity.generate().unwrap([Stanza("X25519", (encode_base64(b"\x09" + bytes(31)),), body)])
    with pytest.raises(HeaderError):
        ScryptIdentity(b"x").unwrap([Stanza("scrypt", ("A" * 22, "1"), body)])


def test_passphrase() -> None:
    data = encrypt([ScryptRecipient("Käse".encode(), log_n=2)], b"small")
    assert decrypt([ScryptIdentity("Käse".encode())], data) == b"small"
    assert decrypt([X25519Identity.generate(), ScryptIdentity("Käse".encode())], data) == b"small"
    with pytest.raises(NoMatchError):
        decrypt([ScryptIdentity(b"Kase")], data)


def test_a_passphrase_is_the_only_recipient() -> None:
    groups: list[list[Recipient]] = [
        [ScryptRecipient(b"a", 1), X25519Identity.generate().recipient],
        [ScryptRecipient(b"a", 1), ScryptRecipient(b"b", 1)],
        [],
    ]
    for recipients in groups:
        with pytest.raises(HeaderError):
            encrypt(recipients, b"")


def test_work_factor_written() -> None:
    assert ScryptRecipient(b"a").log_n == 18
    for log_n in (0, 21, -1):
        with pytest.raises(ValueError, match="work factor"):
            ScryptRecipient(b"a", log_n)
    header = open_envelope(encrypt([ScryptRecipient(b"a", 3)], b"")).header
    assert work_factor(header) == 3
    assert work_factor(open_envelope(encrypt([X25519Identity.generate().recipient], b"")).header) is None


@pytest.mark.parametrize(
    "log_n",
    ["", "0", "00", "01", "+1", "-1", " 1", "1 ", "1.0", "1e1", "0x1", "٣", "21", "22", "99", "100", "9" * 5000],
)
def test_other_work_factors_are_refused_before_anything_is_computed(
    log_n: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> bytes:
        raise AssertionError("computed")

    monkeypatch.setattr("hashlib.scrypt", never)
    with pytest.raises(HeaderError):
        ScryptIdentity(b"x").unwrap([Stanza("scrypt", ("A" * 22, log_n), bytes(32))])


def test_too_little_memory_is_a_header_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr("hashlib.scrypt", failing)
    with pytest.raises(HeaderError):
        ScryptIdentity(b"x").unwrap([Stanza("scrypt", ("A" * 22, "20"), bytes(32))])


@pytest.mark.parametrize("salt", ["A" * 21, "A" * 23, "A" * 21 + "B", "A" * 21 + "=", "A" * 20 + "*A", ""])
def test_malformed_salts_are_refused(salt: str) -> None:
    with pytest.raises(HeaderError):
        ScryptIdentity(b"x").unwrap([Stanza("scrypt", (salt, "1"), bytes(32))])


def test_scrypt_agrees_with_the_published_primitive() -> None:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    salt = os.urandom(16)
    expected = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, 2**10, 8, 1).derive(b"pass")
    assert scrypt._wrap_key(b"pass", salt, 10) == expected
