"""Cuts tiles of testdata/icons into single pictures: a word's raw search result, and a gallery.

Usage: python3 src/test/python/pictures_sample.py, in the project's folder. Needs Pillow; made with
Pillow 9.4.0 and Python 3.11. Writes testdata/pictures/planet.zip and testdata/pictures/gallery.zip,
always the same bytes.
"""

import io
import pathlib
import zipfile

from PIL import Image

ICONS = pathlib.Path("testdata/icons")
OUTPUT = pathlib.Path("testdata/pictures")
CONCEPT = "planet"
GALLERY = ["balloon", "basketball", "helicopter", "lamp", "moon", "planet", "puzzle", "stethoscope", "taxi"]


def tiles(part, word):
    """Name and PNG bytes of every tile of a strip, in the order of the names."""
    lines = (ICONS / "images.tsv").read_text().splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    rows = [row for row in rows if row[:3] == ["test", part, word]]
    strip = Image.open(ICONS / "test" / part / f"{word}.png")
    side = strip.height
    pictures = []
    for _, _, _, tile, _, collection, icon in rows:
        left = int(tile) * side
        content = io.BytesIO()
        strip.crop((left, 0, left + side, side)).save(content, "PNG")
        pictures.append((f"{collection}-{icon}.png", content.getvalue()))
    return sorted(pictures)


def write(name, pictures):
    OUTPUT.mkdir(exist_ok=True)
    with zipfile.ZipFile(OUTPUT / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in sorted(pictures):
            archive.writestr(zipfile.ZipInfo(file), content)


write(f"{CONCEPT}.zip", tiles("search", CONCEPT))
write("gallery.zip", [picture for word in GALLERY for picture in tiles("gallery", word)])
