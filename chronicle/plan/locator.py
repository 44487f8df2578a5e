"""Where a place lies: a graticule with the chronicle's own places, and no border, for none is right for every date."""

from __future__ import annotations

import math
from heapq import nsmallest
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.collation import collation_key
from chronicle.plan import permalinks
from chronicle.plan.name_views import Locator, MapDot, MapLine, NameLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chronicle.model.chronicle import Name
    from chronicle.plan.outline import Outline
    from chronicle.plan.views import Labelled

MOST_PLACES = 24
"""On one map, the nearest."""


def nearest(names: tuple[Name, ...]) -> Mapping[str, tuple[Name, ...]]:
    """By key, what lies nearest to each place of a register."""
    places = [(name, _on_sphere(point)) for name in names if (point := _point(name))]
    found = {}
    for name, here in places:
        others = ((math.dist(here, there), other.key, other) for other, there in places if other is not name)
        found[name.key] = tuple(other for _, _, other in nsmallest(MOST_PLACES - 1, others))
    return found


def locator(outline: Outline, name: Name, near: tuple[Name, ...], language: str) -> Locator | None:
    """The map of a place among those that lie near; None without coordinates.

    Degrees of longitude are drawn as long as they are in the middle of the map (an equirectangular projection).
    """
    here = _point(name)
    if here is None:
        return None
    around = [(other, _turned(place, here.longitude)) for other in near if (place := _point(other))]
    frame = _frame([here, *(place for _, place in around)])
    labels = [(outline.labelled(other.label, language), frame.place(place)) for other, place in ((name, here), *around)]
    links = [NameLink(outline.labelled(other.label, language), permalinks.name(language, other.key)) for other in near]
    return Locator(
        width=_WIDTH,
        height=frame.height,
        lines=tuple(_graticule(frame)),
        dots=tuple(_dots(labels, frame.height)),
        others=tuple(sorted(links, key=lambda link: collation_key(link.label.text, language))),
    )


class _Point(NamedTuple):
    latitude: float
    longitude: float


class _Frame(NamedTuple):
    """What a map shows, in degrees, and how."""

    west: float
    north: float
    scale: float
    """Units a degree of latitude."""
    narrowing: float
    """How much shorter a degree of longitude is."""
    height: int

    def place(self, point: _Point) -> tuple[float, float]:
        x = (point.longitude - self.west) * self.scale * self.narrowing
        return x, (self.north - point.latitude) * self.scale


_WIDTH = 320
_LEAST_HEIGHT = 180
_MOST_HEIGHT = 360
_MARGIN = 28
_LEAST_SPAN = 1.5
"""Degrees of latitude across the height: a lone place, or two in one town, need something around them."""
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 15, 30, 45)
_LINES = 5
_LETTER = 6.6
"""Width of a letter of a label, generous, for nothing here knows the reader's face."""
_LINE = 14


def _point(name: Name) -> _Point | None:
    if name.latitude is None or name.longitude is None:
        return None
    return _Point(name.latitude, name.longitude)


def _on_sphere(point: _Point) -> tuple[float, float, float]:
    latitude, longitude = map(math.radians, point)
    return (math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude))


def _turned(point: _Point, middle: float) -> _Point:
    """The point, its longitude within half a turn of the middle."""
    return _Point(point.latitude, point.longitude + 360 * round((middle - point.longitude) / 360))


def _frame(points: list[_Point]) -> _Frame:
    latitudes, longitudes = ([*each] for each in zip(*points, strict=True))
    middle = (min(latitudes) + max(latitudes)) / 2
    narrowing = max(0.2, math.cos(math.radians(middle)))
    tall = max(max(latitudes) - min(latitudes), _LEAST_SPAN)
    wide = max((max(longitudes) - min(longitudes)) * narrowing, _LEAST_SPAN)
    room = _WIDTH - 2 * _MARGIN
    scale = min(room / wide, (_MOST_HEIGHT - 2 * _MARGIN) / tall)
    height = max(_LEAST_HEIGHT, math.ceil(tall * scale) + 2 * _MARGIN)
    west = (min(longitudes) + max(longitudes)) / 2 - _WIDTH / 2 / scale / narrowing
    return _Frame(west, middle + height / 2 / scale, scale, narrowing, height)


def _graticule(frame: _Frame) -> Iterator[MapLine]:
    south = frame.north - frame.height / frame.scale
    east = frame.west + _WIDTH / frame.scale / frame.narrowing
    for longitude in _ticks(frame.west, east):
        x, _ = frame.place(_Point(0, longitude))
        yield MapLine(x, 0, x, frame.height, (longitude + 180) % 360 - 180, is_meridian=True)
    for latitude in _ticks(max(south, -90), min(frame.north, 90)):
        _, y = frame.place(_Point(latitude, 0))
        yield MapLine(0, y, _WIDTH, y, latitude, is_meridian=False)


def _ticks(low: float, high: float) -> list[float]:
    step = next((step for step in _STEPS if (high - low) / step <= _LINES), _STEPS[-1])
    return [step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _dots(labels: list[tuple[Labelled, tuple[float, float]]], height: int) -> Iterator[MapDot]:
    """Dots with their labels beside them, above or below, where no other dot or label is; the first one first."""
    boxes = [(x - 6, y - 6, x + 6, y + 6) for _, (x, y) in labels]
    found = []
    for index, (label, (x, y)) in enumerate(labels):
        others = [*boxes[:index], *boxes[index + 1 :]]
        anchor, at = next(
            ((anchor, at) for anchor, at, box in _rooms(label.text, x, y) if _is_free(box, others, height)),
            ("", (x, y)),
        )
        if anchor:
            boxes.append(_box(len(label.text), anchor, *at))
        found.append(MapDot(x, y, label, *at, anchor, is_subject=index == 0))
    return iter(found)


_Box = tuple[float, float, float, float]


def _rooms(text: str, x: float, y: float) -> Iterable[tuple[str, tuple[float, float], _Box]]:
    places = (("start", (x + 8, y + 4)), ("end", (x - 8, y + 4)), ("middle", (x, y - 9)), ("middle", (x, y + 18)))
    return starmap(lambda anchor, at: (anchor, at, _box(len(text), anchor, *at)), places)


def _box(length: int, anchor: str, x: float, y: float) -> _Box:
    width = length * _LETTER
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return (left, y - _LINE + 3, left + width, y + 3)


def _is_free(box: _Box, others: list[_Box], height: int) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > _WIDTH or bottom > height:
        return False
    return all(right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3] for other in others)
