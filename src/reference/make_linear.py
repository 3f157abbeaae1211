#!/usr/bin/env python3
"""Results of linear and kernel learners from scikit-learn, for linear.json beside this.

Usage: python3 make_linear.py     (with scikit-learn; made with Debian 12 python3-sklearn)

cases: small tables, parameters, and coefficients with tolerances so tight that they are exact. machines: decision
values of SVC and predictions of SVR on other rows.
"""
import json
import os
import warnings

import numpy as np
import sklearn
from scipy.optimize import root
from sklearn.linear_model import ElasticNet, HuberRegressor, Lasso, PoissonRegressor, SGDClassifier, SGDRegressor
from sklearn.linear_model._huber import _huber_loss_and_gradient
from sklearn.svm import SVC, SVR, LinearSVC

warnings.filterwarnings("ignore")
here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.RandomState(23)


def sparse_numbers(rows, cols):
    return np.round(rng.normal(size=(rows, cols)), 3) * (rng.rand(rows, cols) < 0.7)


def fitted(model, name, params, X, y, w=None):
    model.fit(X, y, sample_weight=w)
    coef = np.atleast_2d(model.coef_)
    return {"model": name, "params": params, "y": y, "weights": w, "coef": coef,
            "intercept": np.ravel(model.intercept_) + np.zeros(len(coef))}


def at_the_minimum(model, X, y, w):
    """HuberRegressor ends about 1e-5 short of the minimum whatever its tol: where its own gradient is 0 is the minimum."""
    model.fit(X, y, sample_weight=w)
    ends = [model.intercept_] if model.fit_intercept else []
    start = np.concatenate([model.coef_, ends, [model.scale_]])
    weights = np.ones(len(y)) if w is None else w
    found = root(lambda p: _huber_loss_and_gradient(p, X, y, model.epsilon, model.alpha, weights)[1], start, tol=1e-14)
    assert np.abs(found.fun).max() < 1e-9, found
    model.coef_, model.scale_ = found.x[:X.shape[1]], found.x[-1]
    model.intercept_ = found.x[-2] if model.fit_intercept else 0.0
    return model


def penalised(X, y, w):
    for alpha, ratio in ((0.01, 1.0), (0.3, 1.0), (0.05, 0.5), (0.3, 0.1), (1.0, 0.7)):
        for intercept in (True, False):
            for positive in (False, True):
                if positive and not intercept:
                    continue
                kind = {} if ratio == 1 else {"l1_ratio": ratio}
                model = (Lasso if ratio == 1 else ElasticNet)(
                    alpha=alpha, fit_intercept=intercept, positive=positive, tol=1e-13, max_iter=1000000, **kind)
                params = {"alpha": alpha, "l1_ratio": ratio, "fit_intercept": intercept, "positive": positive}
                yield fitted(model, "elastic-net", params, X, y, w)


def counted(X, y, w):
    for alpha in (0.0, 0.01, 1.0) if len(X) > X.shape[1] else (0.01, 1.0):
        for intercept in (True, False):
            model = PoissonRegressor(alpha=alpha, fit_intercept=intercept, tol=1e-9, max_iter=100000)
            yield fitted(model, "poisson", {"alpha": alpha, "fit_intercept": intercept}, X, y, w)


def robust(X, y, w):
    for epsilon, alpha in ((1.35, 0.0001), (1.1, 0.01), (2.0, 1.0)):
        for intercept in (True, False):
            model = HuberRegressor(epsilon=epsilon, alpha=alpha, fit_intercept=intercept, tol=1e-9, max_iter=100000)
            params = {"epsilon": epsilon, "alpha": alpha, "fit_intercept": intercept}
            at_the_minimum(model, X, y, w)
            yield {"model": "huber", "params": params, "y": y, "weights": w, "coef": [model.coef_],
                   "intercept": [model.intercept_], "scale": model.scale_, "outliers": int(model.outliers_.sum())}


def margins(X, labels, w):
    for loss in ("squared_hinge", "hinge"):
        for C, intercept, scaling in ((0.3, True, 1.0), (0.05, True, 3.0), (1.0, False, 1.0)):
            for classes, y in labels.items():
                model = LinearSVC(C=C, loss=loss, fit_intercept=intercept, intercept_scaling=scaling,
                                  dual=loss == "hinge", tol=1e-9, max_iter=200000, random_state=0)
                params = {"C": C, "loss": loss, "fit_intercept": intercept, "intercept_scaling": scaling,
                          "classes": classes}
                yield fitted(model, "linear-svm", params, X, y, w)


def linear_cases():
    tables = []
    for rows, cols in ((40, 5), (14, 22)):
        X, w = sparse_numbers(rows, cols), np.round(rng.rand(rows) * 3, 2)
        y = X @ rng.normal(size=cols) + rng.normal(size=rows) + 5
        y[::7] += 20
        counts = rng.poisson(np.exp(0.4 * X[:, 0] + 0.5)).astype(float)
        labels = {2: (y > np.median(y)).astype(int), 3: np.digitize(y, np.quantile(y, [0.33, 0.66]))}
        cases = []
        for weights in (None, w):
            cases += penalised(X, y, weights)
            cases += counted(X, counts, weights)
            if rows > cols:
                cases += robust(X, y, weights)
            cases += margins(X, labels, weights)
        tables.append({"X": X, "cases": cases})
    return tables


def sgd_cases():
    """Rows in their order and a fixed number of epochs, so that every step is the same."""
    cases, X = [], np.round(rng.normal(size=(60, 4)), 3)
    signal = X @ [1.0, -2.0, 0.5, 0.0] + 0.5 * rng.normal(size=60)
    y = np.round(signal + 1, 3)
    labels = {2: (signal > 0.2).astype(int), 3: np.digitize(signal, [-1, 1])}
    fixed = {"max_iter": 7, "tol": None, "shuffle": False}
    options = [{}, {"penalty": "l1"}, {"penalty": "elasticnet", "l1_ratio": 0.4, "alpha": 0.01},
               {"average": True}, {"learning_rate": "constant", "eta0": 0.05},
               {"learning_rate": "invscaling", "eta0": 0.3, "power_t": 0.3}, {"fit_intercept": False}]
    for loss in ("log_loss", "hinge"):
        for more in options:
            for classes, codes in labels.items():
                model = SGDClassifier(loss=loss, **fixed, **more)
                cases.append(fitted(model, "sgd", {"loss": loss, "classes": classes, **more}, X, codes))
    for loss in ("squared_error", "huber"):
        for more in options + [{"learning_rate": "optimal"}, {"average": 20}]:
            model = SGDRegressor(loss=loss, **fixed, **more)
            cases.append(fitted(model, "sgd", {"regression_loss": loss, "classes": 0, **more}, X, y))
    w = np.round(rng.rand(60) * 2, 2)
    cases.append(fitted(SGDClassifier(loss="log_loss", **fixed), "sgd", {"loss": "log_loss", "classes": 2}, X, labels[2], w))
    return {"X": X, "cases": cases}


def machine_cases():
    cases, X, T = [], np.round(rng.normal(size=(120, 4)), 3), np.round(rng.normal(size=(20, 4)), 3)
    signal = X[:, 0] ** 2 + X[:, 1] + 0.4 * rng.normal(size=120)
    w = np.round(rng.rand(120) * 2, 2)
    labels = {2: (signal > 1).astype(int), 3: np.digitize(signal, [0, 1.5])}
    for C, gamma in ((1.0, "scale"), (20.0, 0.5), (0.1, "auto")):
        for weights in (None, w):
            for classes, y in labels.items():
                model = SVC(C=C, gamma=gamma, tol=1e-9, decision_function_shape="ovo").fit(X, y, sample_weight=weights)
                cases.append({"task": "classes", "params": {"C": C, "gamma": gamma}, "classes": classes, "y": y,
                              "weights": weights, "expected": np.reshape(model.decision_function(T), (20, -1))})
            for epsilon in (0.1, 0.5):
                model = SVR(C=C, gamma=gamma, epsilon=epsilon, tol=1e-9).fit(X, signal, sample_weight=weights)
                cases.append({"task": "numbers", "params": {"C": C, "gamma": gamma, "epsilon": epsilon}, "classes": 0,
                              "y": signal, "weights": weights, "expected": model.predict(T).reshape(-1, 1)})
    return {"X": X, "test": T, "cases": cases}


def plain(x):
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if isinstance(x, np.ndarray):
        return plain(x.tolist())
    return x.item() if isinstance(x, np.generic) else x


with open(os.path.join(here, "linear.json"), "w") as f:
    json.dump(plain({"made_with": {"scikit-learn": sklearn.__version__}, "linear": linear_cases(), "sgd": sgd_cases(),
                     "machines": machine_cases()}), f, allow_nan=False, separators=(",", ":"))
    f.write("\n")
