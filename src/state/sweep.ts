import type { Engine } from '../engine/client'
import type { Shelf } from './shelf'

/** Files that were kept this short a time ago stay, whoever names them: their pipeline may not be saved yet. */
const REST = 86_400_000

/**
 * Deletes the bytes of files that no pipeline, history or version names any more. Gives back how many.
 * Whatever cannot be read keeps everything: nothing is deleted then.
 */
export async function sweepFiles(
  engine: Pick<Engine, 'oldFiles' | 'dropFiles'>,
  shelf: Pick<Shelf, 'everything'>,
  now: number,
): Promise<number> {
  const left = new Set(await engine.oldFiles(now - REST))
  if (left.size === 0) return 0
  for await (const kept of shelf.everything()) {
    for (const name of textsIn(kept)) left.delete(name)
    if (left.size === 0) return 0
  }
  await engine.dropFiles([...left])
  return left.size
}

/** Every text that a value holds, however deep: a file is named wherever its hash stands. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* textsIn(one)
}
