"""The form of our Word documents: page, fonts, language, properties; no content."""

from datetime import datetime
from datetime import time as clock

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from vidfeed.interchange.summary_words import copy_name, headings
from vidfeed.model.summary import Summary

TABLE_STYLE = "Moments"
PRIVATE_STYLE = "Private Note"
SMALL_STYLE = "Small Print"
TEXT_WIDTH = Cm(17)

_SANS, _SERIF = "Atkinson Hyperlegible Next", "Lora"
_INSTEAD = {_SANS: "Calibri", _SERIF: "Georgia"}
_INK, _INK2, _WORDS, _PRIVATE = "22302E", "4F5B59", "8A4608", "5E6968"
_LANGUAGE = "en-GB"
_STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def new_document(summary: Summary) -> Doc:
    """An empty A4 document in our styles, in British English; its properties name no machine, user or case."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    _set_language(document)
    _set_properties(document, summary)
    _name_substitutes(document)
    _drop_leftovers(document)
    _set_footer(document, summary)
    return document


def _set_page(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)


def _set_styles(document: Doc) -> None:
    _style(document, "Normal", _SANS, 11, _INK, after_pt=6)
    _style(document, "Heading 1", _SERIF, 22, _INK, before_pt=0, after_pt=2)
    _style(document, "Heading 2", _SERIF, 14, _INK, before_pt=16, after_pt=4)
    _style(document, "Quote", _SERIF, 12, _WORDS, after_pt=2).font.italic = True
    _style(document, "Footer", _SANS, 9, _INK2)
    _add_style(document, SMALL_STYLE, 9.5, _INK2, 2)
    private = _add_style(document, PRIVATE_STYLE, 10, _PRIVATE, 4)
    private.paragraph_format.left_indent = Cm(0.4)
    table = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    table.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
            + "".join(f'<w:{side} w:val="single" w:sz="4" w:color="C9C2B4"/>' for side in ("top", "bottom", "insideH"))
            + '</w:tblBorders><w:tblCellMar><w:top w:w="80" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
            '<w:bottom w:w="80" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )


def _style(
    document: Doc, name: str, family: str, size_pt: float, colour: str, before_pt: float = 0, after_pt: float = 0
) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in _THEME_FONTS:
        # The theme's fonts would win over those named here.
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{attribute}"), family)
    style.font.size, style.font.color.rgb = Pt(size_pt), RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before_pt), Pt(after_pt)
    return style


def _add_style(document: Doc, name: str, size_pt: float, colour: str, after_pt: float) -> ParagraphStyle:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    return _style(document, name, _SANS, size_pt, colour, after_pt=after_pt)


def _set_language(document: Doc) -> None:
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), _LANGUAGE)
    for language in document.settings.element.xpath("w:themeFontLang"):
        language.set(qn("w:val"), _LANGUAGE)


def _set_properties(document: Doc, summary: Summary) -> None:
    properties = document.core_properties
    properties.title = headings(summary.audience).title
    properties.language = _LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(summary.written_on, clock())


def _name_substitutes(document: Doc) -> None:
    """Names, for machines without our fonts, which to take instead; left to itself Word falls back to Times."""
    part, relation = document.part, RELATIONSHIP_TYPE.FONT_TABLE
    old = part.part_related_by(relation)
    table = parse_xml(old.blob)
    for family, instead in _INSTEAD.items():
        table.append(
            parse_xml(f'<w:font {nsdecls("w")} w:name="{family}"><w:altName w:val="{instead}"/></w:font>'),
        )
    _drop_relations(part, relation)
    part.relate_to(XmlPart(old.partname, old.content_type, table, part.package), relation)


def _drop_leftovers(document: Doc) -> None:
    """Takes out the template's preview, its second set of styles, and what would make Word save a preview of ours."""
    _drop_relations(document.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop_relations(document.part, _STYLES_WITH_EFFECTS)
    for setting in document.settings.element.xpath("w:savePreviewPicture"):
        setting.getparent().remove(setting)


def _drop_relations(source: Part | OpcPackage, kind: str) -> None:
    for key in [key for key, relation in source.rels.items() if relation.reltype == kind]:
        del source.rels[key]


def _set_footer(document: Doc, summary: Summary) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    for words, field in ((f"Selected extract · {copy_name(summary)} · page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words).element.addnext(_field(field))


def _field(code: str) -> BaseOxmlElement:
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
