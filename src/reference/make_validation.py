#!/usr/bin/env python3
"""What scikit-learn and SciPy say of validation: splits, calibration, Student's t, permutation importance and
partial dependence.

Usage: python3 make_validation.py      (Debian 12: apt install python3-sklearn)

Writes validation.json beside this script; validation.ts describes its shape. Every input is in the file: no random
number has to be redrawn.
"""
import json
import os
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.calibration import CalibratedClassifierCV, _SigmoidCalibration, calibration_curve
from sklearn.datasets import make_classification
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import LeaveOneOut, PredefinedSplit, StratifiedKFold, TimeSeriesSplit

warnings.filterwarnings("ignore")
rng = np.random.RandomState(11)


def plain(x):
    if isinstance(x, dict):
        return {str(k): plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if isinstance(x, np.ndarray):
        return plain(x.tolist())
    return x.item() if isinstance(x, np.generic) else x


def folds(splitter, rows):
    return [{"train": train, "held": held} for train, held in splitter.split(np.zeros((rows, 1)))]


def split_cases():
    out = []
    for rows, k, size, gap, most in ((12, 3, None, 0, None), (13, 3, None, 2, None), (30, 4, 5, 1, 8), (11, 5, None, 0, 2)):
        splitter = TimeSeriesSplit(k, max_train_size=most, test_size=size, gap=gap)
        out.append({"splitter": "TimeSeriesSplit", "rows": rows, "folds": k, "held": size, "gap": gap, "most": most,
                    "expected": folds(splitter, rows)})
    fold = rng.randint(-1, 3, 15)
    out.append({"splitter": "PredefinedSplit", "rows": 15, "fold": fold, "expected": folds(PredefinedSplit(fold), 15)})
    out.append({"splitter": "LeaveOneOut", "rows": 5, "expected": folds(LeaveOneOut(), 5)})
    return out


def sigmoid_cases():
    out = []
    for rows, slope in ((40, 1.0), (400, 2.5), (60, 0.0)):
        scores = rng.normal(size=rows)
        y = (rng.rand(rows) < 1 / (1 + np.exp(-slope * scores + 0.7))).astype(int)
        fitted = _SigmoidCalibration().fit(scores, y)
        out.append({"scores": scores, "y": y, "a": fitted.a_, "b": fitted.b_, "calibrated": fitted.predict(scores)})
    return out


def isotonic_cases():
    out = []
    for rows, digits in ((30, 6), (80, 1), (5, 6)):
        scores = np.round(rng.rand(rows), digits)
        y = (rng.rand(rows) < scores).astype(float)
        at = np.round(rng.rand(20) * 1.4 - 0.2, 3)
        fitted = IsotonicRegression(out_of_bounds="clip").fit(scores, y)
        out.append({"scores": scores, "y": y, "at": at, "expected": fitted.predict(at),
                    "x_thresholds": fitted.X_thresholds_, "y_thresholds": fitted.y_thresholds_})
    return out


def calibrated_cases():
    """CalibratedClassifierCV with one model and calibrators on out-of-fold decisions, on folds that are given."""
    X, y = make_classification(120, 4, n_informative=3, n_redundant=0, random_state=3)
    fold = np.full(len(y), -1)
    for k, (_, held) in enumerate(StratifiedKFold(4).split(X, y)):
        fold[held] = k
    out = []
    base = LogisticRegression(C=1.0, tol=1e-12, max_iter=10000, solver="newton-cg")
    for method in ("sigmoid", "isotonic"):
        cv = CalibratedClassifierCV(base, method=method, cv=PredefinedSplit(fold), ensemble=False).fit(X, y)
        out.append({"method": method, "X": X, "y": y, "fold": fold, "probabilities": cv.predict_proba(X)[:, 1]})
    return out


def curve_cases():
    p = np.round(rng.rand(60), 2)
    y = (rng.rand(60) < p).astype(int)
    out = []
    for strategy in ("uniform", "quantile"):
        true, predicted = calibration_curve(y, p, n_bins=5, strategy=strategy)
        out.append({"strategy": strategy, "bins": 5, "y": y, "p": p, "true": true, "predicted": predicted})
    return out


def t_cases():
    out = []
    for df in (1, 2, 4, 9, 49, 1000):
        for t in (-30.0, -2.5, -0.3, 0.0, 0.01, 1.0, 4.7):
            out.append({"df": df, "t": t, "cdf": stats.t.cdf(t, df)})
        for q in (0.001, 0.025, 0.5, 0.8, 0.975, 0.9995):
            out.append({"df": df, "q": q, "quantile": stats.t.ppf(q, df)})
    return out


def paired_cases():
    """Nadeau and Bengio 2003, and the posterior of Corani and Benavoli 2015, by SciPy's Student t."""
    out = []
    for folds_, runs, shift in ((10, 1, 0.01), (5, 2, 0.0), (10, 10, 0.004)):
        d = np.round(rng.normal(shift, 0.02, folds_ * runs), 4)
        n, ratio, rope = len(d), 1 / (folds_ - 1), 0.01
        scale = np.sqrt((1 / n + ratio) * d.var(ddof=1))
        t = d.mean() / scale
        posterior = stats.t(n - 1, d.mean(), scale)
        out.append({"differences": d, "ratio": ratio, "rope": rope, "t": t, "p": 2 * stats.t.sf(abs(t), n - 1),
                    "left": posterior.cdf(-rope), "within": posterior.cdf(rope) - posterior.cdf(-rope),
                    "right": posterior.sf(rope)})
    return out


def importance_case():
    X, repeats = np.round(rng.normal(size=(40, 3)), 3), 4
    y = X @ np.array([2.0, -0.5, 0.0]) + rng.normal(size=40) * 0.3
    model = LinearRegression().fit(X, y)
    found = permutation_importance(model, X, y, n_repeats=repeats, random_state=5, scoring="r2")
    seed = np.random.RandomState(5).randint(np.iinfo(np.int32).max + 1)
    orders, order, cells, shuffler = [], np.arange(40), np.arange(40), np.random.RandomState(seed)
    for _ in range(repeats):
        shuffler.shuffle(order)
        cells = cells[order]
        orders.append(cells)
    return {"X": X, "y": y, "coef": model.coef_, "intercept": model.intercept_, "orders": orders,
            "importances": found.importances, "mean": found.importances_mean, "std": found.importances_std}


def dependence_cases():
    X = np.round(rng.normal(size=(50, 3)), 3)
    X[:, 2] = rng.randint(0, 4, 50)
    y = (X @ np.array([1.0, -2.0, 0.5]) + rng.normal(size=50) > 0).astype(int)
    model = LogisticRegression(C=1.0, tol=1e-12, max_iter=10000, solver="newton-cg").fit(X, y)
    out = []
    for feature in (0, 2):
        found = partial_dependence(model, X, [feature], kind="both", method="brute", response_method="predict_proba",
                                   grid_resolution=8)
        out.append({"X": X, "coef": model.coef_[0], "intercept": model.intercept_[0], "feature": feature, "points": 8,
                    "grid": found["values"][0], "average": found["average"][0], "individual": found["individual"][0]})
    return out


here = os.path.dirname(os.path.abspath(__file__))
values = {"made_with": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
          "splits": split_cases(), "sigmoid": sigmoid_cases(), "isotonic": isotonic_cases(),
          "calibrated": calibrated_cases(), "calibration_curves": curve_cases(), "student_t": t_cases(),
          "paired": paired_cases(), "importance": importance_case(), "dependence": dependence_cases()}
with open(os.path.join(here, "validation.json"), "w") as f:
    f.write("{\n" + ",\n".join(f" {json.dumps(k)}: {json.dumps(plain(v), allow_nan=False)}" for k, v in values.items())
            + "\n}\n")
