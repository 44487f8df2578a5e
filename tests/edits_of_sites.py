"""What people do to all but the entries between two builds: registers, theme, settings, days, the site itself."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk import LANGUAGES, put_bytes
from edits_of_entries import PLAIN, WORDS, drop_language, remove
from sites import REPOSITORY, TODAY

from chronicle.content.scan import common_paths

if TYPE_CHECKING:
    from random import Random

    from desk import Desk


TOMORROWS = (date(2025, 12, 30), TODAY, date(2026, 1, 2), date(2026, 1, 15), date(2026, 2, 1), date(2026, 3, 1))

CHECKSUMS = "manifest-sha256.txt"

FOREIGN = ("notes/mine.txt", "en/2021/mine.txt", "CNAME.mine")


def rename_a_source(desk: Desk, random: Random) -> None:
    desk.write("content/sources.yml", f"courier:\n  label: {{en: 'The {random.choice(WORDS)}', fr: Le Courrier}}\n")


def rename_a_place(desk: Desk, random: Random) -> None:
    desk.write("content/names.yml", f"kirsava:\n  type: place\n  label: {{en: '{random.choice(WORDS)}'}}\n")


def rename_a_topic(desk: Desk, random: Random) -> None:
    words = [f"{{en: '{random.choice(WORDS)}', ru: '{random.choice(WORDS)}'}}" for _ in range(2)]
    desk.write("content/topics.yml", f"bridges:\n  label: {words[0]}\nrivers:\n  label: {words[1]}\n")


def assign_a_topic(desk: Desk, random: Random) -> None:
    if "rivers:" in desk.site.read("content/topics.yml"):
        topics = random.choice([None, "[rivers]", "[bridges, rivers]"])
        desk.put(desk.original(desk.some_entry(random)), "topics", topics)


def write_a_page_of_the_chronicle(desk: Desk, random: Random) -> None:
    name, language = random.choice(["about", "team"]), random.choice(desk.languages)
    menu = random.choice(["", "menu: true\n"])
    text = f"---\ntitle: 'On {random.choice(WORDS)}'\nlang: {language}\n{menu}---\n\nText {random.choice(WORDS)}.\n"
    path = f"content/pages/{name}.{language}.md"
    (desk.write if random.randrange(3) else desk.toggle)(path, text)


def override_a_template(desk: Desk, random: Random) -> None:
    extended = '{{% extends "theme/about.html" %}}{{% block footer %}}<p>{}</p>{{% endblock %}}\n'
    if random.randrange(3):
        desk.write("templates/about.html", extended.format(random.choice(PLAIN)))
    else:
        desk.toggle("templates/robots.txt", "Sitemap: {{ view.sitemap | absolute }}\n")


def override_a_partial(desk: Desk, random: Random) -> None:
    with open(os.path.join(REPOSITORY, "templates", "partials", "footer.html"), encoding="utf-8") as file:
        desk.toggle("templates/partials/footer.html", f"{file.read()}<p>{random.choice(PLAIN)}</p>\n")


def translate_the_interface(desk: Desk, random: Random) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    word = f'msgid "About this chronicle"\nmsgstr "{random.choice(PLAIN)}"\n'
    desk.toggle(f"templates/locale/{random.choice(LANGUAGES[1:])}/LC_MESSAGES/chronicle.po", head + word)


def add_a_static_file(desk: Desk, random: Random) -> None:
    name = random.choice(["own.css", "fonts/own.txt", "chronicle.css", "tokens.css"])
    desk.toggle(f"templates/static/{name}", "a {}")


def choose_fonts(desk: Desk, random: Random) -> None:
    desk.configure("fonts", random.choice([None, "own", "system"]))


def retitle_the_chronicle(desk: Desk, random: Random) -> None:
    desk.configure("title", f"{{en: 'The {random.choice(WORDS)}', ru: '{random.choice(WORDS)}'}}")


def shorten_the_feeds(desk: Desk, random: Random) -> None:
    desk.configure("feeds", random.choice([None, "{entries: 1}", "{entries: 2}"]))


def mention_someone(desk: Desk, random: Random) -> None:
    """Or stop doing so."""
    path = desk.some_path(random)
    head, body = desk.site.read(path).split("\n---\n", 1)
    words = ("Kirsava", "Кирсаве", "كيرسافا", "Anna Petrova", "Petrova", "the Arda", "[Kirsava](https://example.com/)")
    name = random.choice(words)
    body = body.replace(name, "it") if name in body and random.random() < 0.5 else f"{body.rstrip()} Near {name}.\n"
    desk.site.write(path, f"{head}\n---\n{body}")


def register_names(desk: Desk, random: Random) -> None:
    """People and a river, or other spellings of the place."""
    also = random.choice(["", "  also: {en: [Kirsawa], fr: [le Kirsava]}\n"])
    here = f"kirsava:\n  type: place\n  label: {{en: Kirsava, ru: Кирсава, ar: كيرسافا}}\n{also}"
    where = random.choice(["", "  latitude: 41.5\n  longitude: 25.1\n"])
    person = random.choice(["", "petrova:\n  type: person\n  label: {en: Anna Petrova, ru: Анна Петрова}\n"])
    river = random.choice(["", "arda:\n  type: place\n  label: {en: Arda, fr: Arda, ru: Арда}\n  wikidata: Q1\n"])
    desk.write("content/names.yml", here + where + person + river)


def do_without_kinds_of_pages(desk: Desk, random: Random) -> None:
    kinds = [None, "[parallel]", "[day]", "[parallel, day]", "[names]", "[day, names]", "[search]", "[names, timeline]"]
    desk.configure("without", random.choice(kinds))


def take_a_domain(desk: Desk, random: Random) -> None:
    desk.configure("publish", random.choice([None, "{domain: example.org}"]))


def move_the_site_for_good(desk: Desk, random: Random) -> None:
    desk.configure("base_url", random.choice(["https://example.org/arda", "https://example.com"]))


def move_the_site_for_once(desk: Desk, random: Random) -> None:
    base_url = random.choice([None, "https://example.net", "https://example.net/a/b"])
    desk.options = replace(desk.options, base_url=base_url)


def choose_other_languages(desk: Desk, random: Random) -> None:
    chosen = random.choice([("en", "fr", "ru", "ar"), ("ru", "en", "fr", "ar"), ("fr", "en"), ("en",), ("ar", "ru")])
    if desk.mistake or not any(desk.original(key).split(".")[-2] in chosen for key in desk.entries):
        return
    desk.languages = chosen
    for path in common_paths(desk.site.root):
        if path.endswith(".md") and path.split(".")[-2] not in chosen:
            desk.site.delete(path)
    desk.configure("languages", f"[{', '.join(chosen)}]")
    for key in sorted(desk.entries):
        if desk.original(key).split(".")[-2] not in chosen:
            remove(desk, key)
        else:
            for tag in [tag for tag in desk.entries[key] if tag not in chosen]:
                drop_language(desk, key, tag)


def show_drafts(desk: Desk, _random: Random) -> None:
    desk.options = replace(desk.options, with_drafts=not desk.options.with_drafts)


def let_days_pass(desk: Desk, random: Random) -> None:
    """Forwards and back."""
    desk.options = replace(desk.options, as_of=random.choice(TOMORROWS))


def upgrade_the_program(desk: Desk, random: Random) -> None:
    desk.program = random.choice(["1", "2", "3"])


def do_nothing(_desk: Desk, _random: Random) -> None:
    """The build after it is done all the same."""


def alter_an_output(desk: Desk, random: Random) -> None:
    if os.path.isdir(desk.site.output) and (names := [*desk.site.tree()]):
        name = random.choice([name for name in names if name not in FOREIGN])
        if name == CHECKSUMS:
            desk.lost = desk.lost or "checksums"
            if desk.lost == "memory":
                return
        file = os.path.join(desk.site.output, name)
        put_bytes(file, random.choice([b"altered", b"", None, bytes(os.path.getsize(file))]))


def lose_a_folder_of_the_site(desk: Desk, random: Random) -> None:
    shutil.rmtree(os.path.join(desk.site.output, random.choice(["en", "assets", "ru/2021"])), ignore_errors=True)


def leave_a_file_in_the_site(desk: Desk, random: Random) -> None:
    desk.toggle(f"site/{random.choice(FOREIGN)}", "mine")


def lose_the_memory(desk: Desk, random: Random) -> None:
    if desk.lost != "checksums":
        desk.lost = "memory"
        shutil.rmtree(os.path.join(desk.site.root, random.choice([".chronicle", ".chronicle/outputs"])), True)  # noqa: FBT003 - errors do not matter
