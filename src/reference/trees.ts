import { readFileSync } from 'node:fs'

/** The shape of trees.json, which make_trees.py writes. */
export interface TreeValues {
  readonly decision_trees: readonly DecisionTreeCase[]
}

export interface DecisionTreeCase {
  readonly task: 'regression' | 'binary' | 'multiclass'
  readonly params: Readonly<Record<string, string | number>>
  readonly X: number[][]
  readonly y: number[]
  readonly test: number[][]
  /** Values, or a row of probabilities for each row. */
  readonly expected: number[] | number[][]
}

export function readTreeValues(): TreeValues {
  return JSON.parse(readFileSync(new URL('./trees.json', import.meta.url), 'utf8'))
}
