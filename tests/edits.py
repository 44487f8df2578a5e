"""Every kind of edit between two builds, mistakes among them, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edits_of_entries import (
    add_a_block,
    add_a_correction,
    add_a_language,
    add_an_entry,
    add_an_entry_between_two,
    align_a_translation,
    attach_a_file,
    base_a_translation_on_another,
    credit_a_picture,
    date_less_exactly,
    date_the_publication,
    drop_an_alignment,
    edit_a_body,
    edit_a_title,
    edit_an_opening,
    hide_the_pictures,
    lead_an_anchor_elsewhere,
    leave_something_among_the_entries,
    lose_what_was_made_of_pictures,
    make_a_draft,
    move_an_entry_to_another_day,
    name_the_source,
    remove_a_language,
    remove_an_entry,
    remove_the_first_entry,
    remove_the_last_entry,
    rename_an_entry,
    replace_a_picture,
    restrict_access,
    save_an_entry_unchanged,
    set_a_time,
    set_an_alias,
    set_an_embargo,
    show_a_picture,
    shown_pictures,
    swap_two_times,
    touch_a_picture,
    touch_an_entry,
)
from edits_of_sites import (
    add_a_static_file,
    alter_an_output,
    assign_a_topic,
    choose_fonts,
    choose_other_languages,
    do_nothing,
    do_without_kinds_of_pages,
    leave_a_file_in_the_site,
    let_days_pass,
    lose_a_folder_of_the_site,
    lose_the_memory,
    mention_someone,
    move_the_site_for_good,
    move_the_site_for_once,
    override_a_partial,
    override_a_template,
    register_names,
    rename_a_place,
    rename_a_source,
    rename_a_topic,
    retitle_the_chronicle,
    shorten_the_feeds,
    show_drafts,
    take_a_domain,
    translate_the_interface,
    upgrade_the_program,
    write_a_page_of_the_chronicle,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from desk import Desk

    Edit = Callable[[Desk, Random], None]


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
        *((shown, b"no picture") for shown in shown_pictures(desk)[:1]),
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
