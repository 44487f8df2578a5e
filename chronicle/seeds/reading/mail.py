"""A mail as .eml: subject, day and text of an article that somebody sent; what is attached is named and not read."""

from __future__ import annotations

import re
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose
from chronicle.base.text_safety import shown
from chronicle.model.seed import Dropped, Metadata
from chronicle.seeds.decode import decode_seed
from chronicle.seeds.reading.document import Document, folded
from chronicle.seeds.reading.saved_page import read_saved_page

if TYPE_CHECKING:
    from datetime import date
    from email.message import EmailMessage

EXTRACTOR = "mail"
MAX_PARTS = 100
"""Most parts of a mail, and most of those that hold others: each line costs time in all that are open."""


def read_mail(data: bytes, *, path: str) -> Outcome[Document | None]:
    """The article in a mail (RFC 5322, MIME): its plain text, else its HTML.

    The day is that of the `Date` header, unless the mail was forwarded: then that is the forwarder's. Earlier mails
    quoted below the text are left out with a line each; a mail that is all quotation is read without its marks.
    """
    if data.lower().count(b"multipart/") > MAX_PARTS:
        return Outcome(None, (_broken("a mail of more parts within parts than any program makes", path),))
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = _parts(message)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        # The standard library's parser lets slip what broken headers do to it.
        return Outcome(None, (_broken("a mail that cannot be read", path),))
    findings = [_attached(part, path) for part in parts if _is_attached(part)]
    texts = [part for part in parts if not _is_attached(part)]
    subject, is_forwarded, dropped = _subject(_header(message, "subject"))
    metadata = Metadata(published=None if is_forwarded else _day(_header(message, "date")))
    best = _best(texts)
    if best is None:
        help_ = "save what is attached as a seed of its own, or paste the text into a `.txt` file"
        return Outcome(None, (*findings, diagnose("seed-empty", "the mail holds no text", path=path, help=help_)))
    read = _text(best, path)
    if read.value is None:
        return Outcome(None, (*findings, *read.diagnostics))
    text, encoding = read.value
    if best.get_content_subtype() == "html":
        return _from_page(text, path, encoding, subject, metadata, tuple(dropped), (*findings, *read.diagnostics))
    body = _body(_unflowed(text, best), dropped)
    body = _without_headline(body, subject, dropped)
    document = Document(EXTRACTOR, encoding, text=body, title=subject, metadata=metadata, dropped=tuple(dropped))
    return Outcome(document, (*findings, *read.diagnostics))


_FORWARDED = re.compile(
    r"\s*(?:(?P<forwarded>fwd?|tr|wg|rv|пересл|пер|fs|ilt|yönl|فورواد|إعادة توجيه)|re|aw|réf?|ответ|rif|ynt)"
    r"(?:\[\d+\])?\s*:\s*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
_SIGNATURE = re.compile(r"-- ?")


def _broken(message: str, path: str) -> Diagnostic:
    help_ = "save the mail anew, or paste its text into a `.txt` file"
    return diagnose("seed-unreadable", message, path=path, help=help_)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, in order; none of those within an attached mail."""
    parts: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting and len(parts) < MAX_PARTS:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting = [*part.iter_parts(), *waiting] if part.is_multipart() else waiting  # type: ignore[list-item]  # typeshed knows less of the policy
        else:
            parts.append(part)
    return parts


def _is_attached(part: EmailMessage) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return not is_text or part.get_content_disposition() == "attachment"


def _attached(part: EmailMessage, path: str) -> Diagnostic:
    name = part.get_filename() or part.get_content_type()
    help_ = "if it is an article, save it as a seed of its own"
    return diagnose("seed-attachment-unread", f"`{shown(str(name))}` is attached and not read", path=path, help=help_)


def _best(texts: list[EmailMessage]) -> EmailMessage | None:
    """The plain text, unless it only says that there is another."""
    plain = next((part for part in texts if part.get_content_subtype() == "plain" and _size(part)), None)
    rich = next((part for part in texts if part.get_content_subtype() == "html" and _size(part)), None)
    if plain is not None and rich is not None and _size(plain) < _STUB and _size(rich) > _STUB:
        return rich
    return plain if plain is not None else rich


_STUB = 200
"""A shorter plain text beside a longer page is a notice."""


def _size(part: EmailMessage) -> int:
    return len(_payload(part).strip())


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage, path: str) -> Outcome[tuple[str, str] | None]:
    """The part's text by the charset that it names, else by the bytes themselves."""
    is_page = part.get_content_subtype() == "html"
    charset = part.get_content_charset()
    decoded = decode_seed(_payload(part), path=path, declared=charset, is_markup=is_page)
    if decoded.value is None:
        return Outcome(None, decoded.diagnostics)
    return Outcome((decoded.value.text, decoded.value.encoding), decoded.diagnostics)


def _unflowed(text: str, part: EmailMessage) -> str:
    """The lines of `format=flowed` (RFC 3676) as they were before they were cut."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return re.sub(r"(?<!^--) \n(?=[^>\n])", joint, text, flags=re.MULTILINE)


def _body(text: str, dropped: list[Dropped]) -> str:
    """The text without signature and quoted mails, on the lines where it stood; or what is quoted, if that is all."""
    lines = text.split("\n")
    quoted = sum(len(line) for line in lines if _QUOTED.match(line))
    is_article_quoted = 2 * quoted > len(text)
    kept: list[str] = []
    is_signed = False
    for number, line in enumerate(lines, 1):
        is_signed = is_signed or _SIGNATURE.fullmatch(line) is not None
        mark = _QUOTED.match(line)
        if is_signed or (mark is None) == is_article_quoted:
            reason = "signature" if is_signed else "introduction" if is_article_quoted else "quoted-mail"
            dropped += [Dropped(reason, number, 1, line)] if line.strip() else []
            kept.append("")
        else:
            kept.append(line[mark.end() :] if mark else line)
    return "\n".join(kept)


def _without_headline(body: str, subject: str | None, dropped: list[Dropped]) -> str:
    """The text without a first line that only repeats the subject."""
    lines = body.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None or folded(lines[first]) != subject:
        return body
    dropped.append(Dropped("headline-repeated", first + 1, 1, lines[first]))
    lines[first] = ""
    return "\n".join(lines)


def _from_page(  # noqa: PLR0913, PLR0917 - all that was read of the mail before
    text: str,
    path: str,
    encoding: str,
    subject: str | None,
    metadata: Metadata,
    dropped: tuple[Dropped, ...],
    findings: tuple[Diagnostic, ...],
) -> Outcome[Document | None]:
    page = read_saved_page(text, path=path, encoding=encoding)
    if page.value is None:
        return Outcome(None, (*findings, *page.diagnostics))
    found = page.value
    document = Document(
        EXTRACTOR,
        encoding,
        pieces=found.pieces,
        title=found.title or subject,
        metadata=metadata,
        repairs=found.repairs,
        dropped=(*dropped, *found.dropped),
    )
    return Outcome(document, findings)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _subject(subject: str) -> tuple[str | None, bool, list[Dropped]]:
    """The subject without the marks of answering and forwarding, and whether it was forwarded."""
    subject = folded(subject)
    is_forwarded = False
    dropped = []
    while match := _FORWARDED.match(subject):
        is_forwarded = is_forwarded or match["forwarded"] is not None
        dropped.append(Dropped("subject-mark", 0, 0, match[0]))
        subject = subject[match.end() :]
    return (subject if 0 < len(subject) <= _LONGEST_TITLE else None), is_forwarded, dropped


_LONGEST_TITLE = 250


def _day(header: str) -> date | None:
    try:
        return parsedate_to_datetime(header).date()
    except (ValueError, TypeError, IndexError):
        return None
