"""Chromium without a window, told what to do over its debugging pipe: a player that no one here wrote."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_WORDS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync", "--mute-audio",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
    "--autoplay-policy=no-user-gesture-required", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


class Page:
    """One empty page of a browser."""

    def __init__(self, told: int, tells: int) -> None:
        self._to, self._from = os.fdopen(told, "wb", buffering=0), os.fdopen(tells, "rb")
        self._number = 0
        self._session: str | None = None
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def run(self, script: str) -> Any:
        """What the promise that a script makes comes to."""
        answer = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _ask(self, method: str, **words: object) -> dict[str, Any]:
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": words}
        if self._session is not None:
            asked["sessionId"] = self._session
        self._to.write(json.dumps(asked).encode() + b"\0")
        while True:
            told = json.loads(self._message())
            if told.get("id") == self._number:
                assert "error" not in told, told
                answer: dict[str, Any] = told["result"]
                return answer

    def _message(self) -> bytes:
        got = bytearray()
        while (one := self._from.read(1)) != b"\0":
            assert one, "the browser has gone"
            got += one
        return bytes(got)

    def close(self) -> None:
        self._to.close()
        self._from.close()


@contextmanager
def browser_page(profile: Path) -> Iterator[Page]:
    """A page of a browser that begins with an empty folder, and reaches nothing outside."""
    assert CHROMIUM is not None, "whoever asks has looked"
    (reads, told), (tells, writes) = os.pipe(), os.pipe()
    words = [
        "bash",
        "-c",
        f'exec "$@" 3<&{reads} 4>&{writes}',
        "bash",
        CHROMIUM,
        f"--user-data-dir={profile}",
        *_WORDS,
    ]
    process = subprocess.Popen(words, pass_fds=(reads, writes), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(reads)
    os.close(writes)
    try:
        with closing(Page(told, tells)) as page:
            yield page
    finally:
        process.terminate()
        process.wait()
