#!/usr/bin/env python3
"""Reference results for trees from scikit-learn, written to trees.json beside this script.

Usage: python3 make_trees.py     (with scikit-learn; made with Debian 12 python3-sklearn)

decision_trees: small tables, parameters, and what one tree predicts of other rows. Only cases are kept in which no
two splits are equally good, since those are drawn by lot.
"""
import json
import os

import numpy as np
import sklearn
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.RandomState(11)


def tree_cases():
    cases = []
    X, T = np.round(rng.normal(size=(150, 4)), 3), np.round(rng.normal(size=(60, 4)), 4)
    signal = X[:, 0] * 2 + np.sin(3 * X[:, 1]) + 0.5 * rng.normal(size=150)
    targets = {"regression": np.round(signal, 3), "binary": (signal > 0.3).astype(int),
               "multiclass": np.digitize(signal, [-0.5, 1])}
    options = [{"max_depth": 3}, {"min_samples_leaf": 12}, {"max_depth": 5, "min_samples_split": 40},
               {"max_depth": 4, "min_samples_leaf": 9},
               {"max_depth": 3, "criterion": "entropy"}, {"max_depth": 3, "class_weight": "balanced"}, {}]
    for task, y in targets.items():
        for more in options:
            if task == "regression" and ("criterion" in more or "class_weight" in more):
                continue
            columns = slice(0, 1) if not more else slice(None)
            model = DecisionTreeRegressor if task == "regression" else DecisionTreeClassifier
            say = (lambda t: t.predict(T[:, columns])) if task == "regression" else (lambda t: t.predict_proba(T[:, columns]))
            said = [say(model(random_state=seed, **more).fit(X[:, columns], y)) for seed in range(20)]
            if all(np.abs(one - said[0]).max() < 1e-12 for one in said):
                cases.append({"task": task, "params": more, "X": X[:, columns].tolist(), "y": y.tolist(),
                              "test": T[:, columns].tolist(), "expected": said[0].tolist()})
    return cases


cases = tree_cases()
print([(one["task"], one["params"]) for one in cases])
with open(os.path.join(here, "trees.json"), "w") as f:
    body = ",\n  ".join(json.dumps(one) for one in cases)
    f.write(f'{{\n "made_with": {{"scikit-learn": "{sklearn.__version__}"}},\n'
            f' "decision_trees": [\n  {body}\n ]\n}}\n')
