import { isNoMemory, UserError } from '../../core/errors'

const CURE = 'Look at the columns and row weights that come in, and at the parameters of this stage.'

/** What `work` gives; a RangeError of an algorithm, which tells what is wrong with the numbers, becomes one for people. */
export function inWords<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError && !isNoMemory(error)) throw new UserError(`${error.message}.`, CURE)
    throw error
  }
}
