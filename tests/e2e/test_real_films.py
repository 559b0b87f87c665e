"""Films of real phones and cameras, through the vault: what they are, and the exact frame at any time."""

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import docx
import pytest

from tests.e2e.program import PASSPHRASE
from tests.media.straight import SHARED
from ui.bootstrap import OpenedVault, create_vault
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Clip
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.summary import SummaryAudience
from vidfeed.services import assembling, cases, codebooks, consenting, importing, marking, stills
from vidfeed.services.copying import Leaving
from vidfeed.services.exporting import SummaryFormat, SummaryRequest, export_summary
from vidfeed.services.rendering import render_reel
from vidfeed.services.summarising import Extract

CASE = "WREN-07"
FILMS = SHARED / "media"
LONG = "androidx_long_1080p_lowbitrate.mp4"
SILENT_PICTURELESS = "rails_video_without_video_stream.mp4"

# Displayed width and height, clockwise turn, shown frames, seconds: from the files' own headers and a straight decode.
FACTS = {
    "androidx_bbb_2500ms.ts": (1920, 1080, 0, 58),
    "androidx_bt601.mov": (640, 428, 0, 30),
    "androidx_dolbyVision-hdr.MOV": (720, 1280, 90, 4),
    "androidx_pixel7_videoOnly_cleaned.mp4": (1920, 1080, 180, 36),
    "androidx_portrait_4k60.mp4": (2160, 3840, 90, 18),
    "androidx_sample.avi": (960, 400, 0, 96),
    "androidx_sample_edit_list.mp4": (1080, 1920, 90, 77),
    "androidx_trim_optimization_failure.mp4": (518, 488, 0, 167),
    "rails_rotated_hdr_video.mov": (1080, 1920, 90, 40),
    "rails_rotated_video.mp4": (480, 640, 90, 44),
    "rails_video.webm": (640, 480, 0, 44),
    "rails_video_with_rectangular_samples.mp4": (1920, 1080, 0, 46),
    "rails_video_without_audio_stream.mp4": (640, 480, 0, 44),
    "torchcodec_nasa_13013.mp4": (480, 270, 0, 390),
}

pytestmark = pytest.mark.skipif(not FILMS.is_dir(), reason=f"the real films are not at {FILMS}")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedVault]:
    with create_vault(tmp_path_factory.mktemp("real") / "vault", PASSPHRASE, "anna").opened as opened:
        cases.add_case(opened.context, CASE)
        yield opened


def _imported(opened: OpenedVault, name: str) -> Clip:
    return importing.import_film(opened.context, importing.ImportRequest(FILMS / name, CASE)).clip


@pytest.mark.parametrize("name", FACTS)
def test_a_film_is_what_it_is_and_gives_its_exact_frames(opened: OpenedVault, name: str) -> None:
    ctx = opened.context
    clip = _imported(opened, name)
    assert (clip.width_px, clip.height_px, clip.rotation, clip.frames) == FACTS[name]
    assert clip.sha256 == hashlib.sha256((FILMS / name).read_bytes()).hexdigest()
    film = ctx.catalogue.film(clip.id)
    upright = Upright(film, "rgb24", fine=True)
    random_frames = set(random.Random(name).sample(range(clip.frames), min(4, clip.frames)))
    with av.open(str(FILMS / name)) as container:
        decoded = [
            (frame.pts, upright.picture(frame, film.width_px, film.height_px) if number in random_frames else None)
            for number, frame in enumerate(container.decode(container.streams[film.stream_index]))
            if isinstance(frame, av.VideoFrame)
        ]
    assert [pts for pts, _ in decoded] == list(film.index.pts)
    for number in random_frames:
        middle = (film.index.pts[number] + film.index.frame_end_pts(number)) * Fraction(1, 2) - film.index.origin_pts
        found = stills.still_at(ctx, clip.id, middle * film.index.time_base)
        expected = decoded[number][1]
        assert expected is not None
        assert (found.frame_index, stills.rgb_sha256(found)) == (number, stills.rgb_sha256(expected))


def test_sound_without_a_picture_is_no_film(opened: OpenedVault) -> None:
    before = len(opened.context.catalogue.clips())
    with pytest.raises(ExpectedError) as caught:
        _imported(opened, SILENT_PICTURELESS)
    assert caught.value.kind is ErrorKind.NOT_A_FILM
    assert len(opened.context.catalogue.clips()) == before


def test_six_minutes_become_a_reel_and_a_summary(opened: OpenedVault, tmp_path: Path) -> None:
    ctx = opened.context
    clip = _imported(opened, LONG)
    assert (clip.frames, clip.width_px, clip.height_px) == (10_883, 1920, 1080)
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE, role)
        for purpose in (Purpose.COPY, Purpose.CLINICAL_RECORD):
            consenting.give(ctx, person, purpose, datetime.now(UTC).date())
    index = ctx.catalogue.frame_index(clip.id)
    tag = codebooks.tag_of(ctx.catalogue, "starter/noticing")
    spans = [index.span(first, first + 14) for first in range(300, 10_300, 1_000)]
    moments = [marking.mark(ctx, clip.id, span, [tag]).moments[0].moment_id for span in spans]
    reel = assembling.create_reel(ctx, CASE, "Looking")
    assembling.add_moments(ctx, reel.id, moments)
    film, document = tmp_path / "reel.mp4", tmp_path / "summary.docx"
    done = render_reel(ctx, reel.id, film, Leaving("the family", "copy"))
    assert (done.rendered.frames, done.rendered.duration) == (150, Fraction(5))
    request = SummaryRequest(
        CASE, Extract(clip_id=clip.id), SummaryAudience.RECORD, SummaryFormat.DOCX, document, "anna"
    )
    assert export_summary(ctx, request, Leaving("the record", "clinical-record")).moments == 10
    assert len(docx.Document(str(document)).inline_shapes) == 10
