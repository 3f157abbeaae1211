import { readFileSync } from 'node:fs'

interface Fold {
  readonly train: number[]
  readonly held: number[]
}

/** The shape of validation.json, which make_validation.py makes. Matrices are lists of rows. */
export interface Validation {
  readonly splits: readonly {
    readonly splitter: 'TimeSeriesSplit' | 'PredefinedSplit' | 'LeaveOneOut'
    readonly rows: number
    readonly folds?: number
    readonly held?: number | null
    readonly gap?: number
    readonly most?: number | null
    readonly fold?: number[]
    readonly expected: Fold[]
  }[]
  readonly sigmoid: readonly { scores: number[]; y: number[]; a: number; b: number; calibrated: number[] }[]
  readonly isotonic: readonly {
    scores: number[]
    y: number[]
    at: number[]
    expected: number[]
    x_thresholds: number[]
    y_thresholds: number[]
  }[]
  readonly calibrated: readonly {
    method: 'sigmoid' | 'isotonic'
    X: number[][]
    y: number[]
    fold: number[]
    probabilities: number[]
  }[]
  readonly calibration_curves: readonly {
    strategy: 'uniform' | 'quantile'
    bins: number
    y: number[]
    p: number[]
    true: number[]
    predicted: number[]
  }[]
  readonly student_t: readonly { df: number; t?: number; cdf?: number; q?: number; quantile?: number }[]
  readonly paired: readonly {
    differences: number[]
    ratio: number
    rope: number
    t: number
    p: number
    left: number
    within: number
    right: number
  }[]
  readonly importance: {
    X: number[][]
    y: number[]
    coef: number[]
    intercept: number
    /** Per repeat the order that the rows of the first column were put in. */
    orders: number[][]
    importances: number[][]
    mean: number[]
    std: number[]
  }
  readonly dependence: readonly {
    X: number[][]
    coef: number[]
    intercept: number
    feature: number
    points: number
    grid: number[]
    average: number[]
    individual: number[][]
  }[]
}

export function readValidation(): Validation {
  return JSON.parse(readFileSync(new URL('./validation.json', import.meta.url), 'utf8'))
}
