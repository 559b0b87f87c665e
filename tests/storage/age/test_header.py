"""The header: one form only, bounded, and never another exception than the package's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzz_age_header import run
from storage.age import AgeError, HeaderError, HmacError, X25519Identity, open_envelope
from storage.age.header import MAX_HEADER_BYTES, MAX_STANZAS, Header, Stanza, parse
from tests.storage.age import vectors

FILE_KEY = bytes(range(16))

words = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
stanzas = st.builds(
    Stanza,
    words.filter(lambda word: word != "scrypt"),
    st.lists(words, max_size=4).map(tuple),
    st.one_of(st.binary(max_size=150), st.sampled_from([bytes(47), bytes(48), bytes(49), bytes(96)])),
)
headers = st.lists(stanzas, min_size=1, max_size=6).map(lambda some: Header.sealed(tuple(some), FILE_KEY))


@given(headers, st.binary(max_size=30))
def test_what_is_written_parses_to_the_same(header: Header, payload: bytes) -> None:
    written = header.to_bytes()
    assert parse(written + payload) == (header, len(written))
    header.check_mac(FILE_KEY)


@given(headers, st.data())
def test_what_parses_is_written_back_as_it_was(header: Header, data: st.DataObject) -> None:
    written = bytearray(header.to_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(written) - 1))
        insert = data.draw(st.binary(max_size=2))
        written[place : place + data.draw(st.integers(0, 2))] = insert
    try:
        parsed, length = parse(bytes(written))
    except HeaderError:
        return
    assert parsed.to_bytes() == written[:length]


@given(headers, st.data())
def test_a_flipped_bit_is_noticed(header: Header, data: st.DataObject) -> None:
    written = bytearray(header.to_bytes())
    written[data.draw(st.integers(0, len(written) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((HeaderError, HmacError)):
        parse(bytes(written))[0].check_mac(FILE_KEY)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_give_only_our_own_errors(data: bytes, with_start: bool) -> None:
    identity = X25519Identity(bytes(32))
    with pytest.raises(AgeError):
        open_envelope(b"age-encryption.org/v1\n-> " * with_start + data).file_key([identity])


@given(st.sampled_from([name for name in vectors.names() if not name.startswith("stream")] or [""]), st.data())
@pytest.mark.skipif(not vectors.names(), reason="the C2SP/CCTV vectors are not there")
def test_mutated_vectors_give_only_our_own_errors(name: str, data: st.DataObject) -> None:
    vector = vectors.load(name)
    mutated = bytearray(vector.data)
    place = data.draw(st.integers(0, max(len(mutated) - 1, 0)))
    mutated[place : place + data.draw(st.integers(0, 40))] = data.draw(
        st.one_of(st.binary(max_size=8), st.sampled_from([b" ", b"\n", b"-> ", b"---", b"=", b"0", b"20", b"\xff"]))
    )
    try:
        open_envelope(bytes(mutated)).file_key(vector.identities)
    except AgeError as problem:
        assert str(problem)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"age-encryption.org/v2\n",
        b"age-encryption.org/v1\r\n-> a\r\n\r\n--- " + b"A" * 43 + b"\r\n",
        b"age-encryption.org/v1\n--- " + b"A" * 43 + b"\n",
        b"age-encryption.org/v1\n-> \n\n--- " + b"A" * 43 + b"\n",
        b"age-encryption.org/v1\n-> a  b\n\n--- " + b"A" * 43 + b"\n",
        b"age-encryption.org/v1\n-> a\n" + b"A" * 68 + b"\n\n--- " + b"A" * 43 + b"\n",
        b"age-encryption.org/v1\n-> a\nA\n--- " + b"A" * 43 + b"\n",
        b"age-encryption.org/v1\n-> a\n\n--- " + b"A" * 42 + b"\n",
        b"age-encryption.org/v1\n-> a\n\n--- " + b"A" * 43,
        b"age-encryption.org/v1\n-> a\n\n--- " + b"A" * 43 + b"=\n",
    ],
)
def test_malformed_headers_are_refused(damaged: bytes) -> None:
    with pytest.raises(HeaderError):
        parse(damaged)


def test_a_file_without_its_nonce_has_no_envelope() -> None:
    header = Header.sealed((Stanza("a", (), b""),), FILE_KEY).to_bytes()
    assert open_envelope(header + bytes(16)).nonce == bytes(16)
    with pytest.raises(HeaderError):
        open_envelope(header + bytes(15))


def test_size_is_bounded() -> None:
    fitting = Header.sealed((Stanza("a", (), bytes(48_000)),), FILE_KEY)
    assert parse(fitting.to_bytes())[0] == fitting
    endless = Header.sealed((Stanza("a", (), bytes(MAX_HEADER_BYTES)),), FILE_KEY)
    with pytest.raises(HeaderError):
        parse(endless.to_bytes())


def test_number_of_stanzas_is_bounded() -> None:
    stanza = Stanza("a", (), b"")
    most = Header.sealed((stanza,) * MAX_STANZAS, FILE_KEY).to_bytes()
    assert len(parse(most)[0].stanzas) == MAX_STANZAS
    with pytest.raises(HeaderError):
        parse(most.replace(b"---", b"-> a\n\n---"))
    with pytest.raises(HeaderError):
        Header.sealed((), FILE_KEY)


def test_a_passphrase_stanza_stands_alone() -> None:
    scrypt, other = Stanza("scrypt", ("A" * 22, "1"), bytes(32)), Stanza("a", (), b"")
    Header.sealed((scrypt,), FILE_KEY)
    for together in [(scrypt, other), (other, scrypt), (scrypt, scrypt)]:
        with pytest.raises(HeaderError):
            Header.sealed(together, FILE_KEY)
        written = b"".join(stanza.to_bytes() for stanza in together)
        with pytest.raises(HeaderError):
            parse(b"age-encryption.org/v1\n" + written + b"--- " + b"A" * 43 + b"\n")


def test_mutated_headers_are_refused_or_come_out_as_they_went_in() -> None:
    """The short form of `python -m benchmarks.fuzz_age_header`."""
    assert run(3000, seed=4) == []
