"""Files of pictures, as people send them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture_bytes(kind="PNG", size=(60, 40), mode="RGB", **options):
    """Return a file whose left half is red and whose right half is blue."""
    image = Image.new(mode, size, BLUE if mode == "RGB" else 0)
    if mode == "RGB":
        image.paste(RED, (0, 0, size[0] // 2, size[1]))
    paper = BytesIO()
    image.save(paper, kind, **options)
    return paper.getvalue()


def sent_file(content, name="photo.png", kind="image/png"):
    return SimpleUploadedFile(name, content, kind)


def photo_with_place(turned=1):
    """Return a JPEG as a phone makes it: where it was taken, with what, and how it was held."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "SecretPhone"
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 26.0, 46.0)})
    return picture_bytes("JPEG", size=(600, 400), exif=exif, comment=b"At home")


def looks(content):
    """Return the picture that a browser would see."""
    return Image.open(BytesIO(content))


def is_near(color, other):
    return all(abs(mine - theirs) < 20 for mine, theirs in zip(color[:3], other, strict=True))
