"""Fits XGBoost once for every learning rate, and writes the chances that it gives to rows it has not seen.

Usage: python3 tree-quality-rival.py DATA ROWS COLUMNS TRAINING THREADS RATE...
DATA.x holds rows x columns float32, row by row, DATA.y a byte per row. The first TRAINING rows are trained on; DATA.K
gets the chances of the others, float32, for the K-th rate.
"""
import sys
import numpy as np
import xgboost as xgb

data, rows, columns, training, threads = sys.argv[1], *map(int, sys.argv[2:6])
x = np.fromfile(data + ".x", np.float32).reshape(rows, columns)
y = np.fromfile(data + ".y", np.uint8)
train = xgb.DMatrix(x[:training], label=y[:training], nthread=threads)
for k, rate in enumerate(sys.argv[6:]):
    params = {"objective": "binary:logistic", "tree_method": "hist", "nthread": threads, "eta": float(rate),
              "max_bin": 255, "max_depth": 6, "min_child_weight": 1, "lambda": 1}
    model = xgb.train(params, train, 100)
    model.inplace_predict(x[training:]).astype(np.float32).tofile(f"{data}.{k}")
