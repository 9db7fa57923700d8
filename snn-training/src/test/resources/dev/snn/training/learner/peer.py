"""Predictions of scikit-learn on two made streams, for LinearPeersTest.

    python3 peer.py > peer.txt

Each learner learns the first 1,000 samples with one call of partial_fit, then predicts and learns the
others one at a time. A line has the name of the learner, the number of classes and the predictions as
digits. The streams are those of PeerStream.java: numbers of a linear congruential generator, which are
exact in float32 and float64.
"""

import sys

import numpy
import sklearn
from sklearn.linear_model import PassiveAggressiveClassifier, Perceptron, SGDClassifier
from sklearn.naive_bayes import GaussianNB

SAMPLES = 6000
FIRST = 1000
CHANGE = 3000
INPUTS = 5


def stream(classes):
    state = classes

    def draw():
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 40) / 2**24

    x = numpy.zeros((SAMPLES, INPUTS))
    y = numpy.zeros(SAMPLES, dtype=int)
    for k in range(SAMPLES):
        x[k] = [draw() for _ in range(INPUTS)]
        if classes == 2:
            label = int(x[k, 0] + x[k, 1] > (1.0 if k < CHANGE else 0.75))
        else:
            label = int(numpy.argmax(x[k, :3]))
            label = label if k < CHANGE else (label + 1) % 3
        y[k] = (label + 1) % classes if draw() < 0.05 else label
    return x, y


def learners():
    yield "gaussian-naive-bayes", GaussianNB()
    yield "perceptron", Perceptron(shuffle=False)
    yield "sgd", SGDClassifier(loss="hinge", alpha=1e-4, shuffle=False)
    yield "passive-aggressive", PassiveAggressiveClassifier(C=1.0, shuffle=False)


def main():
    print("# scikit-learn", sklearn.__version__, "numpy", numpy.__version__)
    for classes in (2, 3):
        x, y = stream(classes)
        for name, learner in learners():
            learner.partial_fit(x[:FIRST], y[:FIRST], classes=list(range(classes)))
            digits = []
            for k in range(FIRST, SAMPLES):
                digits.append(str(learner.predict(x[k : k + 1])[0]))
                learner.partial_fit(x[k : k + 1], y[k : k + 1])
            print(name, classes, "".join(digits))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
