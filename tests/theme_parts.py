"""What the hand-made views of pages are made of: texts, addresses, the frame of a page, cards, months."""

from __future__ import annotations

from datetime import date

from chronicle.base.languages import direction, endonym
from chronicle.plan import list_views as lists
from chronicle.plan import views

BASE_URL = "https://example.org/chronicle"
LANGUAGES = ("en", "fr", "ar")
DAY = date(2020, 11, 15)
ENTRY = "2020/11/15/ministers-discuss/"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
TITLE = "Karabakh chronicle"
TITLES = {
    "en": "Russian, Azerbaijani foreign ministers discuss Karabakh peacekeeping contingent",
    "fr": "Les ministres russe et azerbaïdjanais parlent du contingent de maintien de la paix au Karabakh",
    "ar": "وزيرا خارجية روسيا وأذربيجان يبحثان نشر قوات حفظ السلام في قره باغ",
}
PARAGRAPHS = {
    "en": (
        (
            "Russian Foreign Minister Sergey Lavrov and his Azerbaijani counterpart Jeyhun Bayramov discussed"
            " in a phone conversation on Sunday the deployment of a peacekeeping contingent."
        ),
        (
            "“As a follow-up to the contacts between [Russian and Azerbaijani] Presidents Vladimir Putin and "
            "Ilham Aliyev the ministers considered in detail the implementation of the November 9 joint "
            "statement of the leaders,” the ministry stated."
        ),
        (
            "Special attention was paid to coordinating practical steps of the parties to the joint statement"
            " in the context of deploying a peacekeeping contingent and streamlining its work “on the "
            "ground.”"
        ),
        (
            "On November 9, the three leaders signed a joint statement on a complete ceasefire in "
            "Nagorno-Karabakh starting from November 10."
        ),
        (
            "The center’s tasks will include facilitating the process of returning refugees, cooperation with"
            " the state bodies of Azerbaijan and Armenia on restoring the civilian infrastructure and "
            "creating conditions for a normal life."
        ),
    ),
    "fr": (
        (
            "Le ministre russe des Affaires étrangères Sergueï Lavrov et son homologue azerbaïdjanais Jeyhun "
            "Bayramov ont discuté dimanche lors d’une conversation téléphonique du déploiement d’un "
            "contingent russe de maintien de la paix."
        ),
        (
            "« Dans le cadre du suivi des contacts entre les présidents [russe et azerbaïdjanais] Vladimir "
            "Poutine et Ilham Aliyev, les ministres ont examiné en détail la mise en œuvre de la déclaration "
            "conjointe du 9 novembre », a déclaré le ministère."
        ),
        (
            "Une attention particulière a été accordée à la coordination des mesures pratiques des parties à "
            "la déclaration conjointe dans le contexte du déploiement d’un contingent de maintien de la paix."
        ),
        "",
        (
            "Les tâches du centre comprendront la facilitation du processus de retour des réfugiés, la "
            "coopération avec les organes de l’État d’Azerbaïdjan et d’Arménie pour restaurer "
            "l’infrastructure civile."
        ),
    ),
    "ar": (
        (
            "بحث وزير الخارجية الروسي سيرغي لافروف ونظيره الأذربيجاني جيحون بيراموف في اتصال هاتفي يوم الأحد "
            "نشر قوات حفظ السلام الروسية في قره باغ."
        ),
        (
            "«في إطار متابعة الاتصالات بين الرئيسين بحث الوزيران بالتفصيل تنفيذ البيان المشترك الصادر في 9 "
            "نوفمبر»، بحسب الوزارة."
        ),
        "وأولي اهتمام خاص لتنسيق الخطوات العملية للأطراف في سياق نشر قوات حفظ السلام.",
        "في 9 نوفمبر وقع القادة الثلاثة بيانا مشتركا بشأن وقف كامل لإطلاق النار اعتبارا من 10 نوفمبر.",
        "وستشمل مهام المركز تسهيل عملية عودة اللاجئين والتعاون مع أجهزة الدولة في أذربيجان وأرمينيا.",
    ),
}


def chrome(language: str = "en", *, title: str = TITLE) -> views.Chrome:
    return views.Chrome(
        language=language,
        direction=direction(language),
        site_title=title,
        site_title_language="en",
        site_description="Articles of the autumn of 2020 in Nagorno-Karabakh, day by day, each in its languages.",
        site_description_language="en",
        base_url=BASE_URL,
        home=f"/{language}/",
        feed=f"/{language}/feed.xml",
        sections=(
            views.Section("home", f"/{language}/"),
            views.Section("search", f"/{language}/search/"),
            views.Section("about", f"/{language}/about/"),
        ),
        languages=LANGUAGES,
        fonts="own",
        generator="chronicle 0.1",
    )


def link(language: str, rest: str, current: str = "") -> views.LanguageLink:
    address = f"/{language}/{rest}" if rest is not None else ""
    return views.LanguageLink(language, direction(language), endonym(language), address, is_current=language == current)


def frame(
    page_type: str, language: str, rest: str, *, languages: tuple[str, ...] = LANGUAGES, title: str = TITLE
) -> views.Frame:
    address = f"/{language}/{rest}"
    alternates = tuple(views.Alternate(tag, f"/{tag}/{rest}") for tag in languages)
    missing = tuple(
        views.LanguageLink(tag, direction(tag), endonym(tag), "") for tag in (*LANGUAGES, "hy") if tag not in languages
    )
    return views.Frame(
        page_type=page_type,
        route=views.Route(address),
        chrome=chrome(language, title=title),
        canonical=address,
        alternates=(*alternates, views.Alternate("x-default", f"/{languages[0]}/{rest}")),
        switcher=(*(link(tag, rest, language) for tag in languages), *missing),
    )


def card(
    language: str = "en", *, day: date = DAY, title: str = "", slug: str = "ministers-discuss", **facts: object
) -> views.Card:
    rest = f"{day:%Y/%m/%d}/{slug}/"
    values: dict[str, object] = {
        "address": f"/{language}/{rest}",
        "language": language,
        "direction": direction(language),
        "title": title or TITLES[language],
        "extract": PARAGRAPHS[language][0],
        "date": day,
        "date_precision": "day",
        "date_end": None,
        "time": "14:30",
        "source": "TASS",
        "source_language": "en",
        "languages": tuple(link(tag, rest, language) for tag in ("en", "fr")),
    }
    return views.Card(**(values | facts))  # type: ignore[arg-type]  # the tests vary single facts


def cards(language: str) -> tuple[views.Card, ...]:
    """Every shape of a card: timed, in another language, about a day, over days, of an unknown source, withheld."""
    return (
        card(language),
        card("fr", slug="second", day=date(2020, 11, 14), time=None, source=""),
        card("en", slug="third", date_precision="about", time=None, day=date(2020, 11, 10)),
        card(
            "ar", slug="fourth", day=date(2020, 11, 9), date_end=date(2020, 11, 12), source="تاس", source_language="ar"
        ),
        card("en", slug="fifth", day=date(2020, 10, 1), date_precision="month", time=None, extract="", languages=()),
    )


def strip(language: str) -> tuple[lists.StripBar, ...]:
    counts = (0, 0, 0, 0, 0, 0, 1, 0, 12, 2_250, 66, 1)
    return tuple(
        lists.StripBar(
            date(2020, month, 1),
            1,
            f"/{language}/2020/{month:02}/" if count else "",
            count,
            (count / 2_250) ** 0.6,
            is_current=month == 11,
        )
        for month, count in enumerate(counts, 1)
    )


def month_grid(language: str, number: int) -> lists.MonthGrid:
    first = date(2020, number, 1)
    following = date(2021, 1, 1) if number == 12 else date(2020, number + 1, 1)
    days: list[lists.DayCell | None] = [None] * first.weekday()
    for ordinal in range(first.toordinal(), following.toordinal()):
        this = date.fromordinal(ordinal)
        count = (0, 1, 3, 0, 9, 20, 66)[this.day % 7] if number in {9, 10, 11} else 0
        heat = (0, 1, 2, 3, 4, 5)[min(5, count and 1 + count // 5)]
        days.append(lists.DayCell(this, f"/{language}/{this:%Y/%m/%d}/" if count else "", count, heat))
    days += [None] * (-len(days) % 7)
    weeks = tuple(tuple(days[start : start + 7]) for start in range(0, len(days), 7))
    total = sum(cell.count for cell in days if cell)
    return lists.MonthGrid(first, f"/{language}/2020/{number:02}/" if total else "", total, weeks)
