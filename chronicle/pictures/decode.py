"""Pictures through Pillow: measured by their first bytes, then turned, scaled, and encoded without anything but colour.

What a camera writes beside the colours (who, when, where) is in none of the files that are published.
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image, ImageCms, UnidentifiedImageError

from chronicle.model.picture import WIDTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.picture import Picture

FORMATS = ("JPEG", "PNG", "WEBP")
"""Whatever the ending of a file says, it is read as one of these."""
MAX_PIXELS = 50_000_000
"""More would take more memory than a small machine has to spare: 4 bytes each."""
MAX_RATIO = 10
"""A picture is at most so many times as high as wide: WebP ends at 16,383 pixels."""
_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)
"""Orientations of EXIF that exchange width and height."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_REDUCIBLE = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
_FILTER = Image.Resampling.LANCZOS
_ENCODERS: dict[str, tuple[str, dict[str, Any]]] = {
    # With more than one thread libavif cuts a picture into as many parts, and the bytes depend on the machine.
    "avif": ("AVIF", {"quality": 55, "speed": 6, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
_DRAWING_ENCODERS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 65, "speed": 6, "max_threads": 1, "subsampling": "4:4:4"}),
    "webp": ("WEBP", {"lossless": True, "quality": 80, "method": 4}),
    "png": ("PNG", {"optimize": True}),
}


class Unusable(Exception):  # noqa: N818 - something about the user's file, not an error of ours
    """A file that cannot be published as a picture."""

    def __init__(self, code: str, clause: str, help_: str) -> None:
        """With the words of the diagnostic."""
        super().__init__(clause)
        self.code = code
        self.clause = clause
        self.help = help_


def measured(data: bytes) -> tuple[int, int, Literal["jpg", "png"]]:
    """Width and height of a picture as it is held, and what it is published as beside AVIF and WebP."""
    with _opened(data) as image:
        width, height = image.size
        if _orientation(image) in _SIDEWAYS:
            width, height = height, width
        if height > MAX_RATIO * width:
            clause = f"is more than {MAX_RATIO} times as high as wide"
            raise Unusable("picture-too-large", clause, "cut it into several pictures")
        return width, height, "png" if image.format == "PNG" and image.mode in ("1", "P") else "jpg"


def encoded(data: bytes, picture: Picture) -> tuple[tuple[str, bytes], ...]:
    """Every file that a picture is published as, by name."""
    with _opened(data) as image:
        plain = _plain(image, picture)
        encoders = _DRAWING_ENCODERS if picture.fallback == "png" else _ENCODERS
        sizes = [(width, plain.resize((width, picture.height_at(width)), _FILTER)) for width in picture.widths]
        return tuple(
            (picture.name(width, encoding), _file(size, *encoders[encoding]))
            for width, size in sizes
            for encoding in picture.encodings
        )


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """A picture of which no more than the head was read; whatever is wrong with it or found later is `Unusable`."""
    help_ = "open it in a picture editor and save it again as JPEG or PNG"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures, which are refused here, and of odd EXIF
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                _check_size(image.width * image.height)
                yield image
    except Unusable:
        raise
    except Image.DecompressionBombError:
        raise _too_large("far too many") from None
    except UnidentifiedImageError:
        raise Unusable("picture-unreadable", "is no JPEG, PNG or WebP file", help_) from None
    except Exception as error:  # noqa: BLE001 - the bytes are anyone's, and a decoder raises what it likes
        raise Unusable("picture-unreadable", f"is damaged: {str(error) or type(error).__name__}", help_) from None


def _check_size(pixels: int) -> None:
    if pixels > MAX_PIXELS:
        raise _too_large(f"{pixels / 1e6:.0f}")


def _too_large(megapixels: str) -> Unusable:
    clause = f"has {megapixels} megapixels; {MAX_PIXELS / 1e6:.0f} are allowed"
    return Unusable("picture-too-large", clause, "save it smaller")


def _plain(image: Image.Image, picture: Picture) -> Image.Image:
    """The colours alone: turned as the camera was held, in sRGB, on white, and not much larger than needed."""
    orientation = _orientation(image)
    width = 2 * min(picture.width, WIDTHS[-1])
    height = width * picture.height // picture.width
    is_sideways = orientation in _SIDEWAYS
    image.draft(None, (height, width) if is_sideways else (width, height))
    profile = image.info.get("icc_profile")
    image.load()
    factor = (image.height if is_sideways else image.width) // width
    small = image.reduce(factor) if factor > 1 and image.mode in _REDUCIBLE else image
    upright = small.transpose(_TURNS[orientation]) if orientation in _TURNS else small
    return _in_srgb(upright, profile)


def _orientation(image: Image.Image) -> int:
    """How the camera was held, as EXIF numbers it."""
    return int(image.getexif().get(_ORIENTATION, 1))


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        opaque = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(opaque, image.convert("RGBA")).convert("RGB")
    elif image.mode not in ("RGB", "CMYK", "L"):
        image = image.convert("RGB")
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):  # a profile for other colours than these says nothing of them
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    return image.convert("RGB")


def _file(size: Image.Image, format_: str, options: dict[str, Any]) -> bytes:
    image = size.quantize(256, dither=Image.Dither.NONE) if format_ == "PNG" else size
    image.info = {}
    stream = io.BytesIO()
    image.save(stream, format_, **options)
    return stream.getvalue()
