import { UserError } from '../../core/errors'

const MOST_UNITS = 4096
const MOST_LAYERS = 12

/**
 * The units of the hidden layers from a text such as `64, 64`; an empty one means none.
 * @throws UserError for what is no list of whole numbers
 */
export function hiddenSizes(text: string): number[] {
  const words = text.split(/[\s,;()[\]]+/).filter((word) => word !== '')
  const sizes = words.map(Number)
  const wrong = words.find(
    (_, i) => !(Number.isInteger(sizes[i]) && sizes[i]! >= 1 && sizes[i]! <= MOST_UNITS),
  )
  if (wrong !== undefined) {
    throw new UserError(
      `"${wrong}" is no size of a hidden layer.`,
      `Give whole numbers from 1 to ${MOST_UNITS}, such as "64, 64".`,
    )
  }
  if (sizes.length > MOST_LAYERS) {
    throw new UserError(`${sizes.length} hidden layers are too many.`, `Give at most ${MOST_LAYERS}.`)
  }
  return sizes
}

/** Rows in a batch where nobody says: about twenty batches to an epoch, but neither tiny nor huge ones. */
export const batchFor = (rows: number): number =>
  2 ** Math.round(Math.log2(Math.min(128, Math.max(16, rows / 20))))
