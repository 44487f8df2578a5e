"""Word processors' files and mails give their text, and what is hostile or no text in them is left out and told."""

# ruff: noqa: E501 - markup reads best in one line

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from chronicle.seeds.reading.document import compose
from chronicle.seeds.reading.formats import FORMATS

if TYPE_CHECKING:
    from chronicle.base.diagnostics import Outcome
    from chronicle.seeds.reading.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = f'<w:styles {W}><w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="a7"><w:name w:val="Quote"/></w:style></w:styles>'


def word(body: str, **parts: str) -> bytes:
    """A .docx file with that body; other parts by name, `_` for `.xml`."""
    named = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", "word/styles.xml": STYLES}
    return archive(named | {f"word/{name}.xml": text for name, text in parts.items()})


def open_text(body: str, styles: str = "") -> bytes:
    """An .odt file with that text."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {ODF}>{automatic}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def archive(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return target.getvalue()


def read(suffix: str, data: bytes) -> Outcome[Document | None]:
    return FORMATS[suffix].read(data, f"seeds/a{suffix}")


def document(suffix: str, data: bytes) -> Document:
    found = read(suffix, data).value
    assert found is not None
    return found


def p(text: str, style: str = "", more: str = "") -> str:
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{said}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


ITEM = "<w:numPr><w:ilvl w:val='0'/></w:numPr>"


def test_a_word_document_gives_title_paragraphs_lists_and_quotations() -> None:
    body = p("Entretien à Moscou", "Titre1") + p("Le ministre a parlé.") + p("un", more=ITEM) + p("deux", more=ITEM)
    found = document(".docx", word(body + p("Des mots.", "a7")))
    assert "Entretien à Moscou" == found.title
    assert [("paragraph", "Le ministre a parlé."), ("list", "un\ndeux"), ("quote", "Des mots.")] == [
        (piece.kind, piece.text) for piece in found.pieces
    ]
    assert [2, 3, 5] == [piece.line for piece in found.pieces]


def test_runs_tabs_and_breaks_of_a_word_document_become_one_text() -> None:
    body = "<w:p><w:r><w:t>Le pré</w:t></w:r><w:r><w:t xml:space='preserve'>sident </w:t><w:tab/><w:t>a</w:t><w:br/><w:t>dit</w:t></w:r></w:p>"
    assert ["Le président a dit"] == [piece.text for piece in document(".docx", word(body)).pieces]


def test_deletions_notes_and_comments_of_a_word_document_are_left_out_with_a_line() -> None:
    deleted = "<w:p><w:del><w:r><w:delText>old </w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    notes = f"<w:footnotes {W}><w:footnote>{p('a note')}</w:footnote></w:footnotes>"
    comments = f"<w:comments {W}><w:comment>{p('a comment')}</w:comment></w:comments>"
    found = document(".docx", word(deleted, footnotes=notes, comments=comments))
    assert ["new"] == [piece.text for piece in found.pieces]
    assert [("deleted-text", "old "), ("footnote", "a note"), ("comment", "a comment")] == [
        (dropped.reason, dropped.text) for dropped in found.dropped
    ]


def test_a_text_box_is_read_once() -> None:
    box = (
        '<w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{p('in a box')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('in a box')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
        "<w:r><w:t>beside it</w:t></w:r></w:p>"
    )
    assert ["in a box", "beside it"] == [piece.text for piece in document(".docx", word(box)).pieces]


def test_an_open_document_gives_title_paragraphs_lists_and_quotations() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="Quotations"/>'
    body = (
        '<text:p text:style-name="P1">Bəyanat</text:p><text:p>Nazir<text:s text:c="2"/>dedi<text:line-break/>ki<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>a note</text:p></text:note-body></text:note>.</text:p><text:list><text:list-item><text:p>bir</text:p></text:list-item>"
        '<text:list-item><text:p>iki</text:p></text:list-item></text:list><text:p text:style-name="P2">sözlər</text:p>'
        "<office:annotation><dc:creator>Me</dc:creator><text:p>a comment</text:p></office:annotation>"
    )
    found = document(".odt", open_text(body, styles))
    assert "Bəyanat" == found.title
    assert [("paragraph", "Nazir dedi ki1."), ("list", "bir\niki"), ("quote", "sözlər")] == [
        (piece.kind, piece.text) for piece in found.pieces
    ]
    assert [("footnote", "a note"), ("comment", "a comment")] == [(each.reason, each.text) for each in found.dropped]


BOMB = "<w:p/>" + " " * 40_000_000
ENTITIES = '<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("suffix", "data", "word_of_it"),
    [
        (".docx", b"PK\x03\x04", "damaged"),
        (".docx", b"no zip at all", "damaged"),
        (".docx", archive({"other.xml": ""}), "lacks `word/document.xml`"),
        (".odt", archive({"other.xml": ""}), "lacks `content.xml`"),
        (".docx", word(BOMB), "unpacks to more"),
        (".odt", open_text(BOMB.replace("w:p", "text:p")), "unpacks to more"),
        (".docx", archive({f"{number}": "" for number in range(5001)}), "more than 5000 files"),
        (".docx", archive({"word/document.xml": f"{ENTITIES}<w:document {W}>&b;&c;</w:document>"}), "document type"),
        (".odt", archive({"content.xml": f"{ENTITIES}<x>&c;</x>"}), "document type"),
        (".docx", archive({"word/document.xml": "<w:p"}), "broken XML"),
        (".docx", word(p("text"))[:-90] + b"\0" * 90, "damaged"),
    ],
    ids=range(11),
)
def test_a_hostile_or_broken_archive_is_refused_with_a_word_of_why(suffix: str, data: bytes, word_of_it: str) -> None:
    before = time.process_time()
    outcome = read(suffix, data)
    assert outcome.value is None
    assert ["seed-unreadable"] == [found.code for found in outcome.diagnostics]
    assert word_of_it in outcome.diagnostics[0].message
    assert time.process_time() - before < 2


def test_a_member_that_lies_about_its_size_is_not_believed() -> None:
    data = bytearray(word(BOMB))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert read(".docx", bytes(data)).value is None


def test_names_that_climb_out_of_an_archive_are_never_followed() -> None:
    parts = {"../../evil.txt": "x", "/etc/evil": "x", "word/document.xml": f"<w:document {W}>{p('text')}</w:document>"}
    assert ["text"] == [piece.text for piece in document(".docx", archive(parts)).pieces]


def test_deep_xml_is_read_without_recursion() -> None:
    deep = "<w:ins>" * 10_000 + p("deep") + "</w:ins>" * 10_000
    assert ["deep"] == [piece.text for piece in document(".docx", word(deep)).pieces]


LINES = "The delegations met in Oslo on Friday.\n\nThey will meet again next week, the ministry said.\n"


def mail(text: str = LINES, *, subject: str = "Talks resume in Oslo", html: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = "A Sender <sender@example.org>"
    made["Date"] = "Fri, 05 Mar 2021 23:30:00 +0400"
    for name, value in headers.items():
        made[name] = value
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def test_subject_and_day_of_a_mail_are_title_and_metadata() -> None:
    found = document(".eml", mail().as_bytes())
    assert ("Talks resume in Oslo", date(2021, 3, 5), None) == (
        found.title,
        found.metadata.published,
        found.metadata.author,
    )
    assert f"# Talks resume in Oslo\n\n{LINES}" == compose(found).text


def test_a_forwarded_mail_has_no_day_of_its_own() -> None:
    found = document(".eml", mail(subject="Fwd: RE: Переговоры").as_bytes())
    assert ("Переговоры", None) == (found.title, found.metadata.published)
    assert ["Fwd: ", "RE: "] == [dropped.text for dropped in found.dropped]


def test_quoted_mails_and_signatures_are_left_out_with_a_line_each() -> None:
    text = f"{LINES}\n> Dear all,\n>> see below\n> > and further\n-- \nA Sender\n"
    found = document(".eml", mail(text).as_bytes())
    assert LINES.split() == found.text.split()
    assert ["quoted-mail"] * 3 + ["signature"] * 2 == [dropped.reason for dropped in found.dropped]


def test_a_mail_that_quotes_an_article_is_read_without_the_marks() -> None:
    text = "See this:\n" + "".join(f"> > {line}\n" for line in LINES.split("\n"))
    found = document(".eml", mail(text).as_bytes())
    assert LINES.split() == found.text.split()
    assert ["See this:"] == [dropped.text for dropped in found.dropped]


def test_a_mail_in_html_is_read_as_a_page() -> None:
    page = f"<html><head><style>p {{}}</style></head><body><p>{LINES} {LINES}</p><p>Second.</p><script>no</script></body></html>"
    found = document(".eml", mail("Please use another program.\n", html=page).as_bytes())
    assert ("mail", "Talks resume in Oslo", date(2021, 3, 5)) == (
        found.extractor,
        found.title,
        found.metadata.published,
    )
    assert [" ".join(f"{LINES} {LINES}".split()), "Second."] == [piece.text for piece in found.pieces]


def test_attachments_are_named_and_not_read() -> None:
    made = mail()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="scan\u202e.pdf")
    made.add_attachment("secret text", filename="notes.txt")
    made.add_attachment(mail("Another mail."))
    outcome = read(".eml", made.as_bytes())
    assert outcome.value is not None
    assert LINES == outcome.value.text
    assert ["seed-attachment-unread"] * 3 == [found.code for found in outcome.diagnostics]
    assert r"`scan\u202e.pdf`" in outcome.diagnostics[0].message


def test_a_mail_without_text_is_empty() -> None:
    made = EmailMessage()
    made.set_content(b"%PDF", maintype="application", subtype="pdf")
    assert "seed-empty" in [found.code for found in read(".eml", made.as_bytes()).diagnostics]


def test_flowed_lines_are_joined_and_a_lying_charset_is_not_believed() -> None:
    head = b"Subject: x\nContent-Type: text/plain; charset=us-ascii; format=flowed\nContent-Transfer-Encoding: 8bit\n\n"
    found = document(".eml", head + "Делегации встретились \nв Осло в пятницу.\n".encode())
    assert ["Делегации", "встретились", "в", "Осло", "в", "пятницу."] == found.text.split()


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 9000,
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\ntext" * 90_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
        b"Subject: =?utf-8?b?" + b"A" * 200_000 + b"?=\n\ntext",
        b"Date: Fri, 99 Foo 20211 99:99:99 +9999\nSubject: x\n\n" + LINES.encode(),
        b"Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n%%%%",
        b"\xff\xfe" * 2000,
        b"To: " + b"<a@b>," * 100_000 + b"\n\ntext of the mail",
    ],
    ids=range(8),
)
def test_a_broken_mail_is_read_or_refused_in_two_seconds(data: bytes) -> None:
    before = time.process_time()
    outcome = read(".eml", data)
    assert outcome.value is not None or outcome.diagnostics[-1].help
    assert time.process_time() - before < 2
