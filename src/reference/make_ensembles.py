#!/usr/bin/env python3
"""What scikit-learn's VotingClassifier, VotingRegressor, StackingClassifier and StackingRegressor say of the data sets.

Usage: python3 make_ensembles.py      (Debian 12: apt install python3-sklearn python3-pandas)

Three linear models each, behind the canonical pipeline of make_reference.py: `one` and `two` differ in the strength of
their penalty, and `some` does not see the columns in `ignore`. Folds are those of the `fold` column. Writes
ensembles.json beside this script; ensembles.ts describes its shape.
"""
import json
import os
import warnings

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import StackingClassifier, StackingRegressor, VotingClassifier, VotingRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
here = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = [2, 1, 0.5]
FIRST = 40


def canonical(X, columns):
    num = [c for c in columns if pd.api.types.is_numeric_dtype(X[c])]
    cat = [c for c in columns if c not in num]
    return ColumnTransformer([
        ("num", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), num),
        ("cat", make_pipeline(SimpleImputer(strategy="constant", fill_value="missing"),
                              OneHotEncoder(handle_unknown="ignore")), cat)], sparse_threshold=0)


def logistic(C, task):
    return LogisticRegression(C=C, tol=1e-10, max_iter=1000, solver="newton-cholesky" if task == "binary" else "newton-cg")


def case(name, spec):
    d = pd.read_csv(os.path.join(here, "data", name + ".csv"), keep_default_na=False, na_values=[""])
    train, test = d["split"] == "train", d["split"] == "test"
    y, X = d[spec["target"]], d.drop(columns=[spec["target"], "split", "fold"])
    for c in X:
        if not pd.api.types.is_numeric_dtype(X[c]):
            X[c] = X[c].astype(object)
    ignore = list(X.columns[: X.shape[1] // 2])
    some = [c for c in X if c not in ignore]
    isClass = spec["task"] != "regression"
    learner = (lambda C: logistic(C, spec["task"])) if isClass else (lambda C: Ridge(alpha=1 / C))
    models = [("one", make_pipeline(canonical(X, X.columns), learner(1.0))),
              ("two", make_pipeline(canonical(X, X.columns), learner(0.01))),
              ("some", make_pipeline(canonical(X, some), learner(1.0)))]
    cv = PredefinedSplit(d["fold"][train].astype(int).to_numpy())
    Xa, ya, Xb = X[train], y[train], X[test]
    if isClass:
        soft = VotingClassifier(models, voting="soft", weights=WEIGHTS).fit(Xa, ya)
        hard = VotingClassifier(models, voting="hard", weights=WEIGHTS).fit(Xa, ya)
        stack = StackingClassifier(models, learner(1.0), cv=cv).fit(Xa, ya)
        out = {"classes": [str(c) for c in soft.classes_], "soft": soft.predict_proba(Xb)[:FIRST],
               "hard": [list(soft.classes_).index(c) for c in hard.predict(Xb)],
               "stacked": stack.predict_proba(Xb)[:FIRST]}
    else:
        mean = VotingRegressor(models, weights=WEIGHTS).fit(Xa, ya)
        stack = StackingRegressor(models, Ridge(alpha=1.0), cv=cv).fit(Xa, ya)
        out = {"classes": [], "soft": mean.predict(Xb)[:FIRST, None], "hard": [],
               "stacked": stack.predict(Xb)[:FIRST, None]}
    final = stack.final_estimator_
    return {"name": name, "target": spec["target"], "positive": spec.get("positive", ""), "ignore": ignore,
            "weights": WEIGHTS, **out, "coef": np.atleast_2d(final.coef_), "intercept": np.ravel(final.intercept_)}


def plain(x):
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple, np.ndarray)):
        return [plain(v) for v in x]
    return float(f"{x:.12g}") if isinstance(x, (float, np.floating)) else int(x) if isinstance(x, np.integer) else x


with open(os.path.join(here, "data.json")) as f:
    files = json.load(f)
cases = [case(name, spec) for name, spec in files.items()]
with open(os.path.join(here, "ensembles.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(plain(one), allow_nan=False) for one in cases) + "\n]\n")
