"""Mutates age headers at random and looks how the parser takes it: python -m benchmarks.fuzz_age_header

Whatever comes in, either it is a header that gives the same bytes again, or it is refused by an AgeError; quickly.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable

from storage.age import AgeError, ScryptRecipient, X25519Identity, X25519Recipient, open_envelope
from storage.age.header import parse
from storage.age.whole import decrypt, encrypt

SLOWEST_S = 1.0
_POOL = 50
_TELLING = [b"\n", b"\r\n", b"-> ", b"---", b"--- ", b"=", b" ", b"scrypt", b"X25519", b"\x00", b"\xff" * 9, b"9" * 30]


def seeds() -> list[bytes]:
    """Sound files to start from: one recipient, several, a passphrase."""
    identities = [X25519Identity.generate() for _ in range(3)]
    recipients: list[X25519Recipient] = [identity.recipient for identity in identities]
    return [
        encrypt(recipients[:1], b"one"),
        encrypt(recipients, b"several"),
        encrypt([ScryptRecipient(b"passphrase", 2)], b"a passphrase"),
    ]


def run(rounds: int, seed: int) -> list[str]:
    """Mutates and parses that many times; what went wrong."""
    chance, pool, problems = random.Random(seed), seeds(), []
    identity = X25519Identity.generate()
    for number in range(rounds):
        data = _mutated(chance, chance.choice(pool))
        started = time.perf_counter()
        try:
            header, length = parse(data)
            if header.to_bytes() != data[:length]:
                problems.append(f"round {number}: the header is not the one that was parsed: {data[:200]!r}")
            _keep(chance, pool, data)
            open_envelope(data)
            decrypt([identity], data)
            problems.append(f"round {number}: a stranger's key opened it")
        except AgeError:
            pass
        except Exception as error:
            problems.append(f"round {number}: {error!r} from {data[:200]!r}")
        if time.perf_counter() - started > SLOWEST_S:
            problems.append(f"round {number}: took too long for {data[:200]!r}")
    return problems


def _keep(chance: random.Random, pool: list[bytes], data: bytes) -> None:
    """What parsed is mutated further; the first seeds stay."""
    if len(pool) < _POOL:
        pool.append(data)
    else:
        pool[chance.randrange(3, _POOL)] = data


def _mutated(chance: random.Random, data: bytes) -> bytes:
    ways: list[Callable[[random.Random, bytearray], None]] = [_flip, _insert, _remove, _repeat, _number]
    mutated = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        chance.choice(ways)(chance, mutated)
    return bytes(mutated[: 1 << 17])


def _place(chance: random.Random, data: bytearray) -> int:
    return chance.randrange(len(data) + 1)


def _flip(chance: random.Random, data: bytearray) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _insert(chance: random.Random, data: bytearray) -> None:
    place = _place(chance, data)
    data[place:place] = chance.choice(_TELLING)


def _remove(chance: random.Random, data: bytearray) -> None:
    place = _place(chance, data)
    del data[place : place + chance.randrange(1, 40)]


def _repeat(chance: random.Random, data: bytearray) -> None:
    place = _place(chance, data)
    piece = data[place : place + chance.randrange(1, 200)]
    data[place:place] = piece * chance.choice([1, 2, 300])


def _number(chance: random.Random, data: bytearray) -> None:
    """Another figure where there is one, such as scrypt's work factor."""
    places = [place for place, byte in enumerate(data[:400]) if 48 <= byte <= 57]
    if places:
        place = chance.choice(places)
        data[place : place + 1] = str(chance.choice([0, 1, 63, 64, 99, 2**31, 2**64])).encode()


def main() -> int:
    """Runs the loop; 1 where something went wrong."""
    parser = argparse.ArgumentParser(description="mutated age headers")
    parser.add_argument("--rounds", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    problems = run(args.rounds, args.seed)
    print(f"seed {args.seed}: {args.rounds} mutated headers, {len(problems)} problems")
    print("\n".join(problems[:20]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
