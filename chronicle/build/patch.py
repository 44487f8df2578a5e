"""The quick way through a build: nothing changed, or only the insides of a few entries did.

What other pages may show of an entry is its outward digest (`plan.outline.outward`). As long as that stays the same, an
edit touches the entry's own pages alone; these are planned from the entry and its neighbours by the same planners that
plan the whole site. Anything else goes the long way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.glance import Glance
    from chronicle.build.manifest import Output
    from chronicle.build.memo import Inputs, Memo
    from chronicle.build.options import BuildOptions
    from chronicle.build.places import Places
    from chronicle.build.rendering import Rendered


class Patch(NamedTuple):
    """The pages of the entries that were edited, rendered and staged."""

    rendered: Rendered
    diagnostics: tuple[Diagnostic, ...]
    """Of the whole chronicle."""


def patch(  # noqa: PLR0913 - all of them named
    where: Places,
    seen: Glance,
    *,
    memo: Memo,
    known: Inputs,
    outputs: Mapping[str, Output],
    options: BuildOptions,
) -> Patch | None:
    """The edited entries' own pages; None where an edit shows on other pages too, or is not right."""
    from chronicle.build.rendering import render_pages, theme_of  # noqa: PLC0415 - nothing changed: nothing to render
    from chronicle.build.stages import load_some  # noqa: PLC0415 - nothing changed: nothing to read
    from chronicle.plan.outline import outward  # noqa: PLC0415 - as above
    from chronicle.plan.site import pages_of  # noqa: PLC0415 - as above

    edited = frozenset(known.sources[path][1] for path in seen.changed)
    entries = [memo.entry(key) for key in sorted(edited)]
    if not all(entries):
        return None
    near = frozenset(key for entry in entries if entry for key in memo.neighbours(entry))
    paths = tuple(path for path, (_, key) in known.sources.items() if key in edited | near)
    loaded = load_some(where.root, paths, options)
    chronicle = loaded.value
    if chronicle is None or has_errors(loaded.diagnostics):
        return None
    outwards = {entry.key: outward(entry) for entry in chronicle.entries}
    if any(entry is None or outwards.get(entry.key) != entry.outward for entry in entries):
        return None
    theme = theme_of(where.root, chronicle.config.languages)
    pages = pages_of(chronicle, edited)
    rendered = render_pages(pages, theme, where, known=outputs, jobs=1, progress=lambda _done, _total: None)
    if has_errors(rendered.diagnostics):
        return None
    own = frozenset(path for path in paths if known.sources[path][1] in edited)
    kept = [diagnostic for diagnostic in known.diagnostics if diagnostic.path not in own]
    return Patch(rendered.value, (*kept, *(found for found in loaded.diagnostics if found.path in own)))
