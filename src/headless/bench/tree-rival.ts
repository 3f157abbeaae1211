import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PREDICTED, PREDICTIONS, type TreeTimes, type TreeWork } from './tree-works'
import type { TreeData } from './trees-data'

/** Hands rows to a rival in files, for as long as `use` runs. */
export async function withFiles<T>(data: TreeData, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-'))
  try {
    const path = join(folder, 'data')
    write(path, data)
    return await use(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Row by row, as the rivals read it. */
function write(path: string, { columns, y }: TreeData): void {
  const rows = new Float32Array(y.length * columns.length)
  columns.forEach((column, j) => column.forEach((cell, i) => (rows[i * columns.length + j] = cell)))
  writeFileSync(`${path}.x`, rows)
  writeFileSync(`${path}.y`, y)
}

/** @param script `scripts/trees-rival.py` @param path of the files */
export function rivalTimes(
  python: string,
  script: string,
  { rival, threads }: TreeWork,
  { columns, levels, y }: TreeData,
  path: string,
): Omit<TreeTimes, 'memory'> {
  const sizes = [y.length, columns.length, PREDICTED, PREDICTIONS].map(String)
  const told = execFileSync(python, [
    script,
    rival,
    path,
    ...sizes,
    [...levels.keys()].join(','),
    String(threads),
  ])
  const [fit, predict] = told.toString().trim().split(' ').map(Number) as [number, number]
  return { fit, predict }
}
