"""Makes one-shot runs out of an Omniglot archive; pictures are copied as they are.

    omniglot_runs.py SOURCE.zip FOLDER [--runs N] [--ways N] [--alphabets A,B] [--seed S]

The layout is that of the challenge: run01/class_labels.txt, run01/training/class01.png,
run01/test/item01.png. A run takes characters of one alphabet by two of its drawers, one for the
training pictures and one for the items. Alphabets take turns, in the order given, or else in
random order all that have enough characters.

SOURCE.zip holds TOP/ALPHABET/characterNN/NUMBER_DRAWER.png, as the original archives do. Needs the
standard library alone. Same arguments, same files.
"""

import argparse
import random
import zipfile
from pathlib import Path


def characters(archive):
    """For each alphabet and character, the entry of each drawer."""
    alphabets = {}
    for name in sorted(archive.namelist()):
        parts = name.split("/")
        if len(parts) == 4 and name.endswith(".png"):
            drawer = parts[3].removesuffix(".png").split("_")[1]
            alphabets.setdefault(parts[1], {}).setdefault(parts[2], {})[drawer] = name
    return alphabets


def chosen_alphabets(alphabets, wanted):
    unknown = [name for name in wanted if name not in alphabets]
    if unknown:
        raise SystemExit(f"no alphabet {', '.join(unknown)}; there are {', '.join(sorted(alphabets))}")
    return wanted


def write_run(archive, drawings, ways, generator, folder, name):
    """Writes one run of characters of an alphabet."""
    drawn = generator.sample(sorted(drawings), ways)
    drawers = sorted(set.intersection(*(set(drawings[character]) for character in drawn)))
    training_drawer, item_drawer = generator.sample(drawers, 2)
    order = generator.sample(range(ways), ways)
    for part in ("training", "test"):
        (folder / name / part).mkdir(parents=True, exist_ok=True)
    lines = []
    for item, label in enumerate(order):
        paths = f"{name}/test/item{item + 1:02}.png", f"{name}/training/class{label + 1:02}.png"
        for path, drawer in zip(paths, (item_drawer, training_drawer)):
            (folder / path).write_bytes(archive.read(drawings[drawn[label]][drawer]))
        lines.append(" ".join(paths))
    (folder / name / "class_labels.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return training_drawer, item_drawer


def runs(arguments):
    generator = random.Random(arguments.seed)
    folder = Path(arguments.target)
    with zipfile.ZipFile(arguments.source) as archive:
        alphabets = characters(archive)
        if arguments.alphabets:
            turns = chosen_alphabets(alphabets, arguments.alphabets.split(","))
        else:
            turns = [name for name in sorted(alphabets) if len(alphabets[name]) >= arguments.ways]
            generator.shuffle(turns)
        for run in range(arguments.runs):
            alphabet = turns[run % len(turns)]
            name = f"run{run + 1:02}"
            drawers = write_run(
                archive, alphabets[alphabet], arguments.ways, generator, folder, name
            )
            print(f"{name}: {alphabet}, training by drawer {drawers[0]}, items by drawer {drawers[1]}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--alphabets")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--ways", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    runs(parser.parse_args())


if __name__ == "__main__":
    main()
