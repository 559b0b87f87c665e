"""The whole job through the real windows, on a screen of its own: nothing of a family lies in the clear afterwards.

Looked through: the vault, the home and the temporary folder; what was printed; titles of windows; and the command
lines and environments of the program and all its children while they ran.
"""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import psutil
import pytest

from tests.e2e.program import PASSPHRASE, ROOT, Program
from tests.factories.displays import x_display
from tests.factories.films import FilmSpec, make_film
from tests.factories.leaks import leaks, telling_pieces

SECRETS = {
    "case": "HERON-4711",
    "question": "Why does he turn away at meals",
    "person": "Philippa Aunt",
    "baby": "Little Otter",
    "caption": "I looked up and there you were",
    "note": "She waits, hands in her lap",
    "tag": "Glances sidelong",
    "reel": "Looking up together",
    "card": "How you two find each other",
    "recipient": "the Blackwood family",
    "words": "He looks at me first",
    "step": "To look out for his looks at mealtimes",
}
FILM_NAME = "birthday-garden"
SPEC = FilmSpec(width=640, height=360, frames=120, frame_rate=Fraction(25))
_LOOK_S = 0.02


class Watcher:
    """Reads command lines and environments of a process and its descendants, as long as it runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._root = psutil.Process(process.pid)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.seen: dict[tuple[int, float, bytes], bytes] = {}
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(_LOOK_S):
            try:
                family = [self._root, *self._root.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            for one in family:
                self._look(one)

    def _look(self, process: psutil.Process) -> None:
        folder = Path(f"/proc/{process.pid}")
        try:
            line = (folder / "cmdline").read_bytes()
            self.seen[process.pid, process.create_time(), line] = (folder / "environ").read_bytes()
        except (OSError, psutil.NoSuchProcess):
            return

    def end(self) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def text(self) -> bytes:
        """All of it."""
        return b"\n".join([*(line for _, _, line in self.seen), *self.seen.values()])

    def lines(self) -> list[str]:
        """The command lines."""
        return [line.replace(b"\0", b" ").decode() for _, _, line in self.seen]


class WindowJob:
    """The job as it was done, and what was seen meanwhile."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder, self.program = folder, Program(folder)
        self.copies, card = folder / "copies", folder / "card"
        self.copies.mkdir()
        card.mkdir()
        self.film = make_film(card / f"{FILM_NAME}.mp4", SPEC)
        (folder / "secrets.json").write_text(json.dumps(SECRETS), "utf-8")
        self._environment = self.program.environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        for name in ("VIDFEED_PASSPHRASE", "VIDFEED_VAULT"):
            del self._environment[name]
        self.printed, self.watched = "", list[Watcher]()

    def run(self, what: str, locks: bool) -> list[dict[str, object]]:
        """Runs the driver; what it told. Where it locks, the fresh process is seen and ended."""
        words = [sys.executable, "-m", "tests.e2e.job_driver", str(self.folder), what]
        driver = subprocess.Popen(
            words, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        watcher = Watcher(driver)
        self.watched.append(watcher)
        try:
            if locks:
                self._await_fresh(driver, watcher)
                driver.terminate()
            out, err = driver.communicate(timeout=100)
        finally:
            watcher.end()
            driver.kill()
        self.printed += out + err
        assert "failed" not in out, out + err
        return [json.loads(line) for line in out.splitlines()]

    def _await_fresh(self, driver: subprocess.Popen[str], watcher: Watcher) -> None:
        """Until the same process is another program: the lock screen."""
        waiting = threading.Event()
        while driver.poll() is None and not any("-P -m ui.main" in line for line in watcher.lines()):
            waiting.wait(_LOOK_S)
        assert driver.poll() is None, driver.communicate()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """The name of an empty X display."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("command lines and environments are read from /proc, and there is none here")
    if shutil.which("Xvfb") is None:
        pytest.skip("the program Xvfb is not installed")
    with x_display() as name:
        yield name


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory, display: str) -> WindowJob:
    job = WindowJob(tmp_path_factory.mktemp("windows"), display)
    (told,) = job.run("job", locks=True)
    (again,) = job.run("unlock", locks=False)
    titles = {*_titles(told), *_titles(again)}
    assert titles <= {"", "vidfeed", "Our moments"}, titles
    return job


def _titles(told: dict[str, object]) -> list[str]:
    titles = told["titles"]
    assert isinstance(titles, list)
    return [str(title) for title in titles]


def test_the_copies_that_were_asked_for_are_there_and_hold_what_they_should(job: WindowJob) -> None:
    """Else the search below would find nothing because nothing was done."""
    assert {path.name for path in job.copies.iterdir()} == {"reel.mp4", "summary.docx"}
    listed = job.program.good("--vault", _vault(job), "case", "show", SECRETS["case"])["case"]
    assert {person["label"] for person in listed["people"]} == {SECRETS["person"], SECRETS["baby"]}
    (moment,) = job.program.good("--vault", _vault(job), "moment", "list", "--case", SECRETS["case"])["moments"]
    assert (moment["caption"], moment["note"]) == (SECRETS["caption"], SECRETS["note"])
    assert SECRETS["tag"] in {tag["name"] for tag in moment["tags"]}
    (review,) = job.program.good("--vault", _vault(job), "review", "list")["reviews"]
    assert [words["text"] for words in review["words"]] == [SECRETS["words"]]
    assert review["next_step"] == SECRETS["step"]


def test_nothing_lies_in_the_clear(job: WindowJob) -> None:
    words = [*SECRETS.values(), FILM_NAME, PASSPHRASE]
    assert leaks([_vault(job), job.program.home, job.program.temp], words, _pieces(job.film)) == []


def test_nothing_was_printed_but_where_our_own_fault_was(job: WindowJob) -> None:
    assert job.printed.count("vidfeed is at fault: ValueError at job_driver.py") == 4, "twice in each of two runs"
    assert [word for word in (*SECRETS.values(), FILM_NAME, PASSPHRASE) if word in job.printed] == []


def test_command_lines_and_environments_told_nothing(job: WindowJob) -> None:
    children = [line for watcher in job.watched for line in watcher.lines() if "multiprocessing" in line]
    assert len(children) >= 2, "import and rendering run in children"
    text = b"\n".join(watcher.text for watcher in job.watched)
    assert [word for word in (*SECRETS.values(), FILM_NAME, PASSPHRASE) if word.encode() in text] == []
    assert not any(piece in text for piece in _pieces(job.film))


def _vault(job: WindowJob) -> Path:
    return next(path.parent for path in job.folder.glob("*/vault.json"))


def _pieces(film: Path) -> set[bytes]:
    """Telling pieces of the film as it came, of its pictures as they are decoded and painted, and of its sound."""
    pieces = telling_pieces(film.read_bytes())
    with av.open(str(film)) as container:
        pictures = [frame for n, frame in enumerate(container.decode(video=0)) if n % 30 == 0]
    for picture in pictures:
        for form in ("rgb24", "bgra", "yuv420p"):
            pieces |= telling_pieces(picture.to_ndarray(format=form).tobytes(), 300)
    with av.open(str(film)) as container:
        frames = list(container.decode(audio=0))
    for form in ("flt", "s16"):
        resampler = av.AudioResampler(form, "stereo", 48_000)
        sound = b"".join(bytes(one.planes[0]) for frame in frames for one in resampler.resample(frame))
        pieces |= telling_pieces(sound, 1000)
    return pieces
