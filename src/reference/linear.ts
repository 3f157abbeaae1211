import { readFileSync } from 'node:fs'

/** The shape of linear.json, which make_linear.py writes. */
export interface LinearValues {
  readonly linear: readonly { readonly X: number[][]; readonly cases: readonly CoefficientCase[] }[]
  readonly sgd: { readonly X: number[][]; readonly cases: readonly CoefficientCase[] }
  readonly machines: {
    readonly X: number[][]
    readonly test: number[][]
    readonly cases: readonly MachineCase[]
  }
}

export interface CoefficientCase {
  readonly model: 'elastic-net' | 'poisson' | 'huber' | 'linear-svm' | 'sgd'
  readonly params: Readonly<Record<string, number | string | boolean>>
  readonly y: number[]
  readonly weights: number[] | null
  readonly coef: number[][]
  readonly intercept: number[]
  readonly scale?: number
  readonly outliers?: number
}

export interface MachineCase {
  readonly task: 'classes' | 'numbers'
  readonly params: {
    readonly C: number
    readonly gamma: number | 'scale' | 'auto'
    readonly epsilon?: number
  }
  readonly classes: number
  readonly y: number[]
  readonly weights: number[] | null
  /** A row of decision values of pairs, or of one number, for each row of `test`. */
  readonly expected: number[][]
}

export function readLinearValues(): LinearValues {
  return JSON.parse(readFileSync(new URL('./linear.json', import.meta.url), 'utf8'))
}
