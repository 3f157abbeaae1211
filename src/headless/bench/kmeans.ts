import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dense } from '../../core/matrix'
import { normal, randomStream } from '../../core/random'
import { kMeans } from '../../ml/clusters/k-means'
import { pythonNumber, pythonWith } from './python'
import { benchRow, type BenchRow } from './row'

const ROWS = 100_000
const COLS = 20
const CLUSTERS = 10
const RUNS = 5

/** k-means on clusters that overlap, with the defaults of scikit-learn (ten runs of Lloyd), at one thread. */
export async function kmeansBench(): Promise<BenchRow[]> {
  const python = pythonWith('sklearn')
  if (!python) return []
  const random = randomStream(0, 'k-means')
  const centres = Float64Array.from({ length: CLUSTERS * COLS }, () => 1.5 * normal(random))
  const matrix = dense(
    ROWS,
    COLS,
    Float64Array.from({ length: ROWS * COLS }, (_, at) => {
      const row = Math.floor(at / COLS)
      return centres[(row % CLUSTERS) * COLS + (at % COLS)]! + normal(random)
    }),
  )
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-'))
  writeFileSync(join(folder, 'x'), matrix.values)
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    await kMeans(matrix, {
      clusters: CLUSTERS,
      runs: 10,
      maxIterations: 300,
      tolerance: 1e-4,
      random: randomStream(run, 'k-means'),
    })
    ours.push(performance.now() - start)
    theirs.push(pythonNumber(python, SKLEARN, [folder, String(COLS), String(CLUSTERS), String(run)]))
  }
  rmSync(folder, { recursive: true })
  const work = `k-means, ${ROWS.toLocaleString('en-US')} x ${COLS}, k = ${CLUSTERS}, 10 runs`
  return [benchRow(work, ours, 'scikit-learn, one thread', theirs, 1.5)]
}

const SKLEARN = `
import os
for name in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS'): os.environ[name] = '1'
import sys, time, numpy
from sklearn.cluster import KMeans
folder, cols, clusters, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
x = numpy.fromfile(folder + '/x').reshape(-1, cols)
start = time.perf_counter()
KMeans(clusters, n_init=10, random_state=seed).fit(x)
print((time.perf_counter() - start) * 1000)`
