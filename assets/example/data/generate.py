"""Makes train.csv and test.csv: two half circles that reach into each other, with some noise."""

import csv
import math
import random
from pathlib import Path


def moons(count, seed):
    rng = random.Random(seed)
    for i in range(count):
        angle = math.pi * rng.random()
        lower = i % 2
        x, y = math.cos(angle), math.sin(angle)
        if lower:
            x, y = 1 - x, 0.5 - y
        yield round(x + rng.gauss(0, 0.15), 4), round(y + rng.gauss(0, 0.15), 4), lower


def write(name, count, seed):
    with open(Path(__file__).parent / name, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["x", "y", "label"])
        rows.writerows(moons(count, seed))


if __name__ == "__main__":
    write("train.csv", 2000, seed=1)
    write("test.csv", 500, seed=2)
