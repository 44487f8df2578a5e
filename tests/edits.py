"""What people do to a chronicle between two builds: a table of every kind of edit, mistakes among them."""

from __future__ import annotations

import io
import os
import re
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk import LANGUAGES, put_bytes
from PIL import Image
from sites import REPOSITORY, TODAY

from chronicle.base.digest import block_digest
from chronicle.content.scan import common_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from desk import Desk

    Edit = Callable[[Desk, Random], None]

PICTURES = ("scan.png", "Hall 1.JPG")
WORDS = (
    "river",
    "bridge",
    "Кирсава",
    "جسر",
    "l’été",
    "<b>&",
    "{{ 7 * 7 }}",
    "1,200",
    "=1+1",
    "le 9 mars",
    "10 May 2021",
)
PLAIN = ("river", "bridge", "Кирсава", "جسر")
DAYS = ("2020-12-31", "2021-03-01", "2021-03-02", "2021-03-09", "2021-05-10", "2022-01-02", "2022-01-03")
EMBARGOES = ("2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01")
TOMORROWS = (date(2025, 12, 30), TODAY, date(2026, 1, 2), date(2026, 1, 15), date(2026, 2, 1), date(2026, 3, 1))
CHECKSUMS = "manifest-sha256.txt"
FOREIGN = ("notes/mine.txt", "en/2021/mine.txt", "CNAME.mine")


def edit_a_body(desk: Desk, random: Random) -> None:
    path = desk.some_path(random)
    desk.site.write(path, desk.site.read(path).rstrip("\n") + f" {random.choice(WORDS)}\n")


def edit_an_opening(desk: Desk, random: Random) -> None:
    path = desk.some_path(random)
    head, body = desk.site.read(path).split("\n---\n", 1)
    desk.site.write(path, f"{head}\n---\n\n{random.choice(WORDS)} {body.lstrip()}")


def add_a_block(desk: Desk, random: Random) -> None:
    path = desk.some_path(random)
    if follows := desk.value(path, "follows"):
        desk.put(path, "follows", follows.replace("]", ', "-"]'))
    block = random.choice(["### A heading", "> “Said so.”", "Another paragraph."])
    desk.site.write(path, desk.site.read(path).rstrip("\n") + f"\n\n{block}\n")


def edit_a_title(desk: Desk, random: Random) -> None:
    desk.put(desk.some_path(random), "title", f"'A {random.choice(WORDS)}'")


def set_a_time(desk: Desk, random: Random) -> None:
    path = desk.original(desk.some_entry(random))
    desk.put(path, "time", random.choice([None, "00:00", "05:15", "12:30", "23:59"]))


def swap_two_times(desk: Desk, random: Random) -> None:
    days: dict[str, list[str]] = {}
    for key in desk.entries:
        days.setdefault(key[:10], []).append(desk.original(key))
    pairs = [paths for _, paths in sorted(days.items()) if len(paths) > 1]
    if pairs:
        one, other = random.choice(pairs)[:2]
        early, late = desk.value(one, "time"), desk.value(other, "time")
        desk.put(one, "time", late)
        desk.put(other, "time", early or "06:00")


def move_an_entry_to_another_day(desk: Desk, random: Random) -> None:
    key, day = desk.some_entry(random), random.choice(DAYS)
    original = desk.original(key)
    new = f"{day.replace('-', '/')}/{key.rpartition('/')[2]}"
    if new not in desk.entries:
        desk.put(original, "date", day)
        _rename(desk, key, new)


def rename_an_entry(desk: Desk, random: Random) -> None:
    key = desk.some_entry(random)
    _rename(desk, key, f"{key.rpartition('/')[0]}/{desk.new_name()}")


def add_an_entry(desk: Desk, random: Random) -> None:
    _add(desk, random, random.choice(DAYS))


def add_an_entry_between_two(desk: Desk, random: Random) -> None:
    _add(desk, random, desk.some_entry(random)[:10].replace("/", "-"))


def remove_an_entry(desk: Desk, random: Random) -> None:
    _remove(desk, desk.some_entry(random))


def remove_the_first_entry(desk: Desk, _random: Random) -> None:
    _remove(desk, min(desk.entries))


def remove_the_last_entry(desk: Desk, _random: Random) -> None:
    _remove(desk, max(desk.entries))


def add_a_language(desk: Desk, random: Random) -> None:
    key = desk.some_entry(random)
    missing = [tag for tag in desk.languages if tag not in desk.entries[key]]
    if missing:
        tag, original = random.choice(missing), desk.original(key)
        head = f"title: '{random.choice(WORDS)}'\nlang: {tag}\ntranslation_of: {original.split('.')[-2]}"
        desk.site.write(f"content/{key}.{tag}.md", f"---\n{head}\n---\n\nIn {tag}: {random.choice(WORDS)}.\n")


def remove_a_language(desk: Desk, random: Random) -> None:
    translations = _translations(desk)
    if translations:
        key, tag = random.choice(translations)
        _remove_language(desk, key, tag)


def base_a_translation_on_another(desk: Desk, random: Random) -> None:
    translations = [(key, tag) for key, tag in _translations(desk) if len(desk.entries[key]) > 2]
    if translations:
        key, tag = random.choice(translations)
        direct = desk.original(key).split(".")[-2]
        bases = [
            other
            for other, path in sorted(desk.entries[key].items())
            if other == direct or (other != tag and desk.value(path, "translation_of") == direct)
        ]
        follow_ups = [path for path in desk.entries[key].values() if desk.value(path, "translation_of") == tag]
        desk.put(desk.entries[key][tag], "translation_of", direct if follow_ups else random.choice(bases))


def align_a_translation(desk: Desk, random: Random) -> None:
    translations = _translations(desk)
    if translations:
        key, tag = random.choice(translations)
        blocks = [_blocks(desk.site.read(path)) for path in (desk.original(key), desk.entries[key][tag])]
        digests = [*map(block_digest, blocks[0]), "-", "0123abcd"]
        desk.put(desk.entries[key][tag], "follows", str([random.choice(digests) for _ in blocks[1]]))


def drop_an_alignment(desk: Desk, random: Random) -> None:
    translations = _translations(desk)
    if translations:
        key, tag = random.choice(translations)
        desk.put(desk.entries[key][tag], "follows", None)


def make_a_draft(desk: Desk, random: Random) -> None:
    path = desk.original(desk.some_entry(random))
    desk.put(path, "draft", None if desk.value(path, "draft") else "true")


def set_an_embargo(desk: Desk, random: Random) -> None:
    desk.put(desk.original(desk.some_entry(random)), "embargo", random.choice([None, *EMBARGOES]))


def restrict_access(desk: Desk, random: Random) -> None:
    access = random.choice(["full", "excerpt", "metadata", "withdrawn"])
    desk.put(desk.original(desk.some_entry(random)), "access", access)


def date_less_exactly(desk: Desk, random: Random) -> None:
    desk.put(desk.original(desk.some_entry(random)), "date_precision", random.choice([None, "month", "about"]))


def add_a_correction(desk: Desk, random: Random) -> None:
    note = f"[{{date: {random.choice(DAYS)}, text: 'A {random.choice(WORDS)}'}}]"
    desk.put(desk.some_path(random), "corrections", random.choice([None, note]))


def date_the_publication(desk: Desk, random: Random) -> None:
    desk.put(desk.some_path(random), "published", random.choice([None, *DAYS]))


def set_an_alias(desk: Desk, random: Random) -> None:
    desk.put(desk.some_path(random), "aliases", random.choice([None, f"[/old/{desk.new_name()}/]"]))


def name_the_source(desk: Desk, random: Random) -> None:
    source = random.choice([None, "{agency: courier}", "{agency: courier, author: 'A. <b>'}"])
    desk.put(desk.some_path(random), "source", source)


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


def attach_a_file(desk: Desk, random: Random) -> None:
    desk.toggle(f"content/{desk.some_entry(random)}/{random.choice(['photo.png', 'deep/er.txt'])}", "attached")


def picture(random: Random) -> bytes:
    """A small one, so that no build waits for an encoder."""
    size = (random.choice([3, 40, 500]), random.choice([2, 30]))
    image = Image.new(random.choice(["RGB", "P"]), size, random.randrange(256))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def show_a_picture(desk: Desk, random: Random) -> None:
    """In the original, or in every version."""
    key, name = desk.some_entry(random), random.choice(PICTURES)
    put_bytes(_file(desk, f"content/{key}/{name}"), picture(random))
    for path in random.choice([[desk.original(key)], [*desk.entries[key].values()]]):
        desk.put(path, "follows", None)
        head, body = desk.site.read(path).split("\n---\n", 1)
        first, _, rest = body.strip().partition("\n\n")
        words = f"![A {random.choice(PLAIN)}](<{name}> '{random.choice(PLAIN)}')"
        desk.site.write(path, f"{head}\n---\n\n{first}\n\n{words}\n\n{rest or 'Then.'}\n")


def replace_a_picture(desk: Desk, random: Random) -> None:
    shown = _pictures(desk)
    if shown:
        put_bytes(_file(desk, random.choice(shown)), picture(random))


def touch_a_picture(desk: Desk, random: Random) -> None:
    shown = _pictures(desk)
    if shown:
        os.utime(_file(desk, random.choice(shown)), ns=(1, random.randrange(1, 1 << 40)))


def credit_a_picture(desk: Desk, random: Random) -> None:
    shown = _pictures(desk)
    if shown:
        folder, _, name = random.choice(shown).rpartition("/")
        original = desk.original(folder.removeprefix("content/"))
        if f"<{name}>" in desk.site.read(original):
            desk.put(original, "attachments", f"{{'{name}': {{credit: '{random.choice(WORDS)}'}}}}")


def hide_the_pictures(desk: Desk, random: Random) -> None:
    shown = _pictures(desk)
    if shown:
        folder = random.choice(shown).rpartition("/")[0]
        key = folder.removeprefix("content/")
        desk.put(desk.original(key), "attachments", None)
        for path in desk.entries[key].values():
            desk.put(path, "follows", None)
            desk.site.write(path, re.sub(r"(?m)^!\[.*\n\n", "", desk.site.read(path)))
        if random.randrange(2):
            shutil.rmtree(_file(desk, folder))


def lose_what_was_made_of_pictures(desk: Desk, random: Random) -> None:
    """Or have it damaged."""
    folder = _file(desk, ".chronicle/pictures")
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        put_bytes(os.path.join(folder, name), random.choice([None, b"", b"damaged" * 9]))


def lead_an_anchor_elsewhere(desk: Desk, random: Random) -> None:
    path = desk.original(desk.some_entry(random))
    digests = [*map(block_digest, _blocks(desk.site.read(path))), "0123abcd"]
    leads = f"{{{random.choice(['p1', 'p2', 'p-0123abcd'])}: {random.choice(digests)!r}}}"
    desk.put(path, "anchors", random.choice([None, leads, leads]))


def leave_something_among_the_entries(desk: Desk, random: Random) -> None:
    names = ("undated/somewhen.en.md", "2021/03/01/notes.txt", "2021/03/01/x.en.md.proposed")
    desk.toggle(f"content/{random.choice(names)}", "---\ntitle: X\n---\n")


def touch_an_entry(desk: Desk, random: Random) -> None:
    os.utime(os.path.join(desk.site.root, desk.some_path(random)), ns=(1, random.randrange(1, 1 << 40)))


def save_an_entry_unchanged(desk: Desk, random: Random) -> None:
    path = desk.some_path(random)
    desk.site.write(path, desk.site.read(path))


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
            _remove(desk, key)
        else:
            for tag in [tag for tag in desk.entries[key] if tag not in chosen]:
                _remove_language(desk, key, tag)


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


def make_a_mistake(desk: Desk, random: Random) -> None:
    """One that keeps the chronicle from being built until it is taken back."""
    desk.spoil(*random.choice(mistakes(desk, random)))


def mistakes(desk: Desk, random: Random) -> tuple[tuple[str, bytes | None], ...]:
    """Files, and what may stand in them by mistake; None for a file that should not have been deleted."""
    key = desk.some_entry(random)
    path, original = random.choice(sorted(desk.entries[key].values())), desk.original(key)
    data = desk.site.read(path).encode()
    alias = b"\naliases: [/en/about/]\n---\n"
    return (
        (path, data.replace(b"---\n", b"--\n")),
        (path, data.replace(b"\ntitle:", b"\ntitel:")),
        (path, data + b"\xff\n"),
        (path, data + b"\n[here](javascript:nothing)\n"),
        (path, data + b"\n\n![A page](nowhere.png)\n"),
        *((shown, b"no picture") for shown in _pictures(desk)[:1]),
        (path, data.replace(b"\n---\n", alias, 1) if b"\naliases:" not in data else b""),
        (original, desk.site.read(original).replace("\ndate: ", "\ndate: 1").encode()),
        (original, None if len(desk.entries[key]) > 1 else b"---\n"),
        (f"content/1999/13/01/{desk.new_name()}.en.md", b""),
        (f"content/2021/03/01/{desk.new_name()}.xx.md", b""),
        ("content/topics.yml", b"bridges: [\n"),
        ("content/topics.yml", b"unused:\n  label: {en: Unused}\n"),
        ("chronicle.yml", b"title: {en: Nothing else}\n"),
        ("templates/entry.html", b"{% if %}"),
        ("templates/archive.html", b"{{ view.nowhere }}"),
        ("templates/locale/ru/LC_MESSAGES/chronicle.po", b'msgid "a\n'),
    )


EDITS: tuple[Edit, ...] = (
    edit_a_body, edit_an_opening, add_a_block, edit_a_title, set_a_time, swap_two_times, add_an_entry,
    move_an_entry_to_another_day, rename_an_entry, add_an_entry_between_two, remove_an_entry, remove_the_first_entry,
    remove_the_last_entry, add_a_language, remove_a_language, base_a_translation_on_another, align_a_translation,
    drop_an_alignment, make_a_draft, set_an_embargo, restrict_access, date_less_exactly, add_a_correction,
    date_the_publication, set_an_alias, name_the_source, rename_a_source, rename_a_place, rename_a_topic,
    assign_a_topic, attach_a_file, show_a_picture, show_a_picture, replace_a_picture, credit_a_picture, touch_a_picture,
    replace_a_picture, restrict_access, lose_what_was_made_of_pictures, replace_a_picture, hide_the_pictures,
    show_a_picture, lead_an_anchor_elsewhere, leave_something_among_the_entries, touch_an_entry,
    save_an_entry_unchanged, override_a_template, override_a_partial, translate_the_interface, add_a_static_file,
    choose_fonts, retitle_the_chronicle, mention_someone, register_names, write_a_page_of_the_chronicle,
    shorten_the_feeds, do_without_kinds_of_pages, take_a_domain,
    move_the_site_for_good, move_the_site_for_once,
    choose_other_languages, show_drafts, let_days_pass, upgrade_the_program, do_nothing, alter_an_output,
    lose_a_folder_of_the_site, leave_a_file_in_the_site, lose_the_memory, make_a_mistake,
)  # fmt: skip


def _add(desk: Desk, random: Random, day: str) -> None:
    tag = random.choice(desk.languages)
    time = random.choice(["", "time: 05:15\n", "time: 23:59\n"])
    head = f"title: '{random.choice(WORDS)}'\nlang: {tag}\ndate: {day}\n{time}"
    path = f"content/{day.replace('-', '/')}/{desk.new_name()}.{tag}.md"
    desk.site.write(path, f"---\n{head}---\n\nText {random.choice(WORDS)}.\n")


def _file(desk: Desk, path: str) -> str:
    return os.path.join(desk.site.root, path)


def _pictures(desk: Desk) -> list[str]:
    """The files of pictures that some version shows."""
    return sorted(
        f"content/{key}/{name}"
        for key, files in desk.entries.items()
        for name in PICTURES
        if any(f"(<{name}>" in desk.site.read(path) for path in files.values())
    )


def _rename(desk: Desk, key: str, new: str) -> None:
    if os.path.isdir(_file(desk, f"content/{key}")) and not os.path.exists(_file(desk, f"content/{new}")):
        os.renames(_file(desk, f"content/{key}"), _file(desk, f"content/{new}"))
    for tag, path in desk.entries[key].items():
        os.renames(os.path.join(desk.site.root, path), os.path.join(desk.site.root, f"content/{new}.{tag}.md"))


def _remove(desk: Desk, key: str) -> None:
    """The last entry is left: an empty chronicle is a case of its own."""
    if len(desk.entries) > 1:
        for path in desk.entries.pop(key).values():
            desk.site.delete(path)


def _remove_language(desk: Desk, key: str, tag: str) -> None:
    direct = desk.original(key).split(".")[-2]
    for path in desk.entries[key].values():
        if desk.value(path, "translation_of") == tag:
            desk.put(path, "translation_of", direct)
    desk.site.delete(desk.entries[key].pop(tag))


def _translations(desk: Desk) -> list[tuple[str, str]]:
    return [
        (key, tag)
        for key, files in sorted(desk.entries.items())
        for tag, path in sorted(files.items())
        if desk.value(path, "translation_of")
    ]


def _blocks(text: str) -> list[str]:
    return text.split("\n---\n", 1)[1].strip().split("\n\n")
