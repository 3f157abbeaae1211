"""Times scikit-learn's MLPClassifier with one thread and float32 data.

Reads one JSON line after the other, {"sizes": [20, 64, 64, 1], "rows": 10000, "batch": 32, "epochs": 5}, and
answers each with the milliseconds of every epoch after the first.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import json
import sys
import time
import warnings

import numpy as np
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")


class Timed(MLPClassifier):
    def _update_no_improvement_count(self, *args):
        self.times.append(time.perf_counter())
        return super()._update_no_improvement_count(*args)


for line in sys.stdin:
    asked = json.loads(line)
    inputs, *hidden, outputs = asked["sizes"]
    x = np.random.RandomState(0).uniform(-1, 1, (asked["rows"], inputs)).astype(np.float32)
    plan = np.random.RandomState(1).uniform(-1, 1, (inputs, outputs))
    y = (x @ plan[:, 0] > 0).astype(int) if outputs == 1 else np.argmax(x @ plan, 1)
    model = Timed(hidden, batch_size=asked["batch"], max_iter=asked["epochs"] + 1, tol=0,
                  n_iter_no_change=1000, random_state=0)
    model.times = []
    model.fit(x, y)
    print(json.dumps([1000 * one for one in np.diff(model.times)]), flush=True)
