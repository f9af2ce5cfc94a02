"""Trains the network and keeps what it learned in results/."""

import argparse
import csv
import os
import random
import sys
import time

from model import Network, read_points

BOLD, GREEN, CYAN, RESET = "\033[1m", "\033[32m", "\033[36m", "\033[0m"
BAR = 20


def show_bar(epoch, epochs, done, total, started):
    """Draws the bar over itself, in the form of tqdm."""
    filled = BAR * done // total
    bar = "█" * filled + " " * (BAR - filled)
    spent = time.monotonic() - started
    rate = done / max(spent, 1e-9)
    left = (total - done) / rate
    sys.stdout.write(
        f"\repoch {epoch:2}/{epochs}: {100 * done // total:3}%|{bar}| {done:4}/{total}"
        f" [{spent // 60:02.0f}:{spent % 60:02.0f}<{left // 60:02.0f}:{left % 60:02.0f},"
        f" {rate:6.0f}points/s]"
    )
    sys.stdout.flush()


def train_epoch(network, points, rate, pause, epoch, epochs):
    """Goes through all points once. Returns the mean loss."""
    started = time.monotonic()
    loss = 0.0
    step = max(1, len(points) // 20)
    for done, (x, y, label) in enumerate(points, start=1):
        loss += network.learn(x, y, label, rate)
        if done % step == 0 or done == len(points):
            time.sleep(pause)  # a few seconds in all, so that there is something to watch
            show_bar(epoch, epochs, done, len(points), started)
    sys.stdout.write("\n")
    return loss / len(points)


def accuracy(network, points):
    right = sum(network.label(x, y) == label for x, y, label in points)
    return right / len(points)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=12, help="how often to go through the data")
    parser.add_argument("--rate", type=float, default=0.05, help="learning rate")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fast", action="store_true", help="3 epochs and no pauses")
    arguments = parser.parse_args()
    if arguments.epochs < 1:
        parser.error("--epochs must be at least 1")
    return arguments


def main():
    arguments = parse_arguments()
    epochs = min(arguments.epochs, 3) if arguments.fast else arguments.epochs
    pause = 0.0 if arguments.fast else 0.022
    points = read_points("data/train.csv")
    network = Network.fresh(hidden=12, seed=arguments.seed)
    rng = random.Random(arguments.seed)
    os.makedirs("results", exist_ok=True)
    print(f"{BOLD}Training on {len(points)} points for {epochs} epochs{RESET}", flush=True)
    with open("results/metrics.csv", "w", newline="") as file:
        metrics = csv.writer(file)
        metrics.writerow(["epoch", "loss", "accuracy"])
        for epoch in range(1, epochs + 1):
            rng.shuffle(points)
            loss = train_epoch(network, points, arguments.rate, pause, epoch, epochs)
            share = accuracy(network, points)
            metrics.writerow([epoch, f"{loss:.6f}", f"{share:.4f}"])
            file.flush()
            print(f"  loss {CYAN}{loss:.4f}{RESET}  accuracy {GREEN}{share:.1%}{RESET}", flush=True)
    network.save("results/model.json")
    print(f"{GREEN}Done.{RESET} The model is in results/model.json", flush=True)


if __name__ == "__main__":
    main()
