"""Probabilities of scikit-learn's MLPClassifier on a made stream, for MultiLayerPerceptronTest.

    python3 mlp.py > mlp.txt

The stream of three classes of peer.py, learned one sample at a time by partial_fit; before a sample is
learned a line has its number and the probabilities of its classes. The first weights are drawn in the
order W1 (inputs x hidden), b1, W2 (classes x hidden), b2.
"""

import numpy
import sklearn
from sklearn.neural_network import MLPClassifier

from peer import INPUTS, SAMPLES, stream

HIDDEN = 100
CLASSES = 3
STATE = 100


def draws(shape, bound):
    global STATE
    values = numpy.zeros(shape)
    for k in range(values.size):
        STATE = (STATE * 6364136223846793005 + 1442695040888963407) % 2**64
        values.flat[k] = bound * (2 * ((STATE >> 40) / 2**24) - 1)
    return values


class Network(MLPClassifier):
    def _init_coef(self, fan_in, fan_out, dtype):
        bound = numpy.sqrt(6 / (fan_in + fan_out))
        if fan_in == INPUTS:
            return draws((fan_in, fan_out), bound), draws(fan_out, bound)
        return draws((fan_out, fan_in), bound).T.copy(), draws(fan_out, bound)


def main():
    print("# scikit-learn", sklearn.__version__, "numpy", numpy.__version__)
    x, y = stream(CLASSES)
    network = Network(hidden_layer_sizes=(HIDDEN,), shuffle=False)
    for k in range(SAMPLES):
        if k > 0 and (k <= 20 or k % 250 == 0):
            print(k, " ".join("%.10f" % p for p in network.predict_proba(x[k : k + 1])[0]))
        network.partial_fit(x[k : k + 1], y[k : k + 1], classes=list(range(CLASSES)))


if __name__ == "__main__":
    main()
