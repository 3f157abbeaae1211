import { execFileSync } from 'node:child_process'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCsv } from '../../core/csv/read'
import { loadPapa } from '../../stages/collect/load-papa'
import { mixedCsv } from './csv-data'
import { benchRow, type BenchRow } from './row'

const ROWS = 500_000
const RUNS = 3

/**
 * Reading a mixed CSV of 500,000 rows and 11 columns, about 46 MB, into typed columns: against Papa Parse and pandas.
 * Three rounds in which all take turns and each has the best of two.
 */
export async function csvBench(): Promise<BenchRow[]> {
  const path = join(tmpdir(), `trainyard-bench-${ROWS}.csv`)
  if (!existsSync(path)) mixedCsv(path, ROWS)
  const size = statSync(path).size
  const work = `CSV, ${(size / 1e6).toFixed(0)} MB, 500,000 x 11, inferred`
  const python = pythonWithPandas()
  const ours: number[] = []
  const papa: number[] = []
  const pandas: number[] = []
  await timeOurs(path, size)
  for (let run = 0; run < RUNS; run++) {
    ours.push(Math.min(await timeOurs(path, size), await timeOurs(path, size)))
    papa.push(Math.min(await timePapa(path), await timePapa(path)))
    if (python) pandas.push(timePandas(python, path))
  }
  const rows = [benchRow(work, ours, 'Papa Parse, dynamicTyping', papa, 1 / 3)]
  if (python) rows.push(benchRow(work, ours, 'pandas read_csv (C)', pandas, 1))
  return rows
}

async function timeOurs(path: string, bytes: number): Promise<number> {
  const start = performance.now()
  const { table } = await readCsv(() => createReadStream(path, { highWaterMark: 1 << 17 }), { bytes })
  if (table.ids.length !== ROWS) throw new Error(`${table.ids.length} rows`)
  return performance.now() - start
}

async function timePapa(path: string): Promise<number> {
  const papa = await loadPapa()
  const start = performance.now()
  const { data } = papa.parse(readFileSync(path, 'utf8'), {
    header: true,
    dynamicTyping: true,
    skipEmptyLines: true,
  })
  if (data.length !== ROWS) throw new Error(`${data.length} rows`)
  return performance.now() - start
}

/** The best of two, in one process without its start. */
function timePandas(python: string, path: string): number {
  const code = `
import sys, time, pandas
best = 1e9
for _ in range(2):
    start = time.perf_counter()
    pandas.read_csv(sys.argv[1])
    best = min(best, time.perf_counter() - start)
print(best * 1000)`
  return Number(execFileSync(python, ['-c', code, path], { encoding: 'utf8' }))
}

function pythonWithPandas(): string | undefined {
  return ['/usr/bin/python3', 'python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import pandas'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}
