"""Controlled vocabularies of ELAN (.ecv, and those inside an .eaf): names, ids and definitions of tags.

The form is that of the EAF schema, version 3.0, element CV_RESOURCE; entries of the older single-language form are
read too. Groups, keys, lead and lag have no place in it.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from vidfeed.interchange.reading import bad_file
from vidfeed.interchange.xml_reading import read_xml
from vidfeed.interchange.xml_writing import document_bytes, plain
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.codebook_rules import MAX_NAME_LENGTH, MAX_TAGS, MAX_WORDS_LENGTH, new_tag_id, slug

LANGUAGE = "und"
_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"


def write_codebook_ecv(books: Sequence[Codebook], date: str) -> bytes:
    """One vocabulary a codebook; `date` is ISO 8601 text with a zone."""
    root = Element(
        "CV_RESOURCE",
        {
            "AUTHOR": "",
            "DATE": date,
            "VERSION": "0.2",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:noNamespaceSchemaLocation": _SCHEMA,
        },
    )
    add_language(root)
    for book in books:
        add_vocabulary(root, book.name, [(tag.id, tag.name, tag.meaning) for tag in book.tags])
    return document_bytes(root)


def add_language(root: Element) -> None:
    """Says that the entries are in no particular language."""
    label = "undetermined (und)"
    definition = "http://cdb.iso.org/lg/CDB-00138502-001"
    SubElement(root, "LANGUAGE", {"LANG_DEF": definition, "LANG_ID": LANGUAGE, "LANG_LABEL": label})


def add_vocabulary(root: Element, name: str, entries: Sequence[tuple[str, str, str]]) -> None:
    """Adds a vocabulary of entries: id, value, description."""
    vocabulary = SubElement(root, "CONTROLLED_VOCABULARY", {"CV_ID": plain(name)})
    SubElement(vocabulary, "DESCRIPTION", {"LANG_REF": LANGUAGE})
    for entry_id, value, description in entries:
        entry = SubElement(vocabulary, "CV_ENTRY_ML", {"CVE_ID": plain(entry_id)})
        words = SubElement(entry, "CVE_VALUE", {"DESCRIPTION": plain(description), "LANG_REF": LANGUAGE})
        words.text = plain(value)


def read_codebook_ecv(data: bytes) -> list[Codebook]:
    """The vocabularies of a file, one codebook each, clinician-only: the file does not say who may see them.

    Raises:
        ExpectedError: kind `bad-file`, with the place.
    """
    root = read_xml(data, "CV_RESOURCE", "ANNOTATION_DOCUMENT")
    books = [book for vocabulary in root.findall("CONTROLLED_VOCABULARY") for book in _books(vocabulary)]
    if not books:
        raise bad_file("There is no vocabulary with entries in this file.")
    return books


def _books(vocabulary: Element) -> list[Codebook]:
    """None for a vocabulary without entries, as one that is kept in another file."""
    name = " ".join(vocabulary.get("CV_ID", "").split())[:MAX_NAME_LENGTH] or "Vocabulary"
    codebook_id = slug(name)
    tags: dict[str, Tag] = {}
    for known_id, value, description in entries_of(vocabulary):
        if value.casefold() in {tag.name.casefold() for tag in tags.values()}:
            raise bad_file(f"The vocabulary “{name[:40]}” has the entry “{value[:40]}” twice.")
        if len(tags) == MAX_TAGS:
            raise bad_file(f"The vocabulary “{name[:40]}” has more than {MAX_TAGS} entries.")
        own = known_id if known_id.startswith(f"{codebook_id}/") and known_id not in tags else ""
        tag_id = own or new_tag_id(codebook_id, value, tags)
        tags[tag_id] = Tag(tag_id, value, description, "", 0)
    book = Codebook(codebook_id, 1, name, Audience.CLINICIAN_ONLY, tuple(tags.values()))
    return [book] if tags else []


def entries_of(vocabulary: Element) -> list[tuple[str, str, str]]:
    """Id, value and description of each entry that has a value."""
    found = []
    for entry in vocabulary:
        value = entry if entry.tag == "CV_ENTRY" else entry.find("CVE_VALUE")
        if entry.tag not in ("CV_ENTRY", "CV_ENTRY_ML") or value is None:
            continue
        words = " ".join((value.text or "").split())
        if words:
            description = value.get("DESCRIPTION", "").strip()[:MAX_WORDS_LENGTH]
            found.append((entry.get("CVE_ID", ""), words[:MAX_NAME_LENGTH], description))
    return found
