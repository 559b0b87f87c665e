"""The whole job through the command line: import, mark, reel, render, summary; and nothing lies about in the clear."""

import hashlib
import shutil
import subprocess
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import docx
import pytest

from storage.vault import open_vault
from tests.e2e.program import PASSPHRASE, Program
from tests.factories.films import FilmSpec, make_film
from tests.factories.leaks import leaks, telling_pieces
from tests.factories.strip import read_strip
from vidfeed.model.clip import AssetRole

CASE, NOTE, CAPTION = "HERON-4711", "She waits, hands in her lap", "I looked up and there you were"
FILM_NAME = "birthday-garden"
SPEC = FilmSpec(width=640, height=360, frames=150, frame_rate=Fraction(25))


class Job:
    """What the job made, for the tests below."""

    def __init__(self, folder: Path) -> None:
        self.program = Program(folder)
        self.copies = folder / "copies"
        self.copies.mkdir()
        self.card = folder / "card"
        self.card.mkdir()
        self.film = make_film(self.card / f"{FILM_NAME}.mp4", SPEC)
        self.clip: dict[str, Any] = {}
        self.moments: list[dict[str, Any]] = []
        self.reel: dict[str, Any] = {}


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    job = Job(tmp_path_factory.mktemp("job"))
    program = job.program
    program.good("vault", "create", program.vault, "--recovery-file", job.copies / "recovery.txt")
    program.good("case", "add", CASE, "--note-file", "-", stdin=NOTE)
    today = datetime.now(UTC).date()
    for role in ("parent-a", "infant"):
        for purpose in ("copy", "clinical-record"):
            program.good("case", "consent", CASE, "--person", role, "--purpose", purpose, "--given", today)
    job.clip = program.good("clip", "import", job.film, "--case", CASE, "--session", 1, "--wait")["clips"][0]
    for at, tag in (("1.5", "starter/responding"), ("00:03.000", "Waiting"), ("5", "Turn-taking")):
        words = ["--clip", job.clip["id"], "--at", at, "--tag", tag, "--stars", 3]
        job.moments.append(program.good("moment", "add", *words, "--note", NOTE, "--caption", CAPTION)["moment"])
    job.reel = program.good("reel", "create", "--case", CASE, "--title", "Looking")["reel"]
    program.good("reel", "add", job.reel["id"], "--card", "Looking")
    ids = [moment["id"] for moment in job.moments]
    job.reel = program.good("reel", "add", job.reel["id"], "--moment", *ids)["reel"]
    return job


def test_the_clip_is_what_the_film_is(job: Job) -> None:
    clip = job.clip
    assert clip["sha256"] == hashlib.sha256(job.film.read_bytes()).hexdigest()
    assert (clip["frames"], clip["duration_s"], clip["frame_rate"]) == (150, "6", "25")
    assert (clip["width"], clip["height"], clip["rotation"]) == (640, 360, 0)
    assert (clip["audio"], clip["status"], clip["variable_frame_rate"]) == (True, "ready", False)


def test_a_moment_at_a_time_has_the_tags_lead_and_lag(job: Job) -> None:
    first, second, third = job.moments
    assert (first["start"]["seconds"], first["end"]["seconds"]) == ("0", "3.48")
    assert (second["start"]["frame_index"], second["end"]["frame_index"]) == (0, 125)
    assert (third["start"]["seconds"], third["end"]["seconds"], third["end"]["frame_index"]) == ("1", "6", 150)
    assert first["tags"] == [{"id": "starter/responding", "name": "Responding", "codebook": "starter", "version": 1}]


def test_a_frame_is_the_exact_frame(job: Job) -> None:
    found = job.program.good("clip", "frame", job.clip["id"], "--at", "2.99")
    assert (found["frame_index"], found["seconds"]) == (74, "2.96")
    with av.open(str(job.film)) as container:
        frame = next(f for n, f in enumerate(container.decode(video=0)) if n == 74)
    assert found["pts"] == frame.pts


def test_the_rendered_reel_shows_the_moments_frames(job: Job) -> None:
    target = job.copies / "reel.mp4"
    words = ["--for", "the family", "--why", "copy"]
    done = job.program.good("reel", "render", job.reel["id"], "-o", target, *words)
    with av.open(str(target)) as container:
        strips = [read_strip(frame.to_ndarray(format="gray")) for frame in container.decode(video=0)]
    assert len(strips) == done["frames"]
    expected = [frame for moment in job.moments for frame in _frames_of(moment)]
    assert strips[100:] == expected
    assert done["copy"]["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()


def _frames_of(moment: dict[str, Any]) -> range:
    return range(moment["start"]["frame_index"], moment["end"]["frame_index"])


def test_the_summary_says_what_was_marked(job: Job) -> None:
    words = ["--for", "the record", "--why", "clinical-record"]
    document, rows = job.copies / "summary.docx", job.copies / "summary.csv"
    assert job.program.good("summary", CASE, "--format", "docx", "-o", document, *words)["moments"] == 3
    job.program.good("summary", CASE, "--format", "csv", "-o", rows, *words)
    opened = docx.Document(str(document))
    text = "\n".join(cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    assert "Responding" in text
    assert NOTE not in text + rows.read_text("utf-8")
    assert len(opened.inline_shapes) == 3
    assert [copy["what"] for copy in job.program.good("copies")["entries"]].count("summary-docx") == 1


def test_undo_takes_back_the_last_change_of_that_clip(job: Job) -> None:
    extra = job.program.good("moment", "add", "--clip", job.clip["id"], "--from", "1", "--to", "2")["moment"]
    assert job.program.good("undo", "--clip", job.clip["id"])["changed"] == [extra["id"]]
    left = job.program.good("moment", "list", "--clip", job.clip["id"])["moments"]
    assert [moment["id"] for moment in left] == [m["id"] for m in sorted(job.moments, key=_place)]


def _place(moment: dict[str, Any]) -> tuple[int, int]:
    return moment["start"]["pts"], moment["end"]["pts"]


def test_the_age_command_opens_the_blob_to_the_film(job: Job, tmp_path: Path) -> None:
    if shutil.which("age") is None:
        pytest.skip("the age command is not installed")
    with open_vault(job.program.vault, PASSPHRASE) as vault:
        original = vault.catalogue.asset(job.clip["id"], AssetRole.ORIGINAL)
        identity = vault.catalogue.clip_identity(job.clip["id"])
    assert original is not None
    key = tmp_path / "identity"
    key.write_text(identity + "\n", "utf-8")
    blob = next((job.program.vault / "blobs").rglob(f"{original.blob_id}.age"))
    opened = subprocess.run(["age", "-d", "-i", key, blob], capture_output=True, check=True)
    assert opened.stdout == job.film.read_bytes()


def test_nothing_of_the_family_lies_in_the_clear(job: Job) -> None:
    pieces = telling_pieces(job.film.read_bytes())
    with av.open(str(job.film)) as container:
        pictures = [frame for n, frame in enumerate(container.decode(video=0)) if n % 40 == 0]
    for picture in pictures:
        pieces |= telling_pieces(picture.to_ndarray(format="rgb24").tobytes(), 500)
    with av.open(str(job.film)) as container:
        sound = b"".join(bytes(frame.planes[0]) for frame in container.decode(audio=0))
    pieces |= telling_pieces(sound)
    program = job.program
    found = leaks([program.vault, program.home, program.temp], [CASE, NOTE, CAPTION, FILM_NAME], pieces)
    assert found == []
