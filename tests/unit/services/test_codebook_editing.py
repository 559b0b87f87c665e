"""Codebooks in a real vault: versions, copies, and files from elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories.vaults import VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import clip_scope
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.moment import TagRef
from vidfeed.services import assembling, codebook_editing, codebook_files, codebooks, marking
from vidfeed.services.codebook_files import CodebookFormat
from vidfeed.services.context import Context

TAG = Tag("ours/waits", "Waits", "", "G", 0)


@pytest.fixture
def ours(ctx: Context) -> Codebook:
    made = codebook_editing.new_codebook(ctx, "Ours")
    return codebook_editing.save_codebook(ctx, replace(made, audience=Audience.PARENT_SAFE, tags=(TAG,)))


def _mark(ctx: Context, desk: VaultOnDesk, book: Codebook) -> str:
    span = ctx.catalogue.frame_index(desk.clip.id).span(0, 9)
    ref = TagRef(book.tags[0].id, book.id, book.version)
    return marking.mark(ctx, desk.clip.id, span, [ref]).moments[0].moment_id


def _renamed(book: Codebook, name: str) -> Codebook:
    return replace(book, tags=(replace(book.tags[0], name=name),))


def test_what_was_never_used_is_changed_in_place(ctx: Context, ours: Codebook) -> None:
    assert codebook_editing.save_codebook(ctx, _renamed(ours, "Pauses")).version == 1


def test_what_was_used_gets_a_new_version_and_the_moment_keeps_its_own(
    ctx: Context, desk: VaultOnDesk, ours: Codebook
) -> None:
    moment_id = _mark(ctx, desk, ours)
    saved = codebook_editing.save_codebook(ctx, _renamed(ours, "Pauses"))
    assert saved.version == 2
    moment = ctx.catalogue.moment(moment_id)
    assert moment is not None
    assert moment.tags == (TagRef("ours/waits", "ours", 1),)
    assert codebooks.tag_book(ctx.catalogue).name(moment.tags[0]) == "Waits"
    assert codebooks.tag_of(ctx.catalogue, "Pauses") == TagRef("ours/waits", "ours", 2)


def test_a_removed_moment_counts_while_undo_can_bring_it_back(ctx: Context, desk: VaultOnDesk, ours: Codebook) -> None:
    marking.remove(ctx, _mark(ctx, desk, ours))
    assert codebook_editing.save_codebook(ctx, _renamed(ours, "Pauses")).version == 2
    marking.undo(ctx, clip_scope(desk.clip.id))
    (moment,) = ctx.catalogue.moments(desk.clip.id)
    assert codebooks.tag_book(ctx.catalogue).name(moment.tags[0]) == "Waits"


def test_switching_off_makes_no_version(ctx: Context, desk: VaultOnDesk, ours: Codebook) -> None:
    _mark(ctx, desk, ours)
    assert codebook_editing.switch_codebook(ctx, "ours", False) == replace(ours, enabled=False)
    assert codebook_editing.save_codebook(ctx, replace(ours, enabled=True)).version == 1


def test_the_built_in_ones_stay_as_they_are(ctx: Context) -> None:
    starter = codebooks.codebook_of(ctx.catalogue, "starter")
    with pytest.raises(ExpectedError) as caught:
        codebook_editing.save_codebook(ctx, _renamed(starter, "Mine"))
    assert caught.value.kind is ErrorKind.READ_ONLY
    copy = codebook_editing.copy_codebook(ctx, "starter", "Our starter")
    assert [tag.name for tag in copy.tags] == [tag.name for tag in starter.tags]
    assert {tag.id.partition("/")[0] for tag in copy.tags} == {copy.id} == {"our-starter"}
    with pytest.raises(ExpectedError, match="Several codebooks"):
        codebooks.tag_of(ctx.catalogue, "Connected")


def test_a_switched_off_built_in_stays_off_when_the_program_brings_a_newer_one(ctx: Context) -> None:
    switched = codebook_editing.switch_codebook(ctx, "starter", False)
    ctx.catalogue.put_codebook(replace(switched, version=switched.version - 1))
    codebooks.ensure_builtin(ctx.catalogue)
    assert not codebooks.codebook_of(ctx.catalogue, "starter").enabled


def test_a_tag_that_turns_private_keeps_its_moment_out_of_reels(
    ctx: Context, desk: VaultOnDesk, ours: Codebook
) -> None:
    moment_id = _mark(ctx, desk, ours)
    reel = assembling.create_reel(ctx, desk.case.code, "Ours")
    assembling.add_moments(ctx, reel.id, [moment_id])
    private = replace(ours, tags=(replace(TAG, audience=Audience.CLINICIAN_ONLY),))
    codebook_editing.save_codebook(ctx, private)
    with pytest.raises(ExpectedError) as caught:
        assembling.add_moments(ctx, reel.id, [moment_id])
    assert caught.value.kind is ErrorKind.AMBIGUOUS


@pytest.mark.parametrize("fmt", list(CodebookFormat))
def test_out_and_in_again_changes_nothing(ctx: Context, ours: Codebook, tmp_path: Path, fmt: CodebookFormat) -> None:
    file = tmp_path / f"ours.{fmt}"
    codebook_files.export_codebook(ctx, "ours", file, may_replace=False)
    (back,) = codebook_files.import_codebooks(ctx, file)
    assert back == ours


def test_one_of_a_built_in_id_that_differs_becomes_an_own_one(ctx: Context, tmp_path: Path) -> None:
    file = tmp_path / "starter.json"
    codebook_files.export_codebook(ctx, "starter", file, may_replace=False)
    (same,) = codebook_files.import_codebooks(ctx, file)
    assert same.id == "starter"
    file.write_text(file.read_text("utf-8").replace("Connected", "Together"), "utf-8")
    (other,) = codebook_files.import_codebooks(ctx, file)
    assert (other.id, other.tags[0].id, other.tags[0].name) == ("starter-2", "starter-2/connected", "Together")


def test_a_file_with_one_bad_codebook_brings_none(ctx: Context, tmp_path: Path) -> None:
    before = ctx.catalogue.codebooks()
    file = tmp_path / "two.json"
    twice = '{"name": "B", "tags": [{"name": "x"}, {"name": "X"}]}'
    file.write_text('{"codebooks": [{"name": "A", "tags": [{"name": "x"}]}, ' + twice + "]}", "utf-8")
    with pytest.raises(ExpectedError, match="same name"):
        codebook_files.import_codebooks(ctx, file)
    assert ctx.catalogue.codebooks() == before


def test_huge_missing_and_odd_files(ctx: Context, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(codebook_files.MAX_FILE_BYTES + 1)
    for path, kind in (
        (huge, ErrorKind.BAD_FILE),
        (tmp_path / "none.json", ErrorKind.FILE_MISSING),
        (tmp_path / "x.docx", ErrorKind.BAD_FILE),
        (tmp_path, ErrorKind.BAD_FILE),
    ):
        with pytest.raises(ExpectedError) as caught:
            codebook_files.import_codebooks(ctx, path)
        assert caught.value.kind is kind


def test_an_export_replaces_nothing_unasked(ctx: Context, tmp_path: Path) -> None:
    file = tmp_path / "starter.json"
    file.write_text("mine")
    with pytest.raises(ExpectedError) as caught:
        codebook_files.export_codebook(ctx, "starter", file, may_replace=False)
    assert caught.value.kind is ErrorKind.EXISTS
    codebook_files.export_codebook(ctx, "starter", file, may_replace=True)
    assert file.read_text("utf-8").startswith("{")
