"""How names change in a sentence: for a word of a name, the stems and endings that it is met with in a text.

Paradigms are tables; a word takes the first line that its end fits. They are generous, for what they must not do is
only to reach another name of the same chronicle.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product

Stem = tuple[str, frozenset[str]]
"""The beginning of a word, and all that may follow it; a word is met whole with the ending `""`."""


@lru_cache(maxsize=50_000)
def stems(word: str, language: str) -> tuple[Stem, ...]:
    """The stems of a word in lower case, as `folded` writes it, each with its endings; at least the word itself."""
    for ending, forms in _paradigms(language.partition("-")[0]):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return tuple((word[: len(word) - len(ending)] + each[:cut], tails) for each, cut, tails in forms)
    return ((word, frozenset(("",))),)


def abbreviation_endings(language: str) -> frozenset[str]:
    """What may follow an abbreviation in one word."""
    return _ABBREVIATIONS.get(language.partition("-")[0], frozenset(("",)))


def prefixes(language: str) -> tuple[str, ...]:
    """What the language may write in one with the word after it, the longest first."""
    return _PREFIXES.get(language.partition("-")[0], ())


def folded(word: str, language: str) -> str:
    """The word in lower case, without marks that writers may leave out, letters that stand for each other made one."""
    if language.partition("-")[0] in _DOTTED:
        word = word.replace("İ", "i").replace("I", "ı")
    return word.lower().translate(_ALIKE)


@cache
def alike(letter: str) -> frozenset[str]:
    """The letters that `folded` makes the same as this one, in the same case."""
    plain = letter.lower().translate(_ALIKE)
    same = {chr(code) for code, other in _ALIKE.items() if other == plain} | {plain[:1]}
    return frozenset(same | {one.upper() for one in same} if letter.isupper() else same)


ARTICLE = "ال"
"""Of Arabic; after the preposition `ل` it loses its first letter."""
_ABBREVIATIONS = {"ru": frozenset(("", "а", "у", "ом", "е")), "uk": frozenset(("", "а", "у", "ом", "і"))}
_SHORTEST = 2
"""Letters that an ending must leave."""
_DOTTED = frozenset(("az", "tr"))
_ALIKE = {
    **{ord(mark): None for mark in "\u0300\u0301\u0307\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"},
    **str.maketrans("ёأإآٱىیکة", "еااااييكه"),
    ord("և"): "եւ",
    ord("\u200c"): None,
}
"""Stress and vowel signs, the stretched line, joiners; Russian ё, Arabic and Persian letters, the Armenian ligature."""
_PREFIXES = {
    "ar": ("وال", "وب", "ول", "ف", "و", "ب", "ل", "ك"),
    "he": ("ול", "וב", "ומ", "וה", "ו", "ב", "ל", "מ", "ה", "ש", "כ"),
}
_CONSONANTS = {
    "ru": "бвгджзклмнпрстфхцчшщ",
    "uk": "бвгґджзклмнпрстфхцчшщ",
    "hy": "բգդզթժլխծկհձղճմյնշչպջռսվտրցփքֆ",
}
_ENDINGS = {
    "ru": """
        ия  ия ии ию ией иею
        ья  ья ьи ье ью ьей
        ая  ая ой ую ою
        яя  яя ей юю ею
        а   а ы и е у ой ою ей ею
        я   я и е ю ей ею
        ый  ый ого ому ым ом
        ий  ий ия ию ием ии ие ого ому им ом его ему ем
        ой  ой ого ому ым ом
        ое  ое ого ому ым ом
        ее  ее его ему им ем
        ые  ые ых ым ыми
        ие  ие ия ию ием ии их им ими
        о   о а у ом е
        е   е я ю ем
        ей  ей ея ею еем ее
        й   й я ю ем е
        ец  ец ца цу цом цем це
        ь   ь я ю ем е и ью
        ы   ы - ов ам ами ах
        и   и - ов ей ам ами ах ям ями ях
        *   - а у ом ем ым е ы и""",
    "uk": """
        ія  ія ії ію ією
        ая  ая ої ій ую ою
        а   а и і у ою ею о
        я   я і ї ю ею єю
        ий  ий ого ому им ім
        ій  ій ія ію ієм ії ього ьому ім
        е   е ого ому им ім я ю ям
        і   і их им ими
        їв  їв єва єву євом єві
        ів  ів ова ову овом ові ева еву евом еві
        ець ець ця цю цем ці
        о   о а у ом і
        й   й я ю єм ї єві
        ь   ь я ю ем єм і ю
        и   и - ів ам ами ах
        *   - а у ом ем им ові еві і""",
    "hy": """
        ություն ություն ությունը ության ությանը ությունից ությունով ությունում
        ու  ու ուն ուի վի վին վից վով վում
        *   - ը ի ին ից ով ում ներ ների ներին ներից
        -   - ն ի ին յի յին յից յով յում վում""",
    "ka": """
        ი   ი მ ს ის ისა ით ად ში ზე თან დან იდან ისთვის ისგან ისკენ ამდე მდე
        ა   ა ამ ას ის ით ად აში აზე ასთან ადან იდან ისთვის ისგან ისკენ ამდე
        ე   ე ემ ეს ის ით ედ ეში ეზე ესთან ედან იდან ისთვის ისგან ისკენ ემდე
        -   - მ ს სი თი დ ში ზე სთან თან დან სთვის სგან სკენ მდე""",
    "de": """
        -   - s""",
}
"""By language, lines of an end and of what may stand in its place; `-` is nothing, `*` any consonant.

After Zaliznyak's classes for Russian and their like for Ukrainian, Dum-Tragut's for Armenian, Hewitt's for Georgian.
"""
_CASES = {
    "az": (("ə", "a"), "ıiuü", "nın nin nun nün ın in un ün {a} y{a} n{a} d{a} nd{a} d{a}n nd{a}n l{a} yl{a}"),
    "tr": (
        ("e", "a"),
        "ıiuü",
        "nın nin nun nün ın in un ün {a} y{a} n{a} d{a} t{a} nd{a} d{a}n t{a}n nd{a}n l{a} yl{a}",
    ),
}
"""Of Turkic languages: both vowels of harmony, the four others, and the endings but for that of the object."""
_SOFTENED = {"az": (("q", "ğ"), ("k", "y")), "tr": (("k", "ğ"), ("ç", "c"), ("p", "b"))}
"""Final letters that change before a vowel."""
_Forms = tuple[tuple[str, int, frozenset[str]], ...]
"""What follows the word without its end, how much of that belongs to the stem, and the endings."""


@cache
def _paradigms(language: str) -> tuple[tuple[str, _Forms], ...]:
    if language in _CASES:
        return _turkic(language)
    found: list[tuple[str, _Forms]] = []
    for line in _ENDINGS.get(language, "").strip().split("\n") if language in _ENDINGS else ():
        end, *rest = line.split()
        tails = frozenset("" if tail == "-" else tail for tail in rest)
        ends = _CONSONANTS[language] if end == "*" else ("" if end == "-" else end,)
        for each in ends:
            stem_part = each if end == "*" else ""
            found.append((each, ((stem_part, len(stem_part), tails),)))
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _turkic(language: str) -> tuple[tuple[str, _Forms], ...]:
    open_vowels, close_vowels, cases = _CASES[language]
    single = {case.format(a=vowel) for case, vowel in product(cases.split(), open_vowels)}
    single |= {f"{glide}{vowel}" for glide, vowel in product(("", "y", "n"), close_vowels)}
    single |= {f"{place}{final}" for place in ("da", "də", "de", "nda", "ndə", "nde") for final in ("kı", "ki")}
    plural = {f"l{vowel}r" for vowel in open_vowels}
    tails = frozenset(("", *single, *plural, *(many + case for many, case in product(plural, single))))
    soft = frozenset(tail for tail in tails if tail[:1] in {*open_vowels, *close_vowels})
    whole = ("", 0, tails)
    changed = [(hard, ((hard, 1, tails), (weak, 1, soft))) for hard, weak in _SOFTENED[language]]
    return (*changed, ("", (whole,)))
