"""The full text of moments: caption, note, tag names and the clip's title.

An FTS5 table; `filed` holds the ids of case and clip as words. A trigger takes removed moments out.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Text, bindparam, insert, literal_column, select, text, update

from storage.catalogue.database import Database
from storage.catalogue.tables.clips import clips
from storage.catalogue.tables.marks import codebook_tags, moment_words, moments
from vidfeed.model.moment import Moment, TagRef

TABLE: Final = moment_words.name
_MATCHED: ColumnElement[str] = literal_column(TABLE, Text)
_SEARCHED = "{title caption note tags}"

# Made once: these run with every mark.
_PLACE_OF = select(clips.c.case_id, clips.c.title).where(clips.c.id == bindparam("of"))
_NAMES_OF = select(codebook_tags).where(codebook_tags.c.tag_id.in_(bindparam("ids", expanding=True)))
_ADD = insert(moment_words)


def matching(words: str, filed_under: Iterable[str] = (), any_of: Iterable[str] = ()) -> ColumnElement[bool] | None:
    """The condition that every word occurs, at least as a beginning, under all the ids, and any of further ones.

    Returns:
        None where there is no word.
    """
    terms = [
        f"{_quoted(word)} *" for word in unicodedata.normalize("NFC", words).split() if any(map(str.isalnum, word))
    ]
    if not terms:
        return None
    filed = [f" AND filed : {_quoted(place)}" for place in filed_under]
    if further := " OR ".join(map(_quoted, any_of)):
        filed.append(f" AND filed : ({further})")
    return _MATCHED.op("MATCH", is_comparison=True)(f"{_SEARCHED} : ({' AND '.join(terms)})" + "".join(filed))


def enter(database: Database, clip_id: str, entries: Sequence[tuple[int, Moment]]) -> None:
    """Writes the words of new moments of a clip, each with its seq."""
    clip = database.row(_PLACE_OF, {"of": clip_id})
    assert clip is not None, "a moment has a clip"
    names = _tag_names(database, {tag for _seq, moment in entries for tag in moment.tags})
    filed = {"filed": f"{clip.case_id} {clip_id}", "title": _normal(clip.title)}
    database.run(_ADD, [{"rowid": seq, **filed, **_words(m, names)} for seq, m in entries])


def renew(database: Database, entries: Sequence[tuple[int, Moment]]) -> None:
    """Writes the words of changed moments again."""
    names = _tag_names(database, {tag for _seq, moment in entries for tag in moment.tags})
    statement = update(moment_words).where(moment_words.c.rowid == bindparam("at"))
    database.run(statement, [{"at": seq, **_words(moment, names)} for seq, moment in entries])


def retitle(database: Database, clip_id: str, title: str) -> None:
    """Writes the clip's new title into the words of its moments."""
    of_clip = select(moments.c.seq).where(moments.c.clip_id == clip_id)
    database.run(update(moment_words).where(moment_words.c.rowid.in_(of_clip)).values(title=_normal(title)))


def rebuild(database: Database) -> None:
    """Makes the index anew, so that nothing of erased words stays in its pages."""
    with database.transaction():
        database.run(text("INSERT INTO moment_words (moment_words) VALUES ('rebuild')"))


def _words(moment: Moment, names: dict[TagRef, str]) -> dict[str, object]:
    return {
        "caption": _normal(moment.caption),
        "note": _normal(moment.note),
        "tags": _normal(" ".join(names.get(tag, tag.tag_id) for tag in moment.tags)),
    }


def _tag_names(database: Database, tags: set[TagRef]) -> dict[TagRef, str]:
    if not tags:
        return {}
    rows = database.rows(_NAMES_OF, {"ids": sorted({tag.tag_id for tag in tags})})
    return {TagRef(row.tag_id, row.codebook_id, row.version): row.name for row in rows}


def _normal(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
