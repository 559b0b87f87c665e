"""XML from elsewhere, read without trusting it: no document type, so no entities; bounded in depth and number."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from vidfeed.interchange.reading import bad_file

MAX_DEPTH = 60
MAX_ELEMENTS = 2_000_000


def read_xml(data: bytes, *roots: str) -> Element:
    """The tree of an XML document.

    Args:
        roots: the names that its root may have.

    Raises:
        ExpectedError: kind `bad-file`, with line and column where it is broken.
    """
    reader = _Reader()
    try:
        root = reader.read(data)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "broken")
        raise bad_file(f"The XML is broken at line {error.lineno}, column {error.offset + 1}: {reason}.") from error
    except (LookupError, ValueError, AssertionError) as error:
        raise bad_file("The XML is in an encoding that can’t be read.") from error
    if root.tag not in roots:
        raise bad_file(f"The XML is of another kind: it is a “{root.tag[:60]}”, not a “{roots[0]}”.")
    return root


class _Reader:
    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = self._elements = 0
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data

    def read(self, data: bytes) -> Element:
        self._parser.Parse(data, True)
        return self._builder.close()

    def _refuse_doctype(self, *_about: object) -> None:
        raise bad_file("The XML declares a document type, which a file from elsewhere must not.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise bad_file(f"The XML is too deep or too long at line {self._parser.CurrentLineNumber}.")
        self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(name)
