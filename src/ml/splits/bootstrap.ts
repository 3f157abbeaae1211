import type { Random } from '../../core/random'
import type { Fold } from './folds'

/**
 * Rows drawn with replacement, as many as there are; those that were not drawn are held out (about 36.8%). A draw
 * that holds nobody out is drawn again.
 * @throws RangeError for fewer than 2 rows
 */
export function bootstrapFolds(rows: number, draws: number, random: Random): Fold[] {
  if (rows < 2) throw new RangeError(`A bootstrap needs at least 2 rows; there are ${rows}`)
  return Array.from({ length: draws }, () => {
    for (;;) {
      const train = Uint32Array.from({ length: rows }, () => Math.floor(random() * rows)).sort()
      const drawn = new Set(train)
      const held = Uint32Array.from({ length: rows }, (_, row) => row).filter((row) => !drawn.has(row))
      if (held.length > 0) return { train, held }
    }
  })
}

/**
 * The .632 estimate of a score (Efron 1983): what models say of rows that were not drawn is too bad, and what the model
 * says of its own training rows too good.
 */
export const estimate632 = (heldOut: number, ownRows: number): number => 0.632 * heldOut + 0.368 * ownRows
