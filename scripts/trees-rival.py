"""Fits and predicts with XGBoost or scikit-learn; prints milliseconds of the fit, and the median of predictions.

Usage: python3 trees-rival.py xgboost|boosting|forest DATA ROWS COLUMNS PREDICTED TIMES CATEGORIES THREADS
DATA.x holds rows x columns float32, row by row (NaN is missing), DATA.y a byte per row; the first PREDICTED rows
are predicted so many TIMES; CATEGORIES are the columns that hold categories, with commas between.
"""
import os
import sys
import time

threads = int(sys.argv[8])
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(threads)
import numpy as np

rival, data, rows, columns, predicted, times, categories = sys.argv[1:8]
x = np.fromfile(data + ".x", np.float32).reshape(int(rows), int(columns))
y = np.fromfile(data + ".y", np.uint8)
held = x[:int(predicted)].copy()
categories = [int(one) for one in categories.split(",") if one]

if rival == "xgboost":
    import xgboost as xgb
    params = {"objective": "binary:logistic", "tree_method": "hist", "nthread": threads, "eta": 0.1, "max_bin": 255,
              "max_depth": 6, "min_child_weight": 1, "lambda": 1}
    start = time.perf_counter()
    model = xgb.train(params, xgb.DMatrix(x, label=y, nthread=threads), 100)
    fitted = time.perf_counter()
    predict = lambda: model.inplace_predict(held)
else:
    if rival == "boosting":
        from sklearn.ensemble import HistGradientBoostingClassifier
        model = HistGradientBoostingClassifier(categorical_features=categories or None, early_stopping=False)
    else:
        from sklearn.ensemble import RandomForestClassifier
        model = RandomForestClassifier(n_jobs=threads, random_state=0)
    start = time.perf_counter()
    model.fit(x, y)
    fitted = time.perf_counter()
    predict = lambda: model.predict_proba(held)

spent = []
for _ in range(int(times)):
    begin = time.perf_counter()
    predict()
    spent.append(time.perf_counter() - begin)
print((fitted - start) * 1000, np.median(spent) * 1000)
