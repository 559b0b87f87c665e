"""XML as bytes, with what XML cannot hold left out."""

import re
from xml.etree.ElementTree import Element, indent, tostring

# What XML 1.0 (section 2.2) cannot hold, escaped or not.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def document_bytes(root: Element) -> bytes:
    """The document in UTF-8, with its declaration."""
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    # A bare carriage return would be read as a line feed.
    return written.replace(b"\r", b"&#13;")
