/** Longer than any group of batches takes; a lost WebGL context never answers at all. */
const LIMIT_MS = 30_000

/**
 * What a device answers, or an error in words. A device that is lost while it is read rejects with an AbortError,
 * which must not pass for the person's own stop.
 * @throws Error when `answer` fails or does not come in time
 */
export async function within<T>(answer: Promise<T>, what: string, limit = LIMIT_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer for ${limit / 1000} seconds`)), limit)
  })
  try {
    return await Promise.race([answer, late])
  } catch (error) {
    throw new Error(error instanceof Error ? error.message : String(error), { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
