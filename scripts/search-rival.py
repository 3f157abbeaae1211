"""Milliseconds of a random search over a logistic pipeline on telco churn: search-rival.py DATA.csv TRIALS."""
import sys, time, warnings
warnings.filterwarnings('ignore')
import pandas
from scipy.stats import loguniform
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RandomizedSearchCV, StratifiedKFold, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
frame = pandas.read_csv(sys.argv[1])
y = frame.pop('churn')
x, _, y, _ = train_test_split(frame, y, test_size=0.25, stratify=y, random_state=0)
numbers = x.select_dtypes('number').columns
words = x.columns.difference(numbers)
model = make_pipeline(
    ColumnTransformer([
        ('numbers', make_pipeline(SimpleImputer(strategy='median'), StandardScaler()), numbers),
        ('words', make_pipeline(SimpleImputer(strategy='constant', fill_value='missing'), OneHotEncoder(handle_unknown='ignore')), words),
    ]),
    LogisticRegression(max_iter=1000),
)
search = RandomizedSearchCV(
    model, {'logisticregression__C': loguniform(1e-4, 1e3)}, n_iter=int(sys.argv[2]),
    cv=StratifiedKFold(5, shuffle=True, random_state=0), scoring='roc_auc', n_jobs=2, random_state=0,
)
start = time.perf_counter()
search.fit(x, y)
print((time.perf_counter() - start) * 1000)
