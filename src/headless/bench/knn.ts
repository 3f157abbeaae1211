import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dense } from '../../core/matrix'
import { normal, randomStream } from '../../core/random'
import { nearest } from '../../ml/neighbours/nearest'
import { classVotes } from '../../ml/neighbours/vote'
import { pythonNumber, pythonWith } from './python'
import { benchRow, type BenchRow } from './row'

const ROWS = 20_000
const COLS = 20
const RUNS = 5

/** Five nearest neighbours of 20,000 rows among 20,000 others: against scikit-learn's brute force at one thread. */
export async function knnBench(): Promise<BenchRow[]> {
  const python = pythonWith('sklearn')
  if (!python) return []
  const random = randomStream(0, 'knn')
  const draw = () =>
    dense(
      ROWS,
      COLS,
      Float64Array.from({ length: ROWS * COLS }, () => normal(random)),
    )
  const [rows, queries] = [draw(), draw()]
  const codes = Float64Array.from({ length: ROWS }, (_, row) => (rows.values[row * COLS]! > 0 ? 1 : 0))
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-'))
  writeFileSync(join(folder, 'x'), rows.values)
  writeFileSync(join(folder, 'y'), codes)
  writeFileSync(join(folder, 'q'), queries.values)
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    classVotes(nearest(rows, queries, 5, { metric: 'euclidean', p: 2 }), codes, 2, 'uniform')
    ours.push(performance.now() - start)
    theirs.push(pythonNumber(python, SKLEARN, [folder, String(COLS)]))
  }
  rmSync(folder, { recursive: true })
  const work = `k nearest neighbours, ${ROWS.toLocaleString('en-US')} x ${COLS}, as many predicted`
  return [benchRow(work, ours, 'scikit-learn brute force, one thread', theirs, 1.5)]
}

const SKLEARN = `
import os
for name in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS'): os.environ[name] = '1'
import sys, time, numpy
from sklearn.neighbors import KNeighborsClassifier
folder, cols = sys.argv[1], int(sys.argv[2])
x = numpy.fromfile(folder + '/x').reshape(-1, cols)
y = numpy.fromfile(folder + '/y')
q = numpy.fromfile(folder + '/q').reshape(-1, cols)
start = time.perf_counter()
KNeighborsClassifier(algorithm='brute').fit(x, y).predict_proba(q)
print((time.perf_counter() - start) * 1000)`
