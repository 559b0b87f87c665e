"""What the codes of a file from elsewhere mean here: tags they are mapped to, or those of a codebook of their own."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count, zip_longest

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.codebook_rules import MAX_NAME_LENGTH, MAX_TAGS, grouped, new_tag_id, slug
from vidfeed.model.foreign import Code, ForeignMark
from vidfeed.model.moment import TagRef
from vidfeed.services.codebooks import builtin_ids, tag_book, tag_of
from vidfeed.services.context import Context


class CodeMeanings:
    """Finds the tags of marks, and gathers a codebook of the codes that are no tags yet.

    Such tags are clinician-only: nobody has looked yet whether a parent may see them.
    """

    def __init__(self, ctx: Context, name: str, mapped: Mapping[str, str | None]) -> None:
        """`name` is the file's; `mapped` as in `Choices.tags`.

        Raises:
            ExpectedError: `unknown-tag` or `ambiguous` where the map names no tag.
        """
        self._known = tag_book(ctx.catalogue)
        self._mapped = {code: tag_of(ctx.catalogue, tag) if tag else None for code, tag in mapped.items()}
        title = "".join(sign if sign.isprintable() else " " for sign in name)[:MAX_NAME_LENGTH].strip() or "Marks"
        codebook_id = slug(title)
        if codebook_id in builtin_ids():
            codebook_id += "-marks"
        self._last = ctx.catalogue.codebook(codebook_id)
        self._book = self._last or Codebook(codebook_id, 1, title, Audience.CLINICIAN_ONLY, ())
        used = self._last is not None and ctx.catalogue.codebook_used(codebook_id, self._last.version)
        self._next_version = self._book.version + used
        self._tags = list(self._book.tags)
        self._by_code: dict[Code, Tag] = {}
        self._needed = False
        self.names: dict[str, str] = {}

    def wanted(self, mark: ForeignMark) -> bool:
        """Whether the map leaves it in: out goes a mark all of whose codes are left out."""
        return not mark.codes or any(self._said(code) is not None or not self._is_said(code) for code in mark.codes)

    def refs_of(self, mark: ForeignMark) -> tuple[TagRef, ...]:
        """The tags of a mark, each once."""
        found: dict[str, TagRef] = {}
        for ref, code in zip_longest(mark.refs, mark.codes):
            meant = self._meaning(ref, code)
            if meant is not None:
                found.setdefault(meant.tag_id, meant)
        return tuple(found.values())

    @property
    def codebook(self) -> Codebook | None:
        """That the codes without another meaning are in; None where there are none."""
        if not self._needed:
            return None
        return replace(self._book, tags=grouped(self._tags))

    def _meaning(self, ref: TagRef | None, code: Code | None) -> TagRef | None:
        if code is not None and self._is_said(code):
            meant = self._said(code)
        else:
            meant = self._known.settled(ref) if ref is not None else None
            if meant is None and code is not None:
                meant = self._own(code)
        if meant is not None and code is not None and code.label not in self.names:
            own = next((tag.name for tag in self._by_code.values() if tag.id == meant.tag_id), "")
            self.names[code.label] = own or self._known.name(meant)
        return meant

    def _keys(self, code: Code) -> tuple[str, ...]:
        return code.label, f"{code.tier}/{code.name}", code.name or code.tier, code.tier

    def _is_said(self, code: Code) -> bool:
        return any(key in self._mapped for key in self._keys(code) if key)

    def _said(self, code: Code) -> TagRef | None:
        return next((self._mapped[key] for key in self._keys(code) if key in self._mapped), None)

    def _own(self, code: Code) -> TagRef:
        """The tag of the file's own codebook, made where it is not there."""
        self._needed = True
        if code not in self._by_code:
            name, group = _one_line(code.name or code.tier), _one_line(code.tier) if code.name else ""
            same = next((tag for tag in self._tags if tag.name == name and tag.group == group), None)
            self._by_code[code] = same or self._add(name, group)
        version = self._book.version if len(self._tags) == len(self._book.tags) else self._next_version
        return TagRef(self._by_code[code].id, self._book.id, version)

    def _add(self, name: str, group: str) -> Tag:
        if len(self._tags) == MAX_TAGS:
            raise ExpectedError(
                ErrorKind.BAD_FILE,
                f"The file has more than {MAX_TAGS} different codes. Nothing was brought in.",
                "Choose another column for the tags, or fewer tiers.",
            )
        taken = {tag.name.casefold() for tag in self._tags}
        wanted = name if name.casefold() not in taken or not group else f"{name} ({group})"[:MAX_NAME_LENGTH].strip()
        if wanted.casefold() in taken:
            wanted = next(f"{name[:110]} {n}" for n in count(2) if f"{name[:110]} {n}".casefold() not in taken)
        tag_id = new_tag_id(self._book.id, wanted, {tag.id for tag in self._tags})
        tag = Tag(tag_id, wanted, "", group, 0, audience=Audience.CLINICIAN_ONLY)
        self._tags.append(tag)
        return tag


def _one_line(text: str) -> str:
    words = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(words.split())[:MAX_NAME_LENGTH].strip() or "Unnamed"
