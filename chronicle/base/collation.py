"""The order of words in a language, as CLDR has it: a key to sort by.

The Unicode Collation Algorithm (UTS #10) for the alphabets below: letters first, then accents, then case, with CLDR's
tailorings written as the alphabets that they make. ICU itself would be a library in C that few can install.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

Key = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, ...], ...], tuple[int, ...], str]


@lru_cache(maxsize=1 << 16)
def collation_key(text: str, language: str) -> Key:
    """What texts are sorted by in `language`: its letters, their accents, their case, and at last the code points."""
    order, pattern = _order(language)
    letters: list[tuple[int, int]] = []
    accents: list[tuple[int, ...]] = []
    cases: list[int] = []
    for unit in pattern.findall(unicodedata.normalize("NFC", text)):
        small = _lower(unit, language)
        for letter in (small,) if small in order else _EXPANDED.get(small, small):
            base, *marks = [letter] if letter in order else [*unicodedata.normalize("NFD", letter)]
            if base in _MARKS and accents:
                accents[-1] += (_accent(base),)
                continue
            place, variant = order.get(base) or (_other(base), 0)
            letters.append(place)
            accents.append((*(variant,) * (variant > 0), *map(_accent, marks), *(_LIGATURE,) * (small in _LIGATURES)))
            cases.append(2 if small in _DOUBLED else (unit == small) == (language == "da"))
    return tuple(letters), tuple(accents), tuple(cases), text


_ALPHABETS = {
    "Latn": "a b c d=đ=ð e ə f g h=ħ i ı j k l=ł m n ŋ o=ø p q r s t u v w x y z ʒ þ",
    "Grek": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ=ς τ υ φ χ ψ ω",
    "Cyrl": (
        "а ә б в г=ґ ғ д ђ ѓ е є ж җ з ѕ и і ї й ј к қ л љ м н ң њ о ө п р с т ћ ќ у ү ұ ў ф х һ ц ч џ ш щ ъ ы ь ѣ "
        "э ю я"
    ),
    "Geor": "ა ბ გ დ ე ვ ზ ჱ თ ი კ ლ მ ნ ჲ ო პ ჟ რ ს ტ ჳ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჴ ჯ ჰ ჵ ჶ",
    "Armn": "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ",
    "Hebr": "א ב ג ד ה ו ז ח ט י כ=ך ל מ=ם נ=ן ס ע פ=ף צ=ץ ק ר ש ת",
    "Arab": "ء آ أ ؤ إ ئ ا ب پ ة ت ٹ ث ج چ ح خ د ذ ڈ ر ز ڑ ژ س ش ص ض ط ظ ع غ ف ق ك ک گ ل م ن ں ه ە و ى ي ی ے",
}
"""Letters that differ in more than accents, by script; scripts in CLDR's order. With `=` go those that do not."""
_OWN = {
    "az": "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z w",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "bs": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": "a b c d e f g h i j k l m n o p q r s t u v w x y=ü z æ=ä ø=ö å=aa",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö=ő p q r s sz t ty u ü=ű v w x y z zs",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "sl": "a b c č ć d đ e f g h i j k l m n o p q r s š t u v w x y z ž",
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v w x xh y z zh",
    "sv": "a b c d e f g h i j k l m n o p q r s t u v w x y=ü z å ä=æ ö=ø",
    "be": "а б в г д е ё ж з и і й к л м н о п р с т у ў ф х ц ч ш щ ъ ы ь э ю я",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "ar": "آ ء=أ=ؤ=إ=ئ=ا ب ة=ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ى=ي",
    "fa": "آ ا ء=أ=إ=ؤ=ئ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک=ك گ ل م ن و ه=ة ی=ى=ي",
}
"""The letters of languages that have more, or another order, than their script."""
_LIKE = {"hr": "bs", "nb": "da", "no": "da", "nn": "da", "fi": "sv"}
_FIRST = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), "Cyrl"),
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "ug", "ur"), "Arab"),
    **dict.fromkeys(("az", "bs", "hr"), "Latn Cyrl"),
    "el": "Grek",
    "he": "Hebr",
    "hy": "Armn",
    "ka": "Geor",
}
"""The scripts that come before all others."""
_EXPANDED = {"æ": "ae", "œ": "oe", "ß": "ss", "և": "եվ"}
"""Letters that are two where the language does not count them as one."""
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0328\u0327\u0304"
"""Accents in the order of the root."""
_MARKS = frozenset(map(chr, (*range(0x300, 0x370), *range(0x64B, 0x660))))
_LIGATURES, _DOUBLED = frozenset("æœß"), frozenset("և")
_LIGATURE = 1 << 30
_SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%"
"""In the order of the root, before digits; other signs follow by code point."""


@cache
def _order(language: str) -> tuple[dict[str, tuple[tuple[int, int], int]], re.Pattern[str]]:
    """The place of each letter, and its rank among those in that place; and what divides a text into letters."""
    primary = language.partition("-")[0]
    own = _OWN.get(_LIKE.get(primary, primary), "").split()
    first = _FIRST.get(primary, "")
    order: dict[str, tuple[tuple[int, int], int]] = {}
    for rank, script in enumerate(sorted(_ALPHABETS, key=lambda script: script not in first), start=_LETTERS):
        letters = _ALPHABETS[script].split()
        groups = _merged(letters, own) if not set(own).isdisjoint(letters) else letters
        for place, group in enumerate(groups):
            for variant, letter in enumerate(group.split("=")):
                order[letter] = ((rank, place), variant)
    longest = sorted((re.escape(unit) for unit in order if len(unit) > 1), key=lambda unit: (-len(unit), unit))
    return order, re.compile("|".join((*longest, ".")), re.IGNORECASE | re.DOTALL)


def _merged(groups: list[str], own: list[str]) -> list[str]:
    """A language's own alphabet, and behind its letters those of the script that it does without."""
    known = {letter: group for group in own for letter in group.split("=")}
    found = [*own]
    before = ""
    for group in groups:
        letters = group.split("=")
        others = "=".join(letter for letter in letters if letter not in known)
        if letters[0] in known:
            before = known[letters[0]]
            if others:
                place = found.index(before)
                before = found[place] = f"{before}={others}"
                known.update(dict.fromkeys(before.split("="), before))
        elif others:
            found.insert(found.index(before) + 1 if before else 0, others)
            before = others
    return found


def _lower(unit: str, language: str) -> str:
    if language.partition("-")[0] in ("az", "tr"):
        unit = unicodedata.normalize("NFD", unit).replace("I\u0307", "i").replace("I", "ı")
        return unicodedata.normalize("NFC", unit.lower())
    return unit.lower().replace("i\u0307", "i")


def _accent(mark: str) -> int:
    return _ACCENTS.find(mark) if mark in _ACCENTS else ord(mark[0])


def _other(sign: str) -> tuple[int, int]:
    if sign.isspace():
        return (0, 0)
    if sign in _SIGNS:
        return (1, _SIGNS.index(sign))
    if sign.isdecimal():
        return (3, unicodedata.decimal(sign))
    return (_LETTERS + len(_ALPHABETS) if sign.isalpha() else 2, ord(sign))


_LETTERS = 4
