"""A network with one hidden layer that tells two classes of points in the plane apart."""

import csv
import json
import math
import random


def read_points(path):
    """Reads rows of x, y, label."""
    with open(path, newline="") as file:
        return [
            (float(row["x"]), float(row["y"]), int(row["label"]))
            for row in csv.DictReader(file)
        ]


def sigmoid(value):
    """Safe for values of any size."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


class Network:
    """Two inputs, `hidden` units with tanh, one output: how likely the label is 1."""

    def __init__(self, first, second):
        self.first = first  # per hidden unit: weight of x, weight of y, bias
        self.second = second  # a weight per hidden unit, then the bias

    @classmethod
    def fresh(cls, hidden, seed):
        rng = random.Random(seed)
        first = [[rng.gauss(0, 1) for _ in range(3)] for _ in range(hidden)]
        second = [rng.gauss(0, 0.5) for _ in range(hidden + 1)]
        return cls(first, second)

    def forward(self, x, y):
        """Returns what the hidden units say and the probability of label 1."""
        hidden = [math.tanh(a * x + b * y + c) for a, b, c in self.first]
        total = self.second[-1]
        for weight, unit in zip(self.second, hidden):
            total += weight * unit
        return hidden, sigmoid(total)

    def learn(self, x, y, label, rate):
        """One step of gradient descent on one point. Returns the loss before it."""
        hidden, guess = self.forward(x, y)
        error = guess - label
        for i, unit in enumerate(hidden):
            slope = error * self.second[i] * (1 - unit * unit)
            self.second[i] -= rate * error * unit
            weights = self.first[i]
            weights[0] -= rate * slope * x
            weights[1] -= rate * slope * y
            weights[2] -= rate * slope
        self.second[-1] -= rate * error
        right = guess if label else 1 - guess
        return -math.log(max(right, 1e-12))

    def label(self, x, y):
        return int(self.forward(x, y)[1] >= 0.5)

    def save(self, path):
        with open(path, "w") as file:
            json.dump({"first": self.first, "second": self.second}, file)

    @classmethod
    def load(cls, path):
        with open(path) as file:
            saved = json.load(file)
        return cls(saved["first"], saved["second"])
