import type { Helper, Helpers } from '../../core/helper'
import type { ForestRoom, TreePart } from './forest-plan'
import type { FromHelper, ToHelper } from './helper'
import { kernelModule } from './kernel'

/** Trees that a helper is given ahead, so that it never waits for a word. */
const AHEAD = 4
/** Milliseconds after which this thread listens to what helpers say. */
const LISTEN = 50

export interface Crew {
  readonly helpers: Helpers | undefined
  /** After each tree of this thread and after the last of all, with how many there are, and those. @returns true to end */
  onTree(finished: number, all: () => readonly TreePart[]): boolean | Promise<boolean>
}

/** The draws of one tree, 64 bits. */
export type Seed = readonly [high: number, low: number]

/**
 * Grows trees in this thread and in helpers, each with a copy of its memory. A tree hangs on its seed alone, so it
 * makes no difference who grows it: one that a helper does not bring is grown here.
 * @returns those that are there at the end, in the order of their seeds
 */
export async function growTrees(room: ForestRoom, seeds: readonly Seed[], crew: Crew): Promise<TreePart[]> {
  const trees = new Trees(seeds.length)
  const members = await startMembers(room, seeds, trees, crew.helpers)
  const all = () => trees.all()
  let told = 0
  try {
    let listened = performance.now()
    for (let tree = trees.next(); tree !== undefined; tree = trees.next() ?? trees.missing()) {
      trees.put(tree, room.grow(...seeds[tree]!))
      told = trees.finished
      if (await crew.onTree(told, all)) break
      if (members.length > 0 && performance.now() - listened > LISTEN) {
        await new Promise<void>((resolve) => void setTimeout(resolve, 0))
        listened = performance.now()
      }
    }
    // Helpers may have brought the last ones meanwhile.
    if (trees.finished > told) await crew.onTree(trees.finished, all)
  } finally {
    for (const member of members) member.end()
  }
  return all()
}

/** Which trees are there, and which are not yet given to anyone. */
class Trees {
  readonly #parts: (TreePart | undefined)[]
  readonly #returned: number[] = []
  #next = 0
  finished = 0

  constructor(count: number) {
    this.#parts = Array.from({ length: count })
  }

  next(): number | undefined {
    return this.#returned.pop() ?? (this.#next < this.#parts.length ? this.#next++ : undefined)
  }

  /** The last one that someone was given and has not brought. */
  missing(): number | undefined {
    const tree = this.#parts.lastIndexOf(undefined)
    return tree < 0 ? undefined : tree
  }

  put(tree: number, part: TreePart): void {
    if (!this.#parts[tree]) this.finished++
    this.#parts[tree] = part
  }

  giveBack(trees: Iterable<number>): void {
    this.#returned.push(...trees)
  }

  all(): TreePart[] {
    return this.#parts.filter((part) => part !== undefined)
  }
}

async function startMembers(
  room: ForestRoom,
  seeds: readonly Seed[],
  trees: Trees,
  helpers: Helpers | undefined,
): Promise<Helper[]> {
  const count = Math.min(helpers?.most ?? 0, seeds.length - 1)
  if (count <= 0) return []
  const module = await kernelModule()
  return Array.from({ length: count }, () => startMember(helpers!, module, room, seeds, trees))
}

function startMember(
  helpers: Helpers,
  module: WebAssembly.Module,
  room: ForestRoom,
  seeds: readonly Seed[],
  trees: Trees,
): Helper {
  const helper = helpers.start()
  const given = new Set<number>()
  const give = () => {
    while (given.size < AHEAD) {
      const tree = trees.next()
      if (tree === undefined) return
      given.add(tree)
      helper.send(room.request(tree, ...seeds[tree]!) satisfies ToHelper)
    }
  }
  helper.listen(
    (message) => {
      const said = message as FromHelper
      if (said.kind !== 'answer') return
      given.delete(said.id)
      trees.put(said.id, room.part(said.parts))
      give()
    },
    () => {
      trees.giveBack(given)
      given.clear()
    },
  )
  const bytes = room.copy()
  helper.send({ kind: 'copy', module, bytes } satisfies ToHelper, [bytes])
  give()
  return helper
}
