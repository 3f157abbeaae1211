import { join } from 'node:path'
import { addNode, connect } from '../../core/pipeline/acts'
import { unlockParam } from '../../core/pipeline/search-acts'
import { starter } from '../../core/pipeline/starter'
import { lookupStage } from '../../stages/descriptions'
import { localEngine } from '../local-engine'
import { pythonNumber, pythonWith } from './python'
import { benchRow, type BenchRow } from './row'

const TRIALS = 100
const RUNS = 3

/**
 * A random search over a logistic pipeline on telco churn, in one thread of Node, every trial in five folds from raw rows
 * up: against scikit-learn's RandomizedSearchCV over the same pipeline in two processes.
 */
export async function tuneBench(assets: string): Promise<BenchRow[]> {
  const python = pythonWith('sklearn')
  if (!python) return []
  const data = join(assets, 'samples/telco_churn.csv')
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    ours.push(await search(assets))
    theirs.push(pythonNumber(python, SKLEARN, [data, String(TRIALS)]))
  }
  const work = `random search, ${TRIALS} trials in 5 folds, logistic pipeline on telco churn, one thread`
  return [benchRow(work, ours, 'scikit-learn RandomizedSearchCV, n_jobs=2', theirs, 1)]
}

/** Milliseconds of the Tune alone, on a fresh engine. */
async function search(assets: string): Promise<number> {
  const source = { stage: 'collect/sample', params: { name: 'telco_churn' } }
  const plain = starter({ source, name: 'bench', target: 'churn', task: 'binary' }, lookupStage)
  const open = unlockParam(plain, 'logistic', 'C', lookupStage)
  const params = { method: 'random', n_trials: TRIALS }
  const added = addNode(open, lookupStage('tune/tune')!, { x: 0, y: 0 }, params)
  const wire = { from: { node: 'logistic', port: 'model' }, to: { node: 'tune', port: 'model' } }
  const engine = localEngine(new Map(), assets)
  engine.update(connect(added, wire, lookupStage))
  await engine.run(['tune'])
  const result = engine.result('tune')
  if (!result) throw new Error('The search gave nothing')
  return result.milliseconds
}

const SKLEARN = `
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
print((time.perf_counter() - start) * 1000)`
