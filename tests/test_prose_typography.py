"""Typography repairs spaces and marks, lists each repair, and never touches a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.prose.typography import repair

LANGUAGES = ("en", "fr", "fr-CA", "ru", "uk", "hy", "az", "ka", "tr", "ar", "fa", "de", "es", "it")
PIECES = [
    "<<",
    ">>",
    "«",
    "»",
    " ",
    "\u00a0",
    "\u202f",
    ":",
    ";",
    "!",
    "?",
    "%",
    "[",
    "]",
    "(",
    ")",
    "s",
    "mot",
    "Путин",
    "ﬁ",
    "\u00ad",
    "e\u0301",
    "12",
    "\t",
    "\n",
    "\u200b",
    "’",
    "https://a.b/c?d=1;e",
    ".",
    ",",
    ",,",
    "،",
    "؟",
    "“",
    "”",
    "„",
    "می\u200cشود",
    "՞",
    "։",
    "¿",
]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("fr", "<< Dans le cadre », a dit", "«\u00a0Dans le cadre\u00a0», a dit"),
        ("fr", "travaux «sur le terrain».", "travaux «\u00a0sur le terrain\u00a0»."),
        ("fr", "[russe et azerbaïdjanais]Vladimir", "[russe et azerbaïdjanais] Vladimir"),
        ("fr", "Vraiment ? Oui; non! À 10:30 : voir", "Vraiment\u202f? Oui\u202f; non\u202f! À 10:30\u00a0: voir"),
        ("fr", "voir https://example.org/a?b=1;c", "voir https://example.org/a?b=1;c"),
        ("fr", "50% et 7 %", "50\u00a0% et 7\u00a0%"),
        ("ru", "<<Красный Крест>> и « Полумесяц »", "«Красный Крест» и «Полумесяц»"),
        ("en", 'say “yes” and "no", it’s fine', 'say “yes” and "no", it’s fine'),
        ("en", "shift << 2", "shift << 2"),
        ("en", "the word(s) of [T]he law(see below)", "the word(s) of [T]he law (see below)"),
        ("en", "of\u00adﬁce\u200b hours", "office hours"),
        ("fa", "می\u200cشود", "می\u200cشود"),
        ("fr", "e\u0301te\u0301", "été"),
        ("fr-CA", "« Oui » , dit-il ; non !", "«\u00a0Oui\u00a0», dit-il; non!"),
        ("de", ",,Ja“, sagte er , ,, nein", "„Ja“, sagte er, ,, nein"),
        ("de", "„ Ja “ oder »nein« ?", "„Ja “ oder »nein«?".replace("«?", "« ?")),
        ("ka", ",,დიახ“ თქვა", "„დიახ“ თქვა"),
        ("en", "“ Yes ” he said ( or [ so ] )", "“Yes” he said (or [so] )"),
        ("en", "Really ? Yes !", "Really? Yes!"),
        ("es", "¿ Qué ? ¡Sí !", "¿ Qué? ¡Sí!"),
        ("ar", "نعم ،قال الوزير ؟", "نعم، قال الوزير؟"),
        ("fa", "او گفت :بله ، می\u200cشود ؟", "او گفت :بله، می\u200cشود؟"),
        ("hy", "Ի՞նչ է ։ Ահա՛, , այո", "Ի՞նչ է ։ Ահա՛, , այո"),
        ("ru", "Да , « конечно » !", "Да, «конечно» !"),
        ("az", "<<Bəli>> dedi !", "«Bəli» dedi!"),
        ("uk", 'п\'ять "так"', 'п\'ять "так"'),
    ],
)
def test_each_language_has_its_own_typography(language: str, before: str, after: str) -> None:
    assert after == repair(before, language).text


def test_every_repair_tells_rule_place_and_both_texts() -> None:
    (edit,) = repair("[a bc]Vladimir", "fr").edits
    assert ("space-after-bracket", 6, "", " ") == tuple(edit)


def test_a_text_in_order_has_no_repairs() -> None:
    assert () == repair("«\u00a0Oui\u00a0», dit-il\u202f; et\u00a0: «\u00a0non\u202f!\u00a0»", "fr").edits


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join),
    st.sampled_from(LANGUAGES),
)
def test_letters_and_digits_stay_in_their_order(text: str, language: str) -> None:
    assert letters(text) == letters(repair(text, language).text)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(LANGUAGES))
def test_repairing_twice_changes_nothing_more(text: str, language: str) -> None:
    once = repair(text, language).text
    assert once == repair(once, language).text


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


@pytest.mark.parametrize("sign", ["x", " ", "\u00a0", "[", "«", "a@", ". ", "e\u0301"])
def test_a_long_run_of_one_sign_takes_no_square_time(sign: str) -> None:
    text = sign * 100_000 + "end"
    for language in ("en", "fr", "ru"):
        assert letters(text) == letters(repair(text, language).text)
