"""What people do to the entries of a chronicle, and to their pictures, between two builds."""

from __future__ import annotations

import io
import os
import re
import shutil
from typing import TYPE_CHECKING

from desk import put_bytes
from PIL import Image

from chronicle.base.digest import block_digest

if TYPE_CHECKING:
    from random import Random

    from desk import Desk


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
    remove(desk, desk.some_entry(random))


def remove_the_first_entry(desk: Desk, _random: Random) -> None:
    remove(desk, min(desk.entries))


def remove_the_last_entry(desk: Desk, _random: Random) -> None:
    remove(desk, max(desk.entries))


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
        drop_language(desk, key, tag)


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
    shown = shown_pictures(desk)
    if shown:
        put_bytes(_file(desk, random.choice(shown)), picture(random))


def touch_a_picture(desk: Desk, random: Random) -> None:
    shown = shown_pictures(desk)
    if shown:
        os.utime(_file(desk, random.choice(shown)), ns=(1, random.randrange(1, 1 << 40)))


def credit_a_picture(desk: Desk, random: Random) -> None:
    shown = shown_pictures(desk)
    if shown:
        folder, _, name = random.choice(shown).rpartition("/")
        original = desk.original(folder.removeprefix("content/"))
        if f"<{name}>" in desk.site.read(original):
            desk.put(original, "attachments", f"{{'{name}': {{credit: '{random.choice(WORDS)}'}}}}")


def hide_the_pictures(desk: Desk, random: Random) -> None:
    shown = shown_pictures(desk)
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


def shown_pictures(desk: Desk) -> list[str]:
    """The files of pictures that some version shows."""
    return sorted(
        f"content/{key}/{name}"
        for key, files in desk.entries.items()
        for name in PICTURES
        if any(f"(<{name}>" in desk.site.read(path) for path in files.values())
    )


def remove(desk: Desk, key: str) -> None:
    """The last entry is left: an empty chronicle is a case of its own."""
    if len(desk.entries) > 1:
        for path in desk.entries.pop(key).values():
            desk.site.delete(path)


def drop_language(desk: Desk, key: str, tag: str) -> None:
    direct = desk.original(key).split(".")[-2]
    for path in desk.entries[key].values():
        if desk.value(path, "translation_of") == tag:
            desk.put(path, "translation_of", direct)
    desk.site.delete(desk.entries[key].pop(tag))


def _add(desk: Desk, random: Random, day: str) -> None:
    tag = random.choice(desk.languages)
    time = random.choice(["", "time: 05:15\n", "time: 23:59\n"])
    head = f"title: '{random.choice(WORDS)}'\nlang: {tag}\ndate: {day}\n{time}"
    path = f"content/{day.replace('-', '/')}/{desk.new_name()}.{tag}.md"
    desk.site.write(path, f"---\n{head}---\n\nText {random.choice(WORDS)}.\n")


def _file(desk: Desk, path: str) -> str:
    return os.path.join(desk.site.root, path)


def _rename(desk: Desk, key: str, new: str) -> None:
    if os.path.isdir(_file(desk, f"content/{key}")) and not os.path.exists(_file(desk, f"content/{new}")):
        os.renames(_file(desk, f"content/{key}"), _file(desk, f"content/{new}"))
    for tag, path in desk.entries[key].items():
        os.renames(os.path.join(desk.site.root, path), os.path.join(desk.site.root, f"content/{new}.{tag}.md"))


def _translations(desk: Desk) -> list[tuple[str, str]]:
    return [
        (key, tag)
        for key, files in sorted(desk.entries.items())
        for tag, path in sorted(files.items())
        if desk.value(path, "translation_of")
    ]


def _blocks(text: str) -> list[str]:
    return text.split("\n---\n", 1)[1].strip().split("\n\n")
