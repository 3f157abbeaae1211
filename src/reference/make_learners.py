#!/usr/bin/env python3
"""What scikit-learn's neighbours, Bayes and baselines say, for tests.

Usage: python3 make_learners.py      (Debian 12: apt install python3-sklearn)

Writes learners.json beside this script. README.md describes its shape. Every input is in the file.
"""
import json
import os
import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans, MiniBatchKMeans
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import IsolationForest
from sklearn.mixture import GaussianMixture
from sklearn.naive_bayes import BernoulliNB, CategoricalNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

warnings.filterwarnings("ignore")
rng = np.random.RandomState(11)


def numbers(x):
    return np.asarray(x, dtype=float).tolist()


def knn_cases():
    """Two features lie on a coarse grid, so that rows repeat and distances are 0; the last one tells all apart."""
    cases = []
    X = np.column_stack([rng.randint(0, 4, (60, 2)), np.round(rng.normal(size=(60, 2)), 3)]).astype(float)
    queries = np.vstack([X[:6], np.round(rng.normal(size=(14, 4)), 3)])
    codes, values = rng.randint(0, 3, 60), np.round(rng.normal(size=60), 3)
    for metric, p in (("euclidean", 2), ("manhattan", 2), ("minkowski", 3), ("minkowski", 1.5), ("cosine", 2)):
        for weights in ("uniform", "distance"):
            for n in (1, 5):
                params = {"n_neighbors": n, "weights": weights, "metric": metric, "p": p}
                given = dict(params, algorithm="brute")
                if metric == "cosine" and weights == "distance":
                    # A row's distance to itself is rounding noise in scikit-learn, and 0 here.
                    asked = queries[6:]
                else:
                    asked = queries
                cases.append({"params": params, "X": numbers(X), "queries": numbers(asked), "codes": numbers(codes),
                              "values": numbers(values),
                              "probabilities": numbers(KNeighborsClassifier(**given).fit(X, codes).predict_proba(asked)),
                              "means": numbers(KNeighborsRegressor(**given).fit(X, values).predict(asked))})
    # Many rows at the same distance: of those the earlier count.
    X, asked = rng.randint(0, 3, (50, 2)).astype(float), np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 1.0]])
    codes = rng.randint(0, 3, 50)
    params = {"n_neighbors": 7, "weights": "uniform", "metric": "manhattan", "p": 2}
    order = [sorted(range(50), key=lambda i: (np.abs(X[i] - q).sum(), i))[:7] for q in asked]
    model = KNeighborsClassifier(**params, algorithm="brute").fit(X, codes)
    means = KNeighborsRegressor(**params, algorithm="brute").fit(X, codes).predict(asked)
    assert np.allclose(means, [codes[one].mean() for one in order])
    cases.append({"params": params, "X": numbers(X), "queries": numbers(asked), "codes": numbers(codes),
                  "values": numbers(codes), "probabilities": numbers(model.predict_proba(asked)), "means": numbers(means)})
    return cases


def bayes_cases():
    cases = []
    y, weights = rng.randint(0, 3, 40), np.round(rng.rand(40) * 3, 2)
    counts = rng.poisson(1.2, (40, 5)).astype(float)
    counts[:, 0] += y
    normal = np.round(rng.normal(size=(40, 4)) + y[:, None], 3)
    levels = rng.randint(0, 4, (40, 3)).astype(float)
    rows = {"gaussian": normal, "multinomial": counts, "bernoulli": np.vstack([counts[:20], -counts[20:]]),
            "categorical": levels}
    makers = {"gaussian": GaussianNB, "multinomial": MultinomialNB, "bernoulli": BernoulliNB,
              "categorical": CategoricalNB}
    settings = {"gaussian": ({"var_smoothing": 1e-9}, {"var_smoothing": 0.1}),
                "multinomial": ({"alpha": 1.0, "fit_prior": True}, {"alpha": 0.2, "fit_prior": False}),
                "bernoulli": ({"alpha": 1.0, "fit_prior": True, "binarize": 0.0},
                              {"alpha": 0.3, "fit_prior": False, "binarize": 1.5}),
                "categorical": ({"alpha": 1.0, "fit_prior": True, "min_categories": 0},
                                {"alpha": 0.5, "fit_prior": False, "min_categories": 6})}
    for name, X in rows.items():
        for params in settings[name]:
            for sample_weight in (None, weights):
                given = dict(params)
                if given.get("min_categories") == 0:
                    given["min_categories"] = None
                test = X[:12].copy()
                if given.get("min_categories"):
                    test[0, 0] = 5
                model = makers[name](**given).fit(X, y, sample_weight=sample_weight)
                cases.append({"kind": name, "params": params, "X": numbers(X), "y": numbers(y),
                              "weights": None if sample_weight is None else numbers(sample_weight),
                              "test": numbers(test), "probabilities": numbers(model.predict_proba(test))})
    return cases


def dummy_cases():
    cases, X = [], np.zeros((9, 1))
    codes, values = np.array([1, 2, 0, 2, 1, 1, 2, 0, 2]), np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5])
    weights = np.array([1, 0.5, 2, 0, 1, 3, 1, 0.25, 0])
    for given in (None, weights):
        told = None if given is None else numbers(given)
        for strategy in ("prior", "most_frequent", "uniform"):
            model = DummyClassifier(strategy=strategy).fit(X, codes, sample_weight=given)
            cases.append({"strategy": strategy, "y": numbers(codes), "weights": told,
                          "expected": numbers(model.predict_proba(X[:1])[0])})
        for strategy, quantile in (("mean", None), ("median", None), ("quantile", 0.1), ("quantile", 0.8)):
            model = DummyRegressor(strategy=strategy, quantile=quantile).fit(X, values, sample_weight=given)
            cases.append({"strategy": strategy, "y": numbers(values), "weights": told, "quantile": quantile,
                          "expected": numbers(model.predict(X[:1]))})
    return cases


def blobs(rows, cols, clusters, spread):
    centres = rng.normal(size=(clusters, cols)) * 4
    of = rng.randint(0, clusters, rows)
    return np.round(centres[of] + spread * rng.normal(size=(rows, cols)), 3), of


def cluster_metric_cases():
    cases = []
    for clusters, spread in ((3, 1.0), (4, 3.0)):
        X, truth = blobs(60, 3, clusters, spread)
        found = np.where(rng.rand(60) < 0.8, truth, rng.randint(0, clusters, 60))
        cases.append({"X": numbers(X), "truth": truth.tolist(), "clusters": found.tolist(), "expected": {
            "silhouette": metrics.silhouette_score(X, found),
            "calinski_harabasz": metrics.calinski_harabasz_score(X, found),
            "davies_bouldin": metrics.davies_bouldin_score(X, found),
            "adjusted_rand": metrics.adjusted_rand_score(truth, found),
            "adjusted_mutual_info": metrics.adjusted_mutual_info_score(truth, found),
            "normalized_mutual_info": metrics.normalized_mutual_info_score(truth, found)}})
    return cases


def kmeans_cases():
    """The best of many runs, which every good implementation finds; weights where they are given."""
    cases = []
    for clusters, cols, weighted in ((3, 2, False), (4, 3, True), (5, 4, False)):
        X, _ = blobs(80, cols, clusters, 1.0)
        weights = np.round(rng.rand(80) * 3 + 0.1, 2) if weighted else None
        model = KMeans(clusters, n_init=50, tol=0, random_state=0).fit(X, sample_weight=weights)
        order = np.lexsort(model.cluster_centers_.T[::-1])
        cases.append({"X": numbers(X), "weights": None if weights is None else numbers(weights), "clusters": clusters,
                      "inertia": model.inertia_, "centres": numbers(model.cluster_centers_[order])})
    return cases


def labelled_cases():
    """Clusters by row: DBSCAN, with -1 for noise, and hierarchical."""
    X, _ = blobs(70, 2, 4, 0.9)
    weights = np.where(np.arange(70) % 3 == 0, 2.0, 1.0)
    cases = []
    for eps, least, given in ((0.6, 4, None), (1.0, 5, None), (0.6, 4, weights)):
        found = DBSCAN(eps=eps, min_samples=least).fit(X, sample_weight=given).labels_
        cases.append({"kind": "dbscan", "params": {"eps": eps, "min_samples": least}, "X": numbers(X),
                      "weights": None if given is None else numbers(given), "clusters": found.tolist()})
    for linkage in ("ward", "complete", "average", "single"):
        for clusters in (2, 5):
            found = AgglomerativeClustering(clusters, linkage=linkage).fit(X).labels_
            cases.append({"kind": "agglomerative", "params": {"n_clusters": clusters, "linkage": linkage},
                          "X": numbers(X), "weights": None, "clusters": found.tolist()})
    return cases


def mixture_cases():
    """From given memberships, to rest: the same fixed point."""
    cases = []
    X, start = blobs(120, 3, 3, 1.6)
    for kind in ("full", "tied", "diag", "spherical"):
        weights = np.bincount(start) / len(start)
        means = np.array([X[start == k].mean(axis=0) for k in range(3)])
        model = GaussianMixture(3, covariance_type=kind, tol=1e-12, max_iter=5000, weights_init=weights,
                                means_init=means, random_state=0).fit(X)
        cases.append({"type": kind, "X": numbers(X), "start": start.tolist(), "weights": numbers(model.weights_),
                      "means": numbers(model.means_), "likelihood": model.score(X),
                      "probabilities": numbers(model.predict_proba(X[:10]))})
    return cases


def isolation_cases():
    """A heap with odd rows around it; the mean ROC AUC of scikit-learn's over ten seeds."""
    X = np.round(np.vstack([rng.normal(size=(300, 4)), rng.uniform(-5, 5, (20, 4))]), 3)
    odd = (np.arange(320) >= 300).astype(int)
    auc = [metrics.roc_auc_score(odd, -IsolationForest(random_state=seed).fit(X).score_samples(X)) for seed in range(10)]
    return [{"X": numbers(X), "odd": odd.tolist(), "roc_auc": float(np.mean(auc))}]


def mini_batch_cases():
    """The mean inertia of five seeds."""
    cases = []
    for rows, clusters, spread in ((3000, 6, 1.5), (1500, 4, 0.5)):
        X = np.round(blobs(rows, 3, clusters, spread)[0], 2)
        found = [MiniBatchKMeans(clusters, n_init=3, random_state=seed).fit(X).inertia_ for seed in range(5)]
        cases.append({"X": numbers(X), "clusters": clusters, "inertia": float(np.mean(found))})
    return cases


here = os.path.dirname(os.path.abspath(__file__))
made = {"made_with": {"scikit-learn": sklearn.__version__, "numpy": np.__version__}, "knn": knn_cases(),
        "bayes": bayes_cases(), "dummies": dummy_cases(),
        "cluster_metrics": cluster_metric_cases(), "kmeans": kmeans_cases(),
        "labelled": labelled_cases(), "mixtures": mixture_cases(), "isolation": isolation_cases(),
        "mini_batch": mini_batch_cases()}
with open(os.path.join(here, "learners.json"), "w") as f:
    body = ",\n".join(f' {json.dumps(k)}: ' + (json.dumps(v) if isinstance(v, dict) else
                      "[\n  " + ",\n  ".join(json.dumps(one, allow_nan=False) for one in v) + "\n ]")
                      for k, v in made.items())
    f.write("{\n" + body + "\n}\n")
