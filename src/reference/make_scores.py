#!/usr/bin/env python3
"""What scikit-learn's learners score on the data sets, for scores.json beside this.

Usage: python3 make_scores.py     (with scikit-learn and pandas; made with Debian 12 python3-sklearn)

One entry per data set, learner and parameters: the score on the test rows (ROC AUC, accuracy or R2) in the canonical
pipeline that make_reference.py describes. Parameters that are not named are scikit-learn's defaults. Bagging is of ten
decision trees. Some learners take other features: `counts` are the canonical ones with numbers between 0 and 1, `levels`
are columns of categories, where numbers are cut at their quintiles, and `float32` are the canonical ones as scikit-learn
rounds them for trees, since values of test rows lie on thresholds.

Where chance has a part, the score is a mean and `spread` is the largest less the smallest: over five seeds, for trees
over 50, since one tree hangs on how ties are broken; for neighbours over five orders of the training rows, which decide
who is among those at the same distance. Boosting of absolute errors jumps about with the last digit of its learning
rate: `rates` are what it is averaged over.
"""
import json
import os
import warnings

import numpy as np
import pandas as pd
import sklearn
from sklearn import metrics as m
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (BaggingClassifier, BaggingRegressor, ExtraTreesClassifier, ExtraTreesRegressor,
                              HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier,
                              RandomForestRegressor)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import ElasticNet, HuberRegressor, Lasso, PoissonRegressor, SGDClassifier, SGDRegressor
from sklearn.naive_bayes import BernoulliNB, CategoricalNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import KBinsDiscretizer, MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler
from sklearn.svm import SVC, SVR, LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.filterwarnings("ignore")
here = os.path.dirname(os.path.abspath(__file__))


def features(X, kind):
    num = [c for c in X if pd.api.types.is_numeric_dtype(X[c])]
    cat = [c for c in X if c not in num]
    filled = SimpleImputer(strategy="constant", fill_value="missing")
    if kind == "levels":
        numbers, levels = KBinsDiscretizer(5, encode="ordinal", strategy="quantile"), OrdinalEncoder()
    else:
        numbers = MinMaxScaler() if kind == "counts" else StandardScaler()
        levels = OneHotEncoder(handle_unknown="ignore")
    return ColumnTransformer([("num", make_pipeline(SimpleImputer(strategy="median"), numbers), num),
                              ("cat", make_pipeline(filled, levels), cat)], sparse_threshold=0)


# Each: learner, its parameters, how it is made from a seed.
FEW = {"max_depth": 4, "min_samples_leaf": 10}
RUNS = {"sgd": 5, "knn": 5, "decision-tree": 50, "random-forest": 5, "extra-trees": 5, "bagging": 5}
RATES = [round(0.095 + 0.0005 * k, 4) for k in range(21)]
CLASSES = [
    ("dummy", {}, lambda s: DummyClassifier(strategy="prior")),
    ("linear-svm", {}, lambda s: LinearSVC(max_iter=100000, random_state=s)),
    ("svm", {}, lambda s: SVC()),
    ("sgd", {}, lambda s: SGDClassifier(loss="log_loss", random_state=s)),
    ("knn", {}, lambda s: KNeighborsClassifier()),
    ("knn", {"metric": "manhattan", "weights": "distance"}, lambda s: KNeighborsClassifier(metric="manhattan", weights="distance")),
    ("gaussian-nb", {}, lambda s: GaussianNB()),
    ("bernoulli-nb", {}, lambda s: BernoulliNB()),
    ("multinomial-nb", {}, lambda s: MultinomialNB()),
    ("categorical-nb", {}, lambda s: CategoricalNB()),
    ("decision-tree", {}, lambda s: DecisionTreeClassifier(random_state=s)),
    ("decision-tree", FEW, lambda s: DecisionTreeClassifier(**FEW, random_state=s)),
    ("random-forest", {}, lambda s: RandomForestClassifier(random_state=s, n_jobs=2)),
    ("extra-trees", {}, lambda s: ExtraTreesClassifier(random_state=s, n_jobs=2)),
    ("gradient-boosting", {}, lambda s: HistGradientBoostingClassifier()),
    ("bagging", {}, lambda s: BaggingClassifier(random_state=s)),
]
NUMBERS = [
    ("dummy", {}, lambda s: DummyRegressor(strategy="mean")),
    ("lasso", {}, lambda s: Lasso()),
    ("elastic-net", {}, lambda s: ElasticNet()),
    ("poisson", {}, lambda s: PoissonRegressor(max_iter=10000)),
    ("huber", {}, lambda s: HuberRegressor(max_iter=100000)),
    ("sgd", {}, lambda s: SGDRegressor(random_state=s)),
    ("svm", {}, lambda s: SVR()),
    ("knn", {}, lambda s: KNeighborsRegressor()),
    ("knn", {"metric": "manhattan", "weights": "distance"}, lambda s: KNeighborsRegressor(metric="manhattan", weights="distance")),
    ("decision-tree", {}, lambda s: DecisionTreeRegressor(random_state=s)),
    ("decision-tree", FEW, lambda s: DecisionTreeRegressor(**FEW, random_state=s)),
    ("random-forest", {}, lambda s: RandomForestRegressor(random_state=s, n_jobs=2)),
    ("extra-trees", {}, lambda s: ExtraTreesRegressor(random_state=s, n_jobs=2)),
    ("gradient-boosting", {}, lambda s: HistGradientBoostingRegressor()),
    ("gradient-boosting", {"loss": "poisson"}, lambda s: HistGradientBoostingRegressor(loss="poisson")),
    ("gradient-boosting", {"loss": "absolute_error", "max_iter": 30},
     lambda s: HistGradientBoostingRegressor(loss="absolute_error", max_iter=30, learning_rate=RATES[s])),
    ("bagging", {}, lambda s: BaggingRegressor(random_state=s)),
]
KINDS = {"multinomial-nb": "counts", "categorical-nb": "levels", "decision-tree": "float32"}


def scored(pipe, spec, X, y):
    if spec["task"] == "regression":
        return m.r2_score(y, pipe.predict(X))
    if spec["task"] == "multiclass":
        return m.accuracy_score(y, pipe.predict(X))
    f = pipe.decision_function(X) if hasattr(pipe, "decision_function") else pipe.predict_proba(X)[:, 1]
    return m.roc_auc_score(y == spec["positive"], f if spec["positive"] == pipe.classes_[1] else -f)


def read(name, spec):
    d = pd.read_csv(os.path.join(here, "data", name + ".csv"), keep_default_na=False, na_values=[""])
    return d, d["split"] == "train", d[spec["target"]], d.drop(columns=[spec["target"], "split", "fold"])


def scores(name, spec):
    d, train, y, X = read(name, spec)
    for learner, params, model in NUMBERS if spec["task"] == "regression" else CLASSES:
        kind = KINDS.get(learner, "canonical")
        rates = RATES if "absolute_error" in params.values() else []
        A, B = X[train], X[~train]
        found = []
        for run in range(len(rates) or RUNS.get(learner, 1)):
            order = np.random.RandomState(run).permutation(len(A)) if learner == "knn" else np.arange(len(A))
            pipe = make_pipeline(features(X, kind), model(run)).fit(A.iloc[order], y[train].iloc[order])
            found.append(scored(pipe, spec, B, y[~train]))
        yield {"data": name, "learner": learner, "params": params, "features": kind, **({"rates": rates} if rates else {}),
               "score": float(f"{np.mean(found):.12g}"), "spread": round(float(np.max(found) - np.min(found)), 6)}


def lines(entries):
    return "[\n" + ",\n".join(json.dumps(one) for one in entries) + "\n]"


with open(os.path.join(here, "data.json")) as f:
    files = json.load(f)
learned = [one for name, spec in files.items() for one in scores(name, spec)]
with open(os.path.join(here, "scores.json"), "w") as f:
    f.write(f'{{"made_with": {{"scikit-learn": "{sklearn.__version__}"}},\n"scores": {lines(learned)}}}\n')
