"""The public age test vectors (C2SP/CCTV), and a plain second decryption of the payload to compare with."""

import hashlib
import hmac
import os
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from storage.age import Identity, ScryptIdentity, X25519Identity

_SHARED = Path(os.environ.get("VIDFEED_SHARED") or Path(__file__).resolve().parents[4] / "shared")
FOLDER = _SHARED / "vectors" / "age"
SEALED = 65_536 + 16


@dataclass(frozen=True)
class Vector:
    name: str
    expect: str
    payload_sha256: str
    file_key: bytes
    identities: tuple[Identity, ...]
    data: bytes


def names() -> list[str]:
    """The vectors for what is written here: neither armoured nor hybrid (post-quantum) ones."""
    if not FOLDER.is_dir():
        return []
    return sorted(path.name for path in FOLDER.iterdir() if not path.name.startswith(("armor", "hybrid")))


@cache
def load(name: str) -> Vector:
    text, _, data = (FOLDER / name).read_bytes().partition(b"\n\n")
    fields = [line.split(": ", 1) for line in text.decode().splitlines()]
    first = dict(reversed(fields))
    identities: list[Identity] = [X25519Identity.parse(value) for key, value in fields if key == "identity"]
    identities += [ScryptIdentity(value.encode()) for key, value in fields if key == "passphrase"]
    return Vector(
        name=name,
        expect=first["expect"],
        payload_sha256=first.get("payload", ""),
        file_key=bytes.fromhex(first["file key"]),
        identities=tuple(identities) or (X25519Identity.generate(),),
        data=zlib.decompress(data) if first.get("compressed") == "zlib" else data,
    )


def authentic_chunks(vector: Vector) -> dict[int, bytes]:
    """Every chunk that authenticates at its place, marked as last or not: nothing else may ever be released."""
    start = vector.data.index(b"\n", vector.data.index(b"\n--- ") + 1) + 1
    nonce, payload = vector.data[start : start + 16], vector.data[start + 16 :]
    extracted = hmac.digest(nonce, vector.file_key, "sha256")
    aead = ChaCha20Poly1305(hmac.digest(extracted, b"payload\x01", "sha256"))
    chunks = {}
    for index, position in enumerate(range(0, len(payload), SEALED)):
        for mark in (b"\x00", b"\x01"):
            try:
                chunks[index] = aead.decrypt(
                    index.to_bytes(11, "big") + mark, payload[position : position + SEALED], None
                )
            except InvalidTag:
                continue
    return chunks


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
