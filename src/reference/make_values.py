#!/usr/bin/env python3
"""Small results from scikit-learn that tests compare with: metrics, transforms, splits, tests, dummies.

Usage: python3 make_values.py      (Debian 12: apt install python3-sklearn python3-pandas)

Writes values.json beside this script. README.md describes its shape. `null` stands for a missing value and
for a result that scikit-learn refuses to give. Every input is in the file: no random number has to be redrawn.
"""
import json
import os
import warnings

import numpy as np
import pandas as pd
import scipy
import sklearn
from sklearn import metrics as m
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.feature_selection import f_classif, f_regression
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, StratifiedShuffleSplit
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler

warnings.filterwarnings("ignore")
rng = np.random.RandomState(7)


def plain(x):
    """Plain JSON: NaN, NaT and None become null, numbers keep 17 digits."""
    if isinstance(x, dict):
        return {str(k): plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if isinstance(x, np.ndarray):
        return plain(x.tolist())
    if isinstance(x, np.generic):
        return plain(x.item())
    if isinstance(x, float) and not np.isfinite(x):
        return None if np.isnan(x) else ("Infinity" if x > 0 else "-Infinity")
    return x


def attempt(f):
    try:
        return f()
    except ValueError:
        return None


# metrics

def class_metrics(truth, scores, classes, positive):
    truth, scores = np.asarray(truth), np.asarray(scores)
    codes = list(range(len(classes)))
    pred = scores.argmax(1)
    labels = sorted(set(truth) | set(pred))
    out = {"accuracy": m.accuracy_score(truth, pred), "balanced_accuracy": m.balanced_accuracy_score(truth, pred),
           "matthews_corrcoef": m.matthews_corrcoef(truth, pred),
           "log_loss": m.log_loss(truth, scores, labels=codes)}
    for average in ("macro", "weighted"):
        for name, f in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
            out[f"{name}_{average}"] = f(truth, pred, average=average, zero_division=0)
    p, r, f, s = m.precision_recall_fscore_support(truth, pred, labels=codes, zero_division=0)
    result = {"expected": out, "confusion_matrix": m.confusion_matrix(truth, pred, labels=codes),
              "per_class": {"precision": p, "recall": r, "f1": f, "support": s}, "labels_seen": labels}
    if len(classes) == 2:
        t, q = truth == positive, scores[:, positive]
        hit = pred == positive
        out["precision"] = m.precision_score(t, hit, zero_division=0)
        out["recall"] = m.recall_score(t, hit, zero_division=0)
        out["f1"] = m.f1_score(t, hit, zero_division=0)
        out["brier_score_loss"] = m.brier_score_loss(t, q)
        out["roc_auc"] = attempt(lambda: m.roc_auc_score(t, q))
        out["average_precision"] = m.average_precision_score(t, q) if t.any() else None
        if t.any() and not t.all():
            for key, drop in (("roc_curve", False), ("roc_curve_drop_intermediate", True)):
                fpr, tpr, thresholds = m.roc_curve(t, q, drop_intermediate=drop)
                result[key] = {"fpr": fpr, "tpr": tpr, "thresholds_after_first": thresholds[1:]}
            precision, recall, thresholds = m.precision_recall_curve(t, q)
            result["precision_recall_curve"] = {"precision": precision, "recall": recall, "thresholds": thresholds}
    else:
        for key, average in (("roc_auc_ovr", "macro"), ("roc_auc_ovr_weighted", "weighted")):
            out[key] = attempt(lambda: m.roc_auc_score(truth, scores, multi_class="ovr", average=average, labels=codes))
    return result


def probabilities(rows, classes, digits=None):
    raw = rng.gamma(1.0, size=(rows, classes))
    p = raw / raw.sum(1, keepdims=True)
    if digits is not None:
        p = np.round(p, digits)
        p[:, -1] = 1 - p[:, :-1].sum(1)
        p = np.clip(p, 0, 1)
    return p


def follow(p, strength):
    """Labels that agree with the probabilities more often than not."""
    noise = rng.gamma(1.0, size=p.shape)
    return (strength * p + noise / noise.sum(1, keepdims=True)).argmax(1)


def classification_case(name, truth, scores, classes, positive):
    return {"name": name, "task": "binary" if len(classes) == 2 else "multiclass", "classes": classes,
            "positive": positive, "truth": truth, "scores": scores,
            **class_metrics(truth, scores, classes, positive)}


def metric_cases():
    cases, two, three, four = [], ["no", "yes"], ["a", "b", "c"], ["a", "b", "c", "d"]
    p = probabilities(40, 2)
    cases.append(classification_case("binary", follow(p, 1.0), p, two, 1))
    cases.append(classification_case("binary, positive is the first class", follow(p, 1.0), p, two, 0))
    p = probabilities(60, 2, 1)
    cases.append(classification_case("binary with ties", follow(p, 0.7), p, two, 1))
    half = np.full((6, 2), 0.5)
    cases.append(classification_case("binary, every score is 0.5", np.array([0, 1, 1, 0, 1, 0]), half, two, 1))
    sure = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    cases.append(classification_case("binary, sure and partly wrong", np.array([0, 1, 1, 0]), sure, two, 1))
    p = probabilities(8, 2)
    cases.append(classification_case("binary, only negatives in truth", np.zeros(8, int), p, two, 1))
    cases.append(classification_case("binary, only positives in truth", np.ones(8, int), p, two, 1))
    p = np.column_stack([np.full(8, 0.9), np.full(8, 0.1)])
    cases.append(classification_case("binary, never predicted positive", np.array([0, 1] * 4), p, two, 1))
    p = probabilities(80, 3)
    cases.append(classification_case("multiclass", follow(p, 1.0), p, three, -1))
    p = probabilities(80, 3, 1)
    cases.append(classification_case("multiclass with ties", follow(p, 0.8), p, three, -1))
    p = probabilities(50, 4)
    cases.append(classification_case("multiclass, one class not in truth", follow(p, 1.0) % 3, p, four, -1))
    p = probabilities(50, 4)
    p[:, 3] = 0
    p /= p.sum(1, keepdims=True)
    cases.append(classification_case("multiclass, one class neither in truth nor predicted", p.argmax(1), p, four, -1))
    truth = rng.normal(size=50)
    for name, t, v in (("regression", truth, truth + rng.normal(size=50)),
                       ("regression, exact", truth, truth),
                       ("regression, constant truth", np.full(5, 2.0), np.arange(5.0)),
                       ("regression, constant truth met", np.full(5, 2.0), np.full(5, 2.0))):
        cases.append({"name": name, "task": "regression", "truth": t, "values": v, "expected": {
            "r2": m.r2_score(t, v), "mean_absolute_error": m.mean_absolute_error(t, v),
            "root_mean_squared_error": m.mean_squared_error(t, v) ** 0.5,
            "median_absolute_error": m.median_absolute_error(t, v), "max_error": m.max_error(t, v)}})
    return cases


# transforms

def number_table(rows):
    a = np.round(rng.normal(10, 3, rows), 3)
    b = np.round(rng.gamma(1.0, 20.0, rows), 2)
    c = rng.randint(0, 4, rows).astype(float)
    a[rng.rand(rows) < 0.2] = np.nan
    c[rng.rand(rows) < 0.3] = np.nan
    return pd.DataFrame({"a": a, "b": b, "c": c, "same": np.full(rows, 3.5), "empty": np.full(rows, np.nan)})


def level_table(rows, extra):
    city = rng.choice(["Oslo", "Rome", "Paris", "Berne", "Lima"], rows, p=[0.4, 0.25, 0.2, 0.1, 0.05]).astype(object)
    size = rng.choice(["S", "M", "L"], rows).astype(object)
    city[rng.rand(rows) < 0.15] = None
    if extra:
        city[0], size[1] = "Quito", "XL"
    return pd.DataFrame({"city": city, "size": size})


def columns_of(d):
    return {c: [None if pd.isna(v) else v for v in d[c].tolist()] for c in d}


def transform_case(name, estimator, params, train, test, learned):
    est = estimator(**params).fit(train)
    out = {"name": name, "estimator": estimator.__name__,
           "params": {k: (v.__name__ if isinstance(v, type) else v) for k, v in params.items() if k != "dtype"},
           "train": columns_of(train), "test": columns_of(test),
           "expected": {"feature_names": list(est.get_feature_names_out()), "learned": learned(est)}}
    for part, d in (("train", train), ("test", test)):
        values = est.transform(d)
        values = values.toarray() if hasattr(values, "toarray") else np.asarray(values)
        out["expected"][part] = [[None if pd.isna(v) else v for v in row] for row in values.tolist()]
    return out


def transform_cases():
    cases = []
    train, test = number_table(24), number_table(10)
    some, other = train[["a", "b", "c", "same"]], test[["a", "b", "c", "same"]]
    for params in ({}, {"with_mean": False}, {"with_std": False}):
        cases.append(transform_case("standard", StandardScaler, params, some, other,
                                    lambda e: {"mean": e.mean_, "scale": e.scale_}))
    for params in ({}, {"feature_range": [-1, 2]}, {"clip": True}):
        params = {k: tuple(v) if isinstance(v, list) else v for k, v in params.items()}
        cases.append(transform_case("minmax", MinMaxScaler, params, some, other,
                                    lambda e: {"data_min": e.data_min_, "data_max": e.data_max_, "scale": e.scale_}))
    for params in ({}, {"quantile_range": (10.0, 90.0)}, {"with_centering": False}, {"with_scaling": False}):
        cases.append(transform_case("robust", RobustScaler, params, some, other,
                                    lambda e: {"center": e.center_, "scale": e.scale_}))
    for strategy in ("mean", "median", "most_frequent", "constant"):
        for indicator in (False, True):
            params = {"strategy": strategy, "add_indicator": indicator}
            if strategy == "constant":
                params["fill_value"] = -1.0
            cases.append(transform_case("impute numbers", SimpleImputer, params, some, other,
                                        lambda e: {"statistics": e.statistics_}))
    cases.append(transform_case("impute an empty column: it goes", SimpleImputer, {"strategy": "median"}, train, test,
                                lambda e: {"statistics": e.statistics_}))
    cases.append(transform_case("impute an empty column: it is kept", SimpleImputer,
                                {"strategy": "median", "keep_empty_features": True}, train, test,
                                lambda e: {"statistics": e.statistics_}))
    train, test = level_table(40, False), level_table(12, True)
    for strategy in ("most_frequent", "constant"):
        for indicator in (False, True):
            params = {"strategy": strategy, "add_indicator": indicator, "missing_values": None}
            if strategy == "constant":
                params["fill_value"] = "missing"
            cases.append(transform_case("impute levels", SimpleImputer, params, train, test,
                                        lambda e: {"statistics": e.statistics_}))
    full, held = train.fillna("missing"), test.fillna("missing")

    def infrequent(e):
        groups = getattr(e, "infrequent_categories_", None)
        return {"categories": [list(c) for c in e.categories_],
                "infrequent": None if groups is None else [None if g is None else list(g) for g in groups]}

    for params in ({"handle_unknown": "ignore"}, {"handle_unknown": "ignore", "drop": "first"},
                   {"handle_unknown": "ignore", "drop": "if_binary"},
                   {"handle_unknown": "infrequent_if_exist", "min_frequency": 6},
                   {"handle_unknown": "infrequent_if_exist", "min_frequency": 0.2},
                   {"handle_unknown": "infrequent_if_exist", "max_categories": 3},
                   {"handle_unknown": "infrequent_if_exist", "max_categories": 2},
                   {"handle_unknown": "infrequent_if_exist", "min_frequency": 4, "max_categories": 4},
                   {"handle_unknown": "infrequent_if_exist", "min_frequency": 1},
                   {"handle_unknown": "ignore", "min_frequency": 6}):
        cases.append(transform_case("one-hot", OneHotEncoder, params, full, held, infrequent))
    tied = pd.DataFrame({"v": list("aabbccddee") + ["f"]})
    for count in (2, 3, 4, 5, 6):
        cases.append(transform_case("one-hot, tied counts", OneHotEncoder,
                                    {"handle_unknown": "infrequent_if_exist", "max_categories": count},
                                    tied, pd.DataFrame({"v": list("fezab")}), infrequent))
    ordinal = {"handle_unknown": "use_encoded_value", "unknown_value": -1}
    cases.append(transform_case("ordinal", OrdinalEncoder, ordinal, full, held,
                                lambda e: {"categories": [list(c) for c in e.categories_]}))
    cases.append(transform_case("ordinal, missing stays missing", OrdinalEncoder, ordinal, train, test,
                                lambda e: {"categories": [list(c) for c in e.categories_]}))
    cases.append(transform_case("ordinal, missing has a code", OrdinalEncoder,
                                {**ordinal, "encoded_missing_value": -2}, train, test,
                                lambda e: {"categories": [list(c) for c in e.categories_]}))
    return cases


# splits

def fold_of(splitter, y, groups=None):
    fold = np.full(len(y), -1)
    for k, (_, held) in enumerate(splitter.split(np.zeros((len(y), 1)), y, groups)):
        fold[held] = k
    return fold


def split_cases():
    cases = []
    for rows, k in ((10, 3), (23, 5), (5, 5)):
        cases.append({"splitter": "KFold", "folds": k, "rows": rows, "fold": fold_of(KFold(k), np.zeros(rows))})
    for rows, k, weights in ((20, 4, [0.7, 0.3]), (53, 5, [0.5, 0.3, 0.2]), (31, 3, [0.9, 0.1])):
        y = rng.choice(len(weights), rows, p=weights)
        cases.append({"splitter": "StratifiedKFold", "folds": k, "labels": y, "fold": fold_of(StratifiedKFold(k), y)})
    for rows, k, count in ((30, 4, 9), (50, 5, 17), (12, 3, 3)):
        g = rng.randint(0, count, rows)
        cases.append({"splitter": "GroupKFold", "folds": k, "groups": g,
                      "fold": fold_of(GroupKFold(k), np.zeros(rows), g)})
    for rows, weights, size in ((47, [0.7, 0.3], 0.2), (53, [0.5, 0.3, 0.2], 0.2), (200, [0.6, 0.3, 0.1], 0.15)):
        y = rng.choice(len(weights), rows, p=weights)
        train, test = next(StratifiedShuffleSplit(1, test_size=size, random_state=0).split(y, y))
        cases.append({"splitter": "StratifiedShuffleSplit", "test_size": size, "labels": y,
                      "train_counts": np.bincount(y[train], minlength=len(weights)),
                      "test_counts": np.bincount(y[test], minlength=len(weights))})
    return cases


# F-tests, dummies, statistics, distributions, linear models

def sparse_numbers(rows, cols):
    return np.round(rng.normal(size=(rows, cols)), 3) * (rng.rand(rows, cols) < 0.7)


def f_cases():
    cases, X = [], sparse_numbers(40, 6)
    X[:, 4] = 1.5
    X[:, 5] = np.arange(40) % 2
    for classes in (2, 3):
        y = rng.randint(0, classes, 40)
        X[:, 0] += y
        f, p = f_classif(X, y)
        cases.append({"test": "f_classif", "X": X.copy(), "y": y, "F": f, "p": p})
    y = X[:, 0] * 2 + rng.normal(size=40)
    f, p = f_regression(X, y, force_finite=True)
    cases.append({"test": "f_regression", "X": X.copy(), "y": y, "F": f, "p": p})
    return cases


def dummy_cases():
    cases, X, y = [], np.zeros((9, 1)), np.array([1, 2, 0, 2, 1, 1, 2, 0, 2])
    for strategy in ("most_frequent", "prior"):
        for labels in (y, np.array([1, 1, 0, 2, 2, 0, 1, 2, 0])):
            d = DummyClassifier(strategy=strategy).fit(X, labels)
            cases.append({"strategy": strategy, "y": labels, "probabilities": d.predict_proba(X[:1])[0]})
    y = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0])
    for strategy in ("mean", "median"):
        cases.append({"strategy": strategy, "y": y,
                      "value": DummyRegressor(strategy=strategy).fit(X[:8], y).predict(X[:1])[0]})
    return cases


def statistics_cases():
    cases = []
    for name, x in (("normal", np.round(rng.normal(size=101), 3)), ("integers", rng.randint(0, 6, 40).astype(float)),
                    ("skewed", np.round(rng.gamma(0.5, 100, 300), 2)), ("one", np.array([4.0])),
                    ("same", np.full(5, 7.0)), ("two", np.array([1.0, 2.0]))):
        values, counts = np.unique(x, return_counts=True)
        cases.append({"name": name, "x": x, "mean": x.mean(), "std": x.std(), "min": x.min(), "max": x.max(),
                      "quantiles": {"0.1": np.quantile(x, 0.1), "0.25": np.quantile(x, 0.25), "0.5": np.quantile(x, 0.5),
                                    "0.75": np.quantile(x, 0.75), "0.9": np.quantile(x, 0.9)},
                      "distinct": len(values), "mode": values[counts.argmax()],
                      "auto_bins": len(np.histogram_bin_edges(x, "auto")) - 1,
                      "auto_histogram": np.histogram(x, "auto")[0]})
    return cases


def distribution_cases():
    cases = []
    for dfn, dfd in ((1, 1), (1, 38), (2, 37), (3, 5000), (9, 4), (50, 200), (1, 1000000)):
        for x in (0.0, 1e-3, 0.1, 0.9, 1.0, 1.3, 4.7, 30.0, 1000.0):
            cases.append({"dfn": dfn, "dfd": dfd, "F": x, "sf": scipy.stats.f.sf(x, dfn, dfd)})
    return cases


def linear_cases():
    """Weights of rows, no intercept, more columns than rows, strong and weak penalties."""
    cases = []
    for rows, cols in ((30, 4), (12, 20)):
        X, w = sparse_numbers(rows, cols), np.round(rng.rand(rows) * 3, 2)
        y = X @ rng.normal(size=cols) + rng.normal(size=rows) + 5
        labels = {2: (y > np.median(y)).astype(int), 3: np.digitize(y, np.quantile(y, [0.33, 0.66]))}
        for weighted in (False, True):
            for intercept in (True, False):
                sw = w if weighted else None
                models = [("linear", {}, LinearRegression(fit_intercept=intercept), y)]
                for alpha in (0.01, 1.0, 100.0):
                    models.append(("ridge", {"alpha": alpha}, Ridge(alpha=alpha, fit_intercept=intercept), y))
                for C in (0.01, 1.0, 10.0):
                    for k in (2, 3):
                        solver = LogisticRegression(C=C, fit_intercept=intercept, tol=1e-12, max_iter=10000,
                                                    solver="newton-cg")
                        models.append(("logistic", {"C": C, "classes": k}, solver, labels[k]))
                for name, params, model, target in models:
                    model.fit(X, target, sample_weight=sw)
                    cases.append({"model": name, "params": {**params, "fit_intercept": intercept}, "X": X, "y": target,
                                  "weights": sw, "coef": np.atleast_2d(model.coef_),
                                  "intercept": np.ravel(model.intercept_)})
    return cases


here = os.path.dirname(os.path.abspath(__file__))
values = {"made_with": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
          "metrics": metric_cases(), "transforms": transform_cases(), "splits": split_cases(), "f_tests": f_cases(),
          "dummies": dummy_cases(), "statistics": statistics_cases(), "f_distribution": distribution_cases(),
          "linear_models": linear_cases()}
with open(os.path.join(here, "values.json"), "w") as f:
    body = ",\n".join(f' {json.dumps(k)}: ' + (json.dumps(plain(v), allow_nan=False) if isinstance(v, dict) else
                      "[\n  " + ",\n  ".join(json.dumps(plain(one), allow_nan=False) for one in v) + "\n ]")
                      for k, v in values.items())
    f.write("{\n" + body + "\n}\n")
