import type { Condition } from '../../core/select'

/** The values of a bin, as bounds: a bin holds its lower edge, the last one both. */
export function binOf(edges: ArrayLike<number>, bin: number): Pick<Condition, 'from' | 'to' | 'below'> {
  const [from, to] = [edges[bin]!, edges[bin + 1]!]
  return bin + 2 === edges.length ? { from, to } : { from, below: to }
}
