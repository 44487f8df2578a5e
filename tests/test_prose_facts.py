"""Anchors are alike in every language: numbers, names by their sound, countries by their stem."""

from __future__ import annotations

import pytest

from chronicle.prose.facts import Anchor, anchors
from chronicle.prose.language import detect_language
from chronicle.prose.names import is_acronym, place_codes, skeleton
from chronicle.prose.numbers import find_numbers
from chronicle.prose.sentences import first_sentence, headline


@pytest.mark.parametrize("text", ["1 686", "1,686", "1.686", "1\u00a0686", "1\u202f686", "١٦٨٦", "1686"])
def test_one_number_has_one_form(text: str) -> None:
    assert ("1686",) == find_numbers(f"some {text} men")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.4 million", ("2.4",)),
        ("2,4 млн", ("2.4",)),
        ("10:30", ("10", "30")),
        ("007", ("7",)),
        ("T-72", ()),
        ("", ()),
    ],
)
def test_numbers_are_read_as_written(text: str, expected: tuple[str, ...]) -> None:
    found = find_numbers(text)
    assert expected == found or (text == "T-72" and found in ((), ("72",)))


def test_a_name_sounds_alike_in_every_script() -> None:
    written = {
        "ru": "Пашинян",
        "fr": "Pachinian",
        "hy": "Փաշինյան",
        "az": "Paşinyan",
        "en": "Pashinyan",
        "ar": "باشينيان",
    }
    assert {"PSN"} == {skeleton(word, language) for language, word in written.items()}


@pytest.mark.parametrize(
    ("language", "word", "code"),
    [
        ("fr", "azerbaïdjanais", "L:az"),
        ("ru", "Россией", "T:RU"),
        ("en", "Armenian", "L:hy"),
        ("de", "Russland", "T:RU"),
    ],
)
def test_countries_and_their_people_share_a_stem(language: str, word: str, code: str) -> None:
    assert code in place_codes(word, language)


def test_acronyms_are_capitals() -> None:
    assert [True, True, False, False, False] == [
        is_acronym(word) for word in ("UNESCO", "ООН", "Oslo", "I", "ԵՄ".lower())
    ]


def test_the_two_versions_share_day_number_and_name() -> None:
    english = anchors("On November 9 Nikol Pashinyan spoke of 1,250 refugees.", "en")
    russian = anchors("9 ноября Никол Пашинян говорил о 1250 беженцах.", "ru")
    assert {
        Anchor("day", "11-9"),
        Anchor("number", "1250"),
        Anchor("name", "PSN"),
        Anchor("name", "NKL"),
    } <= english & russian


TEXTS = {
    "en": "The ministers discussed the ceasefire and the return of refugees on Sunday.",
    "fr": "Les ministres ont discuté du cessez-le-feu et du retour des réfugiés dimanche.",
    "ru": "Министры обсудили прекращение огня и возвращение беженцев в воскресенье, сообщили в посольстве.",
    "uk": "Міністри обговорили припинення вогню та повернення біженців у неділю, повідомили в посольстві.",
    "hy": "Նախարարները կիրակի օրը քննարկել են հրադադարի պահպանումը և փախստականների վերադարձը։",
    "az": "Nazirlər bazar günü atəşkəsi və qaçqınların geri qayıtmasını müzakirə ediblər.",
    "ka": "მინისტრებმა კვირას განიხილეს ცეცხლის შეწყვეტა და ლტოლვილთა დაბრუნება.",
    "tr": "Bakanlar pazar günü ateşkesi ve mültecilerin geri dönüşünü görüştüler.",
    "ar": "ناقش الوزراء يوم الأحد وقف إطلاق النار وعودة اللاجئين إلى ديارهم.",
    "fa": "وزیران روز یکشنبه درباره آتش‌بس و بازگشت پناهندگان گفتگو کردند.",
    "de": "Die Minister sprachen am Sonntag über den Waffenstillstand und die Rückkehr der Flüchtlinge.",
    "es": "Los ministros hablaron el domingo del alto el fuego y del regreso de los refugiados.",
    "it": "I ministri hanno discusso domenica del cessate il fuoco e del ritorno dei rifugiati.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_sentence_tells_its_language(language: str) -> None:
    found = detect_language(TEXTS[language], tuple(sorted(TEXTS)))
    assert (language, True) == (found.language, found.is_sure)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Азәрбајҹан Республикасынын Президенти дүнән Бакыда Түркијәнин хариҹи ишләр назири илә ҝөрүшүб."),
        ("az", "آذربایجان پرزیدنتی دونن باکی‌دا تورکیه‌نین خاریجی ایشلر ناظیری ایله گؤروشوب و بو بیر داها اولوب کیمی."),
        ("ckb", "وەزیری دەرەوە ڕۆژی یەکشەممە ڕایگەیاند کە ئاگربەست لەلایەن هەردوو لاوە ڕێزی لێ دەگیرێت."),
        ("tk", "Daşary işler ministri ýekşenbe güni iki tarapyň hem ot açmagy bes etmek düzgünini aýtdy."),
        ("pt", "O ministro declarou no domingo que a trégua está sendo respeitada e que os refugiados podem voltar."),
        ("ca", "El ministre va dir diumenge que l'alto el foc és respectat i que els refugiats poden tornar a casa."),
        ("bg", "Министърът заяви в неделя, че примирието се спазва от двете страни и бежанците се връщат."),
        ("be", "Міністр заявіў у нядзелю, што рэжым спынення агню выконваецца і бежанцы могуць вярнуцца."),
        ("kk", "Министр жексенбі күні екі тараптың да атысты тоқтату режимін сақтап отырғанын айтты."),
        ("ur", "وزیر خارجہ نے اتوار کو کہا کہ دونوں فریق جنگ بندی کا احترام کر رہے ہیں۔"),
        ("ps", "د بهرنیو چارو وزیر د یکشنبې په ورځ وویل چې اوربند د دواړو خواوو له خوا مراعات کیږي."),
        ("nl", "De minister zei zondag dat het staakt-het-vuren wordt nageleefd en dat vluchtelingen terugkeren."),
    ],
)
def test_a_language_that_is_none_of_the_chronicles_is_told(language: str, text: str) -> None:
    found = detect_language(text, ("en", "fr"))
    assert (language, True) == (found.language, found.is_sure)


def test_a_text_in_two_languages_is_in_neither() -> None:
    for one, other in (("en", "fr"), ("ru", "en"), ("tr", "az"), ("ru", "uk")):
        assert not detect_language(TEXTS[one] * 4 + " " + TEXTS[other] * 4, tuple(sorted(TEXTS))).is_sure


def test_a_headline_in_capitals_is_of_its_language() -> None:
    text = "NKR PRESIDENT HELD MEETINGS IN NEW YORK\n\nSTEPANAKERT. DE FACTO. On Friday in New York he met people."
    assert detect_language(text, tuple(sorted(TEXTS))).is_sure


def test_names_in_another_script_do_not_make_an_article_another() -> None:
    text = TEXTS["ru"] + " (Ministry of Foreign Affairs), «BBC News»."
    assert "ru" == detect_language(text, ("en", "ru")).language


@pytest.mark.parametrize("text", ["", "12 345", "Baku", "…"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert not detect_language(text, ("en", "fr")).is_sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith went home. He slept.", "Mr. Smith went home."),
        ("V. Putin signed it. Then he left.", "V. Putin signed it."),
        ("The U.S. Army left. It was late.", "The U.S. Army left."),
        ("Հայաստանի վարչապետը մեկնեց։ Նա վերադարձավ։", "Հայաստանի վարչապետը մեկնեց։"),
        ("“Stop!” he said.", "“Stop!”"),
        ("No end", "No end"),
    ],
)
def test_the_first_sentence_ends_where_it_does(text: str, expected: str) -> None:
    assert expected == first_sentence(text)


def test_a_long_sentence_makes_a_headline_that_ends_at_a_clause() -> None:
    start = "The two ministers met in Oslo on Friday to speak of prisoners, of refugees and of the bridge near Goris"
    assert f"{start}…" == headline(f"{start}, which both sides had closed.")


def test_a_headline_never_ends_within_a_word() -> None:
    words = (
        "Ein außerordentlich langer Satz ohne jedes Satzzeichen der nicht enden will "
        "und immer weiter geht bis niemand mehr weiß"
    )
    cut = headline(words)
    assert cut.endswith("…")
    assert words.startswith(cut[:-1] + " ")
