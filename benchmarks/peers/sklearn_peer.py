"""Learners of streams in scikit-learn, for the comparison `snn bench stream --against sklearn`.

    python3 sklearn_peer.py FOLDER THREADS

The folder has `stream.properties` (samples of a block, blocks, values of a sample, classes, options of the
learners) and the samples as raw little-endian arrays, `values` (float32) and `labels` (int32). Lines of the
standard input ask, a line of JSON answers each:

    warmup LEARNER BLOCKS    a new learner takes the first blocks
    stream LEARNER BLOCKS    the learner takes the next blocks

Each sample is predicted, then learned, with one call of `predict` and one of `partial_fit`. Validation of
values is switched off, which is faster.
"""

import os
import platform
import signal
import sys
import time

import numpy as np
import sklearn
from sklearn.linear_model import PassiveAggressiveClassifier, Perceptron, SGDClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier

from peer import answer, commands, peak_rss_mb


class Window:
    """Nearest neighbours of the last samples: there is no partial_fit, so they are fitted for each sample."""

    def __init__(self, window, k):
        self.window = window
        self.k = k
        self.x = []
        self.y = []

    def predict(self, x):
        neighbours = KNeighborsClassifier(min(self.k, len(self.x)), algorithm="brute")
        return neighbours.fit(np.concatenate(self.x), np.concatenate(self.y)).predict(x)

    def partial_fit(self, x, y, classes):
        self.x = (self.x + [x])[-self.window :]
        self.y = (self.y + [y])[-self.window :]


class Plain:
    """A learner with partial_fit."""

    def __init__(self, learner):
        self.predict = learner.predict
        self.partial_fit = learner.partial_fit


def sgd(options):
    eta = float(options["eta"])
    schedule = {"learning_rate": "constant", "eta0": eta} if eta > 0 else {}
    return SGDClassifier(loss="hinge", alpha=float(options["alpha"]), shuffle=False, **schedule)


# By our names; all are meant to predict what ours predict.
LEARNERS = {
    "gaussian-naive-bayes": lambda o: Plain(GaussianNB(var_smoothing=float(o["smoothing"]))),
    "perceptron": lambda o: Plain(Perceptron(eta0=float(o["eta"]), shuffle=False)),
    "sgd": lambda o: Plain(sgd(o)),
    "passive-aggressive": lambda o: Plain(PassiveAggressiveClassifier(C=float(o["c"]), shuffle=False)),
    "knn": lambda o: Window(int(o["window"]), int(o["k"])),
}


class Stream:
    """A learner somewhere along the stream."""

    def __init__(self, learner, x, y, block, classes):
        self.learner = learner
        self.x = x
        self.y = y
        self.block = block
        self.classes = classes
        self.at = 0

    def take(self, blocks):
        """Takes blocks; gives the milliseconds of each and all predictions."""
        millis, predictions = [], []
        predict, learn = self.learner.predict, self.learner.partial_fit
        for _ in range(blocks):
            rows = [(self.x[k : k + 1], self.y[k : k + 1]) for k in range(self.at, self.at + self.block)]
            start = time.perf_counter()
            for x, y in rows:
                # Before anything is learned there is nothing to predict with.
                predictions.append(predict(x)[0] if self.at else 0)
                learn(x, y, classes=self.classes)
                self.at += 1
            millis.append(1e3 * (time.perf_counter() - start))
        return millis, predictions


def properties(folder):
    with open(os.path.join(folder, "stream.properties")) as file:
        return dict(line.rstrip("\n").split("=", 1) for line in file)


def main():
    # Whoever started this process decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sklearn.set_config(assume_finite=True)
    folder = sys.argv[1]
    given = properties(folder)
    x = np.fromfile(os.path.join(folder, "values"), dtype="<f4").astype(np.float64)
    x = x.reshape(-1, int(given["values"]))
    y = np.fromfile(os.path.join(folder, "labels"), dtype="<i4").astype(np.int64)
    block, classes = int(given["block"]), np.arange(int(given["classes"]))

    def make(name):
        prefix = name + "."
        options = {k[len(prefix) :]: v for k, v in given.items() if k.startswith(prefix)}
        return Stream(LEARNERS[name](options), x, y, block, classes)

    answer(
        {
            "version": sklearn.__version__,
            "runtime": "Python " + platform.python_version(),
            "learners": {name: True for name in LEARNERS},
        }
    )
    streams = {}
    for what, name, blocks in commands():
        stream = make(name) if what == "warmup" else streams.setdefault(name, None) or make(name)
        if what == "stream":
            streams[name] = stream
        millis, predictions = stream.take(int(blocks))
        digits = "".join(str(p) for p in predictions)
        answer({"millis": millis, "predictions": digits, "peak_rss_mb": peak_rss_mb()})


if __name__ == "__main__":
    main()
