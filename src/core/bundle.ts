import type { Task } from './dataset'

/** The files of a bundle, and what stands in those that are plain JSON. */
export const BUNDLE_FILES = {
  manifest: 'manifest.json',
  lineage: 'lineage.json',
  schema: 'schema.json',
  metrics: 'metrics.json',
  golden: 'golden.json',
  predictor: 'predict.mjs',
  readme: 'README.md',
} as const

export const BUNDLE_FORMAT = 'trainyard/bundle'

export interface Manifest {
  readonly format: typeof BUNDLE_FORMAT
  readonly version: 1
  readonly name: string
  readonly task: Task
  readonly target: string
  readonly classes: readonly string[]
  readonly positive?: string
  readonly seed: number
  /** SHA-256 of the data the model was made with. */
  readonly data: string
  readonly rows: { readonly train: number; readonly validation: number; readonly test: number }
  /** SHA-256 of every other file, by name. */
  readonly files: Readonly<Record<string, string>>
}

/** Rows as they would stand in a file, and what the model said of them where it was made. */
export interface Golden {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Whether these are rows of the training data, or were drawn column by column. */
  readonly real: boolean
  readonly classes: readonly string[]
  /** Per row the scores: one per class, or the one value; null where there is no prediction. */
  readonly expected: readonly (readonly (number | null)[])[]
}

/** Largest difference that counts as the same prediction: absolute, or relative where the value is above 1. */
const GOLDEN_TOLERANCE = 1e-6

/** The first golden row that comes out differently, in words, or null. `scores` is rows x width. */
export function compareGolden({ expected }: Golden, scores: Float64Array): string | null {
  const width = expected[0]?.length ?? 0
  for (let row = 0; row < expected.length; row++) {
    for (let k = 0; k < width; k++) {
      const wanted = expected[row]![k] ?? Number.NaN
      const got = scores[row * width + k] ?? Number.NaN
      if (Number.isNaN(wanted) && Number.isNaN(got)) continue
      if (Math.abs(wanted - got) <= GOLDEN_TOLERANCE * Math.max(1, Math.abs(wanted))) continue
      return `Golden row ${row + 1} gives ${got}, and gave ${wanted} where the model was made.`
    }
  }
  return null
}
