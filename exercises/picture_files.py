"""Making a picture that may be kept of a file that somebody sent: decoded, and written anew."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 1600
# What the file says of itself counts, not its name. A phone's photo is often an MPO: a JPEG with
# a second picture behind it, of which the first is the photo.
FORMATS = ("PNG", "JPEG", "WEBP")
STILL = {"JPEG", "MPO"}

WORDS = {
    "nothing": _("Choose a file first."),
    "unreadable": _("This is not a picture we can read. Send a PNG, JPEG or WebP."),
    "too-heavy": _("This picture has more than 5 MB. Send a smaller one."),
    "too-large": _("This picture has more than 25 megapixels. Make it smaller and send it again."),
    "animated": _("This picture moves. Send one that does not."),
    "broken": _("Part of this picture is missing. Save it again and send the new file."),
}  # fmt: skip


class Refused(ValueError):
    """The file cannot be kept; `reason` is one of WORDS."""

    def __init__(self, reason):
        super().__init__(WORDS[reason])
        self.reason = reason


@dataclass(frozen=True)
class CleanPicture:
    """A picture without anything that the file held besides."""

    webp: bytes
    width: int
    height: int


def clean_copy(file) -> CleanPicture:
    """Decode the file and write it anew, or refuse it with a reason."""
    if file is None:
        raise Refused("nothing")
    if file.size > MOST_BYTES:
        raise Refused("too-heavy")
    return written(upright(opened(file)))


def opened(file) -> Image.Image:
    """Read no more than the head of the file: how large the picture is, and whether it moves."""
    try:
        image = Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too-large") from None
    except Exception:  # Whatever a decoder stumbles over, this is no picture.
        raise Refused("unreadable") from None
    if image.width * image.height > MOST_PIXELS:
        raise Refused("too-large")
    if image.format not in STILL and getattr(image, "is_animated", False):
        raise Refused("animated")
    return image


def upright(image: Image.Image) -> Image.Image:
    """Decode the picture no larger than needed, in plain colors, as it was held by the camera."""
    small = (LONGEST_SIDE, LONGEST_SIDE)
    try:
        image.draft("RGB", small)
        if image.mode.startswith("I"):
            image = image.point(lambda level: level / 256).convert("L")
        mode = "RGBA" if image.has_transparency_data else "RGB"
        plain = image if image.mode == mode else image.convert(mode)
        plain.thumbnail(small)
        ImageOps.exif_transpose(plain, in_place=True)
    except Exception:  # The head was right, what follows is not.
        raise Refused("broken") from None
    return plain


def written(image: Image.Image) -> CleanPicture:
    """Write nothing but the colors: no place, no time, no camera, no words."""
    image.info.clear()
    paper = BytesIO()
    image.save(paper, "WEBP", quality=82, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return CleanPicture(paper.getvalue(), image.width, image.height)
