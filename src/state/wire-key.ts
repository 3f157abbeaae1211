import type { Pipeline, Wire } from '../core/pipeline/pipeline'

/** One text per wire, the same for the same ends. */
export const wireKey = ({ from, to }: Wire): string =>
  JSON.stringify([from.node, from.port, to.node, to.port])

/** The wires of the pipeline that the keys mean. */
export function wiresOf({ wires }: Pipeline, keys: readonly string[]): Wire[] {
  const wanted = new Set(keys)
  return wires.filter((wire) => wanted.has(wireKey(wire)))
}
