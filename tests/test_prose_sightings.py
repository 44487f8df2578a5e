"""Names in texts: inflected, prefixed, elided; whole words only; the longest one wins."""

from __future__ import annotations

import pytest

from chronicle.prose.sightings import Gazetteer
from chronicle.prose.spellings import Spelling

FORMS = [
    # Endings after the grammars: Russian, Ukrainian.
    ("ru", "Москва", "в Москве, из Москвы, под Москвой, через Москву"),
    ("ru", "Ереван", "в Ереване, из Еревана, к Еревану, под Ереваном"),
    ("ru", "Россия", "в России, с Россией, через Россию"),
    ("ru", "Нагорный Карабах", "в Нагорном Карабахе, из Нагорного Карабаха, Нагорному Карабаху"),
    ("ru", "Федеральная служба безопасности", "Федеральной службы безопасности, Федеральную службу безопасности"),
    ("ru", "Вооружённые силы", "Вооруженных сил, Вооружёнными силами"),
    ("ru", "Сергей Лавров", "Сергея Лаврова, Сергею Лаврову, Сергеем Лавровым, о Сергее Лаврове"),
    ("ru", "Мария Захарова", "Марии Захаровой, Марию Захарову"),
    ("ru", "МИД России", "МИДа России, МИДом России"),
    ("uk", "Київ", "у Києві, з Києва, Києвом"),
    ("uk", "Львів", "у Львові, зі Львова"),
    ("uk", "Україна", "в Україні, з України, Україною, Україну"),
    ("uk", "Збройні сили", "Збройних сил, Збройними силами"),
    # Suffixes and apostrophes.
    ("tr", "Bakü", "Bakü’de, Bakü'nün, Bakü’den"),
    ("tr", "Dışişleri Bakanlığı", "Dışişleri Bakanlığının, Dışişleri Bakanlığından, Dışişleri Bakanlığı'na"),
    ("tr", "İstanbul", "İstanbul’da, İSTANBUL"),
    ("az", "Bakı", "Bakıda, Bakının, Bakıya, Bakıdan, Bakını"),
    ("az", "Azərbaycan", "Azərbaycanın, Azərbaycanda, Azərbaycana, Azərbaycandan"),
    ("az", "Dağlıq Qarabağ", "Dağlıq Qarabağda, Dağlıq Qarabağın"),
    ("hy", "Երևան", "Երևանում, Երևանից, Երևանի, Երևանը, Երեւանում"),
    ("hy", "Հայաստան", "Հայաստանի, Հայաստանում, Հայաստանին"),
    ("hy", "Բաքու", "Բաքվում, Բաքվի, Բաքուն"),
    ("ka", "თბილისი", "თბილისში, თბილისის, თბილისიდან, თბილისს"),
    ("ka", "საქართველო", "საქართველოს, საქართველოში, საქართველოდან"),
    ("de", "Armenien", "Armeniens, Armenien"),
    # What is written in one with the word.
    ("en", "Armenia", "Armenia’s, Armenia's, ARMENIA"),
    ("en", "UNESCO", "UNESCO's, UNESCO-backed"),
    ("fr", "Erevan", "d’Erevan, d'Erevan, qu’Erevan"),
    ("fr", "Azerbaïdjan", "l’Azerbaïdjan, de l'Azerbaïdjan"),
    ("ar", "أرمينيا", "وأرمينيا، بأرمينيا، لأرمينيا، ارمينيا، وبأرمينيا"),
    ("ar", "القاهرة", "بالقاهرة، للقاهرة، والقاهرة"),
    # What stands between words.
    ("en", "Nagorno-Karabakh", "Nagorno-Karabakh, Nagorno Karabakh, Nagorno‑Karabakh"),
    ("fr", "Croix-Rouge", "la Croix-Rouge, la Croix\u2010Rouge"),
    ("en", "Red Cross", "the Red\u00a0Cross, the Red  Cross"),
    ("uk", "Лук’яненко", "Лук'яненко, Лукʼяненко"),
]
OTHERS = [
    ("ru", "Москва", "московский москвичи Московия"),
    ("en", "Iran", "Iranian Iraniana miran iran"),
    ("en", "UN", "un Un UNO"),
    ("fr", "ONU", "onu Onu"),
    ("az", "Bakı", "Bakılı Bakıxanov"),
    ("ka", "თბილისი", "თბილისელი"),
    ("hy", "Երևան", "Երևանյան"),
    ("ar", "مصر", "مصري بصر"),
    ("en", "Red Cross", "Red, Cross; Red. Cross; Redcross"),
    ("en", "Baku", "Bakunin Abaku _Bakus"),
]


def found(language: str, text: str, **names: str) -> list[tuple[str, str]]:
    """The names in a text as (key, what stands there); people have a key that ends in `_`."""
    spellings = [
        Spelling(key.rstrip("_"), spelling, key.endswith("_"))
        for key, written in names.items()
        for spelling in written.split("|")
    ]
    return [(one.key, text[one.start : one.end]) for one in Gazetteer(spellings, language).find(text)]


@pytest.mark.parametrize(("language", "name", "text"), FORMS)
def test_a_name_is_found_in_every_form(language: str, name: str, text: str) -> None:
    places = text.replace("،", ",").split(",")
    assert [1] * len(places) == [len(found(language, place, it=name)) for place in places]


@pytest.mark.parametrize(("language", "name", "text"), OTHERS)
def test_another_word_is_no_name(language: str, name: str, text: str) -> None:
    assert [] == found(language, text, it=name)


def test_a_place_in_the_text_is_counted_in_code_points() -> None:
    assert [("it", "Հայաստանի")] == found("hy", "𝔸 Հայաստանի 𝔹", it="Հայաստան")


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    text = "The Ministry of Emergencies of Russia met Russia and the Ministry of Emergencies."
    names = {"ministry": "Ministry of Emergencies|Ministry of Emergencies of Russia", "russia": "Russia"}
    expected = [
        ("ministry", "Ministry of Emergencies of Russia"),
        ("russia", "Russia"),
        ("ministry", "Ministry of Emergencies"),
    ]
    assert expected == found("en", text, **names)


def test_a_name_that_begins_like_a_longer_one_is_found_where_that_one_ends_otherwise() -> None:
    assert [("short", "Armed Forces")] == found(
        "en", "the Armed Forces of X", short="Armed Forces", long="Armed Forces of Y"
    )


def test_a_name_written_small_may_begin_a_sentence() -> None:
    text = "Ministère russe des Affaires étrangères. Le ministère russe des affaires étrangères"
    assert [("it", "Ministère russe des Affaires étrangères")] == found(
        "fr", text, it="ministère russe des Affaires étrangères"
    )


def test_a_spelling_that_two_names_share_tells_neither() -> None:
    assert [("state", "Georgia state")] == found(
        "en", "Georgia and Georgia state", country="Georgia", state="Georgia|Georgia state"
    )


def test_a_surname_tells_a_person_whom_the_text_names_in_full() -> None:
    people = {"putin_": "Vladimir Putin", "lavrov_": "Sergey Lavrov|Sergei Lavrov"}
    text = "“No,” Lavrov said. Sergei Lavrov met Putin. Later President Putin met Minister Lavrov and Lavrov’s aides."
    assert ["Lavrov", "Sergei Lavrov", "Lavrov", "Lavrov"] == [word for _, word in found("en", text, **people)]


def test_a_surname_is_not_that_of_another_person() -> None:
    people = {"ilham_": "Ilham Aliyev", "heydar_": "Heydar Aliyev", "bayramov_": "Jeyhun Bayramov"}
    text = "Ilham Aliyev, son of Gadir Aliyev and H. Aliyev, and I. Aliyev, and Aliyev."
    assert ["Ilham Aliyev", "Aliyev", "Aliyev"] == [word for _, word in found("en", text, ilham_="Ilham Aliyev")]
    assert [("ilham", "Ilham Aliyev"), ("heydar", "Heydar Aliyev")] == found(
        "en", "Ilham Aliyev spoke of Heydar Aliyev. Aliyev said so.", **people
    )


def test_a_surname_is_inflected_too() -> None:
    expected = [("it", "Сергей Лавров"), ("it", "Лаврову")]
    assert expected == found("ru", "Сергей Лавров сказал. По словам помощника, Лаврову звонили.", it_="Сергей Лавров")


def test_names_are_not_put_together_across_a_wall_and_words_go_on_behind_a_pad() -> None:
    assert [] == found("en", "Red\1Cross", it="Red Cross")
    assert [("it", "Red\0\0 Cross")] == found("en", "Red\0\0 Cross", it="Red Cross")
    assert [] == found("en", "Baku\0\0nin and Ma\0Baku", it="Baku")


def test_a_gazetteer_of_nothing_finds_nothing() -> None:
    assert [] == found("en", "Anything", it="…")
    assert [] == [*Gazetteer((), "en").find("Anything")]
