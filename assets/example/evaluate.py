"""Tries the trained network on points that it has not seen."""

import os
import sys

from model import Network, read_points


def count(network, points):
    """Returns how often each (label, guess) came up."""
    table = {(label, guess): 0 for label in (0, 1) for guess in (0, 1)}
    for x, y, label in points:
        table[label, network.label(x, y)] += 1
    return table


def report(table):
    total = sum(table.values())
    right = table[0, 0] + table[1, 1]
    return "\n".join(
        [
            f"Accuracy: {right / total:.1%} ({right} of {total})",
            "",
            "             guessed upper  guessed lower",
            f"upper moon   {table[0, 0]:13}  {table[0, 1]:13}",
            f"lower moon   {table[1, 0]:13}  {table[1, 1]:13}",
            "",
        ]
    )


def main():
    if not os.path.exists("results/model.json"):
        sys.exit("results/model.json is missing: run train.py first")
    text = report(count(Network.load("results/model.json"), read_points("data/test.csv")))
    print(text, end="", flush=True)
    with open("results/report.txt", "w") as file:
        file.write(text)


if __name__ == "__main__":
    main()
