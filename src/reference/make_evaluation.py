#!/usr/bin/env python3
"""What Evaluate shows beyond single metrics: reports per class, bootstrap intervals, gain and lift.

Usage: python3 make_evaluation.py      (Debian 12: apt install python3-sklearn python3-scipy)

Writes evaluation.json beside this script; evaluation.ts describes its shape. The resamples are in the file (times that
each row counts), so that percentiles can be compared exactly; scipy's own intervals, from draws of its own, are there
to be compared within the noise of drawing. Gain and lift have no function in scikit-learn: they are cumulative sums.
"""
import json
import os
import warnings

import numpy as np
import scipy
import sklearn
from scipy.stats import bootstrap
from sklearn import metrics as m

warnings.filterwarnings("ignore")
rng = np.random.RandomState(11)


def plain(x):
    if isinstance(x, dict):
        return {str(k): plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if isinstance(x, np.ndarray):
        return plain(x.tolist())
    if isinstance(x, np.generic):
        return plain(x.item())
    if isinstance(x, float) and not np.isfinite(x):
        return None
    return x


def report(truth, scores, classes):
    found = m.classification_report(truth, scores.argmax(1), labels=range(len(classes)), target_names=classes,
                                    output_dict=True, zero_division=0)
    # With every label named and present, scikit-learn gives the accuracy; otherwise a micro average.
    found.setdefault("accuracy", m.accuracy_score(truth, scores.argmax(1)))
    return {key: found[key] for key in [*classes, "accuracy", "macro avg", "weighted avg"]}


def class_metrics(truth, scores, classes):
    said, codes = scores.argmax(1), list(range(len(classes)))
    out = {"accuracy": m.accuracy_score(truth, said), "balanced_accuracy": m.balanced_accuracy_score(truth, said),
           "matthews_corrcoef": m.matthews_corrcoef(truth, said),
           "log_loss": m.log_loss(truth, scores, labels=codes)}
    for average in ("macro", "weighted"):
        for name, score in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
            out[f"{name}_{average}"] = score(truth, said, average=average, zero_division=0)
    if len(classes) == 2:
        out |= {"precision": m.precision_score(truth, said, zero_division=0),
                "recall": m.recall_score(truth, said, zero_division=0), "f1": m.f1_score(truth, said, zero_division=0),
                "brier_score_loss": m.brier_score_loss(truth, scores[:, 1]),
                "roc_auc": m.roc_auc_score(truth, scores[:, 1]),
                "average_precision": m.average_precision_score(truth, scores[:, 1])}
    else:
        out["roc_auc_ovr"] = m.roc_auc_score(truth, scores, multi_class="ovr", labels=codes)
    return out


def value_metrics(truth, values):
    return {"r2": m.r2_score(truth, values), "mean_absolute_error": m.mean_absolute_error(truth, values),
            "root_mean_squared_error": m.mean_squared_error(truth, values) ** 0.5,
            "median_absolute_error": m.median_absolute_error(truth, values)}


def percentiles(rows, draws, measure):
    """The resamples as counts, and numpy's percentiles of scikit-learn's metrics over them."""
    taken = [rng.randint(0, rows, rows) for _ in range(draws)]
    found = [measure(rows_of) for rows_of in taken]
    intervals = {name: np.percentile([one[name] for one in found], [2.5, 97.5]) for name in found[0]}
    return {"counts": [np.bincount(one, minlength=rows) for one in taken], "intervals": intervals}


def gain(truth, score):
    order = np.argsort(-score, kind="stable")
    last = np.append(np.diff(score[order]) != 0, True)
    hits = np.cumsum(truth[order])[last]
    acted = (np.arange(len(truth)) + 1)[last]
    share, found = acted / len(truth), hits / truth.sum()
    return {"share": share, "gain": found, "lift": found / share}


def class_case(name, rows, classes, digits=None):
    raw = rng.gamma(1.0, size=(rows, len(classes)))
    scores = raw / raw.sum(1, keepdims=True)
    if digits is not None:
        scores = np.round(scores, digits)
        scores[:, -1] = 1 - scores[:, :-1].sum(1)
    noise = rng.gamma(1.0, size=scores.shape)
    truth = (1.2 * scores + noise / noise.sum(1, keepdims=True)).argmax(1)
    case = {"name": name, "classes": classes, "truth": truth, "scores": scores, "report": report(truth, scores, classes),
            **percentiles(rows, 60, lambda i: class_metrics(truth[i], scores[i], classes))}
    if len(classes) == 2:
        case["gain"] = gain(truth, scores[:, 1])
        auc = bootstrap((truth, scores[:, 1]), lambda t, s: m.roc_auc_score(t, s) if 0 < t.sum() < len(t) else np.nan,
                        paired=True, vectorized=False, n_resamples=9999, method="percentile", random_state=3)
        hit = bootstrap((scores.argmax(1) == truth,), np.mean, n_resamples=9999, method="percentile", random_state=3)
        case["scipy"] = {"roc_auc": list(auc.confidence_interval), "accuracy": list(hit.confidence_interval)}
    return case


def value_case(name, rows):
    truth = rng.normal(50, 10, rows)
    values = truth + rng.normal(0, 4, rows) * rng.gamma(1.0, size=rows)
    off = bootstrap((np.abs(truth - values),), np.mean, n_resamples=9999, method="percentile", random_state=3)
    return {"name": name, "truth": truth, "values": values,
            **percentiles(rows, 60, lambda i: value_metrics(truth[i], values[i])),
            "scipy": {"mean_absolute_error": list(off.confidence_interval)}}


here = os.path.dirname(os.path.abspath(__file__))
out = {"made_with": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
       "classification": [class_case("two classes", 90, ["no", "yes"]),
                          class_case("two classes with ties", 70, ["no", "yes"], 1),
                          class_case("three classes", 90, ["a", "b", "c"])],
       "regression": [value_case("numbers", 80)]}
with open(os.path.join(here, "evaluation.json"), "w") as f:
    f.write(json.dumps(plain(out), allow_nan=False, separators=(",", ":")) + "\n")
