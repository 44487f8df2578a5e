"""Bytes of a seed to text: by byte order mark, else UTF-8, else the likeliest of a few code pages; mojibake mended."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose
from chronicle.model.seed import Repair


class Decoded(NamedTuple):
    """A seed's text as its bytes mean it."""

    text: str
    encoding: str
    """Python's name of it."""
    repairs: tuple[Repair, ...]
    """Mended mojibake, line by line; offsets in the text."""


def decode_seed(
    data: bytes, *, path: str, declared: str | None = None, is_markup: bool = False
) -> Outcome[Decoded | None]:
    """The text of a seed; None if it is none. `declared` is the charset that a page or a mail says it has.

    Mojibake in markup is left for those who take the text out of it.

    What is UTF-8 is UTF-8, whatever is declared, and Latin 1 is declared by those who do not know. A code page is never
    taken because it happens to decode: charset-normalizer weighs the seven that news is found in.
    ftfy mends encoding alone and leaves quotation marks, ligatures and widths as they are. A code page that was
    weighed is reported: in a short text it may be the wrong one.
    """
    decoded = _by_mark(data) or _as_utf8(data) or _as_declared(data, declared) or _by_guess(data)
    if decoded is None or _is_binary(decoded[0]):
        help_ = "save it as plain text in UTF-8, or keep it out of seeds/"
        return Outcome(None, (diagnose("file-not-text", "no text in any known encoding", path=path, help=help_),))
    text, encoding = decoded
    if is_markup:
        return Outcome(Decoded(text, encoding, ()), _findings(encoding, declared, path))
    lines = [mended(line) for line in text.splitlines(keepends=True)]
    repairs, offset = [], 0
    for line, whole in zip(text.splitlines(keepends=True), lines, strict=True):
        if whole != line:
            repairs.append(Repair("mojibake", "text", 0, offset, line, whole))
        offset += len(line)
    return Outcome(Decoded("".join(lines), encoding, tuple(repairs)), _findings(encoding, declared, path))


def mended(line: str) -> str:
    """The line without mojibake; its quotation marks, ligatures and widths are left as they are."""
    if line.isascii():
        return line
    from ftfy import TextFixerConfig, fix_text  # noqa: PLC0415 - only a seed beyond ASCII pays for it

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    return fix_text(line, config)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16, whose mark begins it."""
_CERTAIN = frozenset(encoding for _, encoding in _MARKS)
_CODE_PAGES = ["utf_16", "cp1252", "cp1251", "cp1250", "cp1254", "cp1256", "koi8_r"]
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.002
"""Share of control characters that a spoiled text may have; a binary file has more."""


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    return None


def _as_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    charset = _charset(declared)
    if charset is None or charset in _CARELESS:
        return None
    try:
        return data.decode(charset), charset
    except (UnicodeDecodeError, LookupError):
        return None


def _charset(declared: str | None) -> str | None:
    """Python's name of a charset of texts; None where it knows none."""
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    return codec.name if codec._is_text_encoding and codec.name not in _NO_CHARSETS else None  # noqa: SLF001 - base64 and the like are codecs too


_CARELESS = frozenset(["ascii", "iso8859-1", "cp1252"])
_NO_CHARSETS = frozenset(
    ["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "mbcs", "oem"]
)
"""Codecs that are no charsets of any text, or hide markup from those who look for it."""


def _by_guess(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only a seed that is not UTF-8 pays for it

    best = from_bytes(data, cp_isolation=_CODE_PAGES).best()
    return None if best is None else (str(best), best.encoding)


def _findings(encoding: str, declared: str | None, path: str) -> tuple[Diagnostic, ...]:
    is_certain = encoding in _CERTAIN or encoding == _charset(declared)
    return () if is_certain else (_guessed(encoding, path),)


def _guessed(encoding: str, path: str) -> Diagnostic:
    help_ = "compare its accents with the article's; save it as UTF-8 if a letter is wrong"
    return diagnose("seed-encoding-guessed", f"not UTF-8; read as `{encoding}`", path=path, help=help_)


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) > max(1, _MOST_CONTROLS * len(text))
