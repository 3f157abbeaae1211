import { VERSION } from '../core/pipeline/pipeline'
import type { Entry, History } from './history'
import { stepsOf, type Reading, type Whole, type Writing } from './shelves'

/** Entries never change: each has one key for good. */
const keys = new WeakMap<Entry, string>()

function keyOf(entry: Entry): string {
  const known = keys.get(entry)
  if (known !== undefined) return known
  const key = crypto.randomUUID()
  keys.set(entry, key)
  return key
}

/** What is kept under `id`, in one piece. */
export async function readWork(from: Reading, id: string): Promise<Whole | undefined> {
  const work = await from.objectStore('work').get(id)
  if (!work || 'entries' in work) return work
  const store = from.objectStore('steps')
  const [found, values] = await Promise.all([store.getAllKeys(stepsOf(id)), store.getAll(stepsOf(id))])
  const byKey = new Map(found.map(([, key], index) => [key, values[index]!]))
  const entries = work.steps.flatMap((key) => byKey.get(key) ?? [])
  for (const [key, entry] of byKey) keys.set(entry, key)
  return { version: work.version, at: work.at, entries }
}

/** Writes the entries that are not kept yet, and takes away those that are no longer there. */
export async function writeWork(to: Writing, id: string, { at, entries }: History): Promise<void> {
  const work = await to.objectStore('work').get(id)
  const before = new Set(work && 'steps' in work ? work.steps : [])
  const steps = entries.map(keyOf)
  const store = to.objectStore('steps')
  const now = new Set(steps)
  await Promise.all([
    ...entries.map((entry, index) =>
      before.has(steps[index]!) ? undefined : store.put(entry, [id, steps[index]!]),
    ),
    ...[...before].map((key) => (now.has(key) ? undefined : store.delete([id, key]))),
    to.objectStore('work').put({ version: VERSION, at, steps }, id),
  ])
}
