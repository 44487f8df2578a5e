"""The news agencies and the names under which they sign, in all their languages: one line adds one."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class NewsAgency(NamedTuple):
    """An agency as datelines print it."""

    key: str
    """Its key in sources.yml."""
    label: str
    """English name."""
    country: str
    """ISO 3166-1 alpha-2; empty where it is of none."""
    names: tuple[str, ...]
    """As signed, in any script; case does not matter."""


AGENCIES = (
    NewsAgency(
        "aa", "Anadolu Agency", "TR", ("AA", "Anadolu", "Anadolu Agency", "Anadolu Ajansı", "Анадолу", "الأناضول")
    ),
    NewsAgency("afp", "Agence France-Presse", "FR", ("AFP", "АФП", "ԱՖՊ", "أ ف ب", "فرانس برس")),
    NewsAgency("ansa", "ANSA", "IT", ("ANSA", "АНСА")),
    NewsAgency("ap", "Associated Press", "US", ("AP", "АП", "Associated Press", "أسوشيتد برس")),
    NewsAgency("apa", "APA", "AZ", ("APA", "АПА")),
    NewsAgency("armenpress", "Armenpress", "AM", ("ARMENPRESS", "АРМЕНПРЕСС", "ԱՐՄԵՆՊՐԵՍ")),
    NewsAgency("azertag", "AZERTAC", "AZ", ("AZERTAC", "AZERTAG", "AZƏRTAC", "АЗЕРТАДЖ")),
    NewsAgency("dpa", "dpa", "DE", ("dpa", "ДПА")),
    NewsAgency("efe", "EFE", "ES", ("EFE", "ЭФЭ")),
    NewsAgency("interfax", "Interfax", "RU", ("Interfax", "INTERFAX.RU", "Интерфакс", "Інтерфакс")),
    NewsAgency("interpressnews", "InterPressNews", "GE", ("IPN", "InterPressNews", "ინტერპრესნიუსი")),
    NewsAgency("irna", "IRNA", "IR", ("IRNA", "ایرنا", "ИРНА")),
    NewsAgency("isna", "ISNA", "IR", ("ISNA", "ایسنا")),
    NewsAgency("kazinform", "Kazinform", "KZ", ("KAZINFORM", "КАЗИНФОРМ")),
    NewsAgency("reuters", "Reuters", "GB", ("Reuters", "Рейтер", "رويترز", "رویترز")),
    NewsAgency("ria", "RIA Novosti", "RU", ("RIA Novosti", "РИА Новости", "РІА Новини")),
    NewsAgency("sputnik", "Sputnik", "RU", ("Sputnik", "Спутник", "سبوتنيك")),
    NewsAgency("tass", "TASS", "RU", ("TASS", "ITAR-TASS", "ТАСС", "ИТАР-ТАСС", "ՏԱՍՍ", "ТАРС", "تاس")),
    NewsAgency("trend", "Trend", "AZ", ("Trend",)),
    NewsAgency("turan", "Turan", "AZ", ("Turan", "Туран")),
    NewsAgency("ukrinform", "Ukrinform", "UA", ("UKRINFORM", "УКРІНФОРМ", "УКРИНФОРМ")),
    NewsAgency("unian", "UNIAN", "UA", ("UNIAN", "УНІАН", "УНИАН")),
    NewsAgency("upi", "United Press International", "US", ("UPI",)),
    NewsAgency("xinhua", "Xinhua", "CN", ("Xinhua", "Синьхуа", "شينخوا")),
)


def agency(key: str) -> NewsAgency | None:
    """The agency of that key, if the table has it."""
    return next((agency for agency in AGENCIES if agency.key == key), None)


def agency_named(name: str) -> NewsAgency | None:
    """The agency that signs so, whatever the case."""
    return _by_name().get(" ".join(name.split()).casefold())


@cache
def names_pattern() -> str:
    """A regular expression of every name, longest first; for use with `re.IGNORECASE`."""
    names = sorted((name for agency in AGENCIES for name in agency.names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)


@cache
def _by_name() -> dict[str, NewsAgency]:
    return {name.casefold(): agency for agency in AGENCIES for name in agency.names}
