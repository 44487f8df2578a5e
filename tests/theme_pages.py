"""Hand-made views: one of every page, in any language, with any text; what the tests of the theme render."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chronicle.base.languages import direction, endonym
from chronicle.plan import list_views as lists
from chronicle.plan import machine_views as machine
from chronicle.plan import name_views as names_
from chronicle.plan import reading_views as reading
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


def choice(language: str = "en", *, title: str = TITLE) -> lists.ChoiceView:
    made = frame("choice", language, "", title=title)
    page = views.Frame(
        "choice",
        views.Route("/"),
        made.chrome,
        "/",
        (*made.alternates[:-1], views.Alternate("x-default", "/")),
        made.switcher,
    )
    latest = {tag: card(tag, title="" if title == TITLE else title) for tag in LANGUAGES[:2]}
    choices = tuple(lists.ChoiceLanguage(link(tag, ""), TITLES[tag][:20], latest.get(tag)) for tag in LANGUAGES)
    return lists.ChoiceView(page, choices)


def home(language: str = "en", *, title: str = TITLE) -> lists.HomeView:
    years = (lists.YearLink(date(2020, 1, 1), f"/{language}/2020/", 2_332),)
    return lists.HomeView(frame("home", language, "", title=title), strip(language), years, cards(language), 2_332, 1)


def year(language: str = "en", *, title: str = TITLE) -> lists.ArchiveView:
    months = tuple(_month_grid(language, month) for month in range(1, 13))
    return lists.ArchiveView(
        frame("year", language, "2020/", title=title),
        "year",
        date(2020, 1, 1),
        2_332,
        strip(language),
        months,
        (),
        (),
        lists.PeriodLink(date(2016, 1, 1), f"/{language}/2016/"),
        None,
    )


def month(language: str = "en", *, title: str = TITLE) -> lists.ArchiveView:
    groups = tuple(lists.DayGroup(one.date, f"/{language}/{one.date:%Y/%m/%d}/", (one,)) for one in cards(language)[:4])
    return lists.ArchiveView(
        frame("month", language, "2020/11/", title=title),
        "month",
        date(2020, 11, 1),
        66,
        strip(language),
        (),
        groups,
        (lists.PeriodLink(date(2020, 1, 1), f"/{language}/2020/"),),
        lists.PeriodLink(date(2020, 10, 1), f"/{language}/2020/10/"),
        lists.PeriodLink(date(2020, 12, 1), f"/{language}/2020/12/"),
    )


def day(language: str = "en", *, title: str = TITLE) -> lists.ArchiveView:
    return lists.ArchiveView(
        frame("day", language, "2020/11/15/", title=title),
        "day",
        DAY,
        1,
        strip(language),
        (),
        (lists.DayGroup(DAY, f"/{language}/2020/11/15/", (card(language, title="" if title == TITLE else title),)),),
        (
            lists.PeriodLink(date(2020, 1, 1), f"/{language}/2020/"),
            lists.PeriodLink(date(2020, 11, 1), f"/{language}/2020/11/"),
        ),
        lists.PeriodLink(date(2020, 11, 1), f"/{language}/2020/11/01/"),
        None,
    )


def provenance(language: str, **facts: object) -> reading.Provenance:
    values: dict[str, object] = {
        "source": views.Labelled("TASS", "en", "ltr"),
        "source_country": "RU",
        "source_ownership": "state",
        "source_address": "https://tass.example/",
        "url": "https://tass.example/world/1223953",
        "archived": None,
        "accessed": date(2020, 11, 16),
        "author": None,
        "published": DAY,
        "original": link("en", ENTRY, language),
        "is_original": language == "en",
        "translated_from": None if language == "en" else link("en", ENTRY),
        "translator_name": None,
        "translator_method": "unknown",
        "title_source": "seed" if language == "en" else "editor",
        "rights_holder": None,
        "rights_licence": None,
        "rights_terms": None,
        "seed_path": "seeds/000_c07d530b4f2bbd59.txt",
        "seed_sha256": SHA256,
        "corrections": (),
    }
    return reading.Provenance(**(values | facts))  # type: ignore[arg-type]  # the tests vary single facts


def passages(language: str) -> tuple[reading.Passage, ...]:
    """The passages of a version: in French the fourth is a gap and the second has changed; Arabic adds the last."""
    made = []
    for number, text in enumerate(PARAGRAPHS[language], 1):
        html = (f"<p>{text}</p>",) if text else ()
        state = {("fr", 4): "gap", ("fr", 2): "outdated", ("ar", 5): "addition"}.get((language, number), "same")
        original = () if text else (f"<p>{PARAGRAPHS['en'][number - 1]}</p>",)
        also = ("p9",) if number == 3 else ()
        reason = "by-source" if number == 4 else "unknown"
        made.append(reading.Passage(f"p{number}", also, html, state, reason, original))  # type: ignore[arg-type]  # states from the table above
    return tuple(made)


def entry(language: str = "en", *, title: str = "", json_ld: str = "", **facts: object) -> reading.EntryView:
    values: dict[str, object] = {
        "frame": frame("entry", language, ENTRY, title=title or TITLE),
        "key": "2020-11-15/ministers-discuss",
        "title": title or TITLES[language],
        "extract": PARAGRAPHS[language][0],
        "date": DAY,
        "date_precision": "day",
        "date_end": None,
        "time": "14:30",
        "day_address": f"/{language}/2020/11/15/",
        "dateline": "MOSCOW, November 15. /TASS/." if language == "en" else None,
        "place": views.Labelled("Moscow", "en", "ltr"),
        "place_address": f"/{language}/names/moscow/",
        "place_precision": "near",
        "topics": (
            (views.Labelled("Diplomacy", "en", "ltr"), "/en/topics/diplomacy/"),
            (views.Labelled("Maintien de la paix", "fr", "ltr"), "/en/topics/peacekeeping/"),
        ),
        "access": "full",
        "passages": passages(language),
        "gaps": 1 if language == "fr" else 0,
        "is_confirmed": language == "en",
        "provenance": provenance(language),
        "parallels": tuple(link(tag, ENTRY + f"with-{tag}/") for tag in LANGUAGES if tag != language),
        "previous": card("fr", day=date(2020, 11, 14), slug="second"),
        "next": card("en", day=date(2020, 11, 16), slug="next-day"),
        "json_ld": json_ld or '{"@context":"https://schema.org","@type":"NewsArticle","headline":"…"}',
    }
    values["parallels"] = tuple(
        views.LanguageLink(tag, direction(tag), endonym(tag), f"/{language}/{ENTRY}with-{tag}/")
        for tag in LANGUAGES
        if tag != language
    )
    return reading.EntryView(**(values | facts))  # type: ignore[arg-type]  # the tests vary single facts


def parallel(language: str = "en", other: str = "fr", *, title: str = "") -> reading.ParallelView:
    rest = ENTRY + f"with-{other}/"
    made = frame("parallel", language, rest, languages=(language,), title=title or TITLE)
    page = views.Frame("parallel", made.route, made.chrome, f"/{language}/{ENTRY}", (), made.switcher)
    rows = tuple(
        reading.ParallelRow(
            f"p{number}",
            (),
            (f"<p>{left}</p>",) if left else (),
            (f"<p>{right}</p>",) if right else (),
            "same" if left and right else "gap",
            "not-yet-translated" if number == 4 else "unknown",
        )
        for number, (left, right) in enumerate(zip(PARAGRAPHS[language], PARAGRAPHS[other], strict=True), 1)
    )
    return reading.ParallelView(
        frame=page,
        key="2020-11-15/ministers-discuss",
        date=DAY,
        date_precision="day",
        date_end=None,
        day_address=f"/{language}/2020/11/15/",
        left=reading.ParallelSide(
            link(language, ENTRY, language), title or TITLES[language], None, language == "en", None, "unknown"
        ),
        right=reading.ParallelSide(
            link(other, ENTRY), title or TITLES[other], "TASS.", other == "en", "A. Person", "human"
        ),
        rows=(
            *rows,
            reading.ParallelRow("p6", ("p7",), ("<p>Six.</p>",), ("<p>VI.</p>",), "outdated", "unknown"),
        ),
        is_confirmed=False,
        others=(views.LanguageLink("ar", "rtl", endonym("ar"), f"/{language}/{ENTRY}with-ar/"),),
    )


def replaced(view: lists.HomeView | lists.ArchiveView, **fields: object) -> object:
    return replace(view, **fields)  # type: ignore[arg-type]  # fields of the view, as the test names them


def topic_link(language: str, *, title: str = TITLE) -> lists.TopicLink:
    return lists.TopicLink(views.Labelled(title, "en", "ltr"), f"/{language}/topics/diplomacy/", 2)


def topics(language: str = "en", *, title: str = TITLE) -> lists.TopicsView:
    return lists.TopicsView(frame("topics", language, "topics/", title=title), (topic_link(language, title=title),) * 2)


def topic(language: str = "en", *, title: str = TITLE) -> lists.TopicView:
    return lists.TopicView(
        frame("topic", language, "topics/diplomacy/", title=title),
        topic_link(language, title=title),
        f"/{language}/topics/",
        (*cards(language), card(language, title=title)),
    )


def search(language: str = "en", *, title: str = TITLE) -> lists.SearchView:
    options = (lists.SearchOption("ceasefire", views.Labelled(title, "fr", "ltr")),) * 2
    return lists.SearchView(
        frame=frame("search", language, "search/", title=title),
        root="/",
        years=(lists.YearLink(date(2020, 1, 1), f"/{language}/2020/", 3),),
        names=options,
        topics=options,
        sources=options,
        all_topics=f"/{language}/topics/",
    )


def name_link(language: str, label: str, key: str, of: str = "en") -> names_.NameLink:
    return names_.NameLink(views.Labelled(label, of, direction(of)), f"/{language}/names/{key}/")


def names(language: str = "en", *, title: str = TITLE) -> names_.NamesView:
    others = tuple(tag for tag in LANGUAGES if tag != language)
    labels = {"en": "Moscow", "fr": "Moscou", "ar": ""}
    cells = tuple(views.Labelled(labels[tag], tag, direction(tag)) if labels[tag] else None for tag in others)
    row = names_.NameRow(name_link(language, title, "moscow"), cells, 12)
    return names_.NamesView(
        frame("names", language, "names/", title=title),
        tuple(link(tag, "names/") for tag in others),
        (names_.NameGroup("person", (row, row._replace(entries=0))), names_.NameGroup("place", (row,) * 20)),
        22,
    )


def name(language: str = "en", *, title: str = TITLE, **facts: object) -> names_.NameView:
    labels = [views.Labelled(*each) for each in ((title, "en", "ltr"), ("Baku", "en", "ltr"), ("باكو", "ar", "rtl"))]
    spots = ((40.0, 40.0, "start"), (250.0, 90.0, "end"), (250.0, 95.0, ""))
    dots = tuple(
        names_.MapDot(x, y, label, x + 8, y + 4, anchor, is_subject=label is labels[0])
        for (x, y, anchor), label in zip(spots, labels, strict=True)
    )
    passages_ = tuple(views.PassageLink(each, f"/{language}/{ENTRY}#{each}") for each in ("p1", "p3", "a1"))
    values = {
        "frame": frame("name", language, "names/moscow/", title=title),
        "link": name_link(language, title, "moscow"),
        "all_names": f"/{language}/names/",
        "all_of_type": f"/{language}/names/#place",
        "type": "place",
        "part": 0,
        "parts": (
            names_.NamePart(0, f"/{language}/names/moscow/", is_current=True),
            names_.NamePart(1, f"/{language}/names/moscow/1/", is_current=False),
        ),
        "count": 203,
        "spellings": (
            names_.Forms(
                "en",
                "ltr",
                (names_.Form(title, (names_.Use(labels[1], 2), names_.Use(None, 1))), names_.Form("Moskva", ())),
            ),
            names_.Forms("ar", "rtl", (names_.Form("موسكو", ()),)),
        ),
        "wikidata": "Q649",
        "latitude": 55.75,
        "longitude": -37.5,
        "locator": names_.Locator(
            320,
            200,
            (
                names_.MapLine(80, 0, 80, 200, 40, is_meridian=True),
                names_.MapLine(0, 50, 320, 50, -5, is_meridian=False),
            ),
            dots,
            (name_link(language, "Baku", "baku"), name_link(language, "باكو", "baku", "ar")),
        ),
        "entries": (
            names_.NameEntry(card(language, title=title), passages_, is_place=False),
            names_.NameEntry(card("fr"), (), is_place=True),
        ),
    }
    return names_.NameView(**(values | facts))  # type: ignore[arg-type]  # the tests vary single facts


def about(language: str = "en", *, title: str = TITLE) -> lists.AboutView:
    return lists.AboutView(frame("about", language, "about/", title=title))


def not_found(language: str = "en", *, title: str = TITLE) -> lists.NotFoundView:
    page = views.Frame("404", views.Route("/404.html"), chrome(language, title=title), "", (), (), is_indexed=False)
    homes, searches = (tuple(link(tag, rest) for tag in LANGUAGES) for rest in ("", "search/"))
    return lists.NotFoundView(page, homes, searches)


def redirect(language: str = "en", *, title: str = TITLE) -> machine.RedirectView:
    return machine.RedirectView(views.Route(f"/{language}/old/"), chrome(language, title=title), f"/{language}/{ENTRY}")


def feed(language: str = "en", *, title: str = "") -> machine.FeedView:
    items = tuple(machine.FeedItem(one, one.date) for one in (card(language, title=title), *cards(language)[1:]))
    page = chrome(language, title=title or TITLE)
    return machine.FeedView(views.Route(f"/{language}/feed.xml"), page, DAY, items)


def sitemap() -> machine.SitemapView:
    alternates = frame("home", "en", "").alternates
    return machine.SitemapView(
        views.Route("/sitemap.xml"),
        chrome(),
        tuple(machine.SitemapUrl(one.address, alternates) for one in alternates[:-1]),
    )


def _month_grid(language: str, number: int) -> lists.MonthGrid:
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
