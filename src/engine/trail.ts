import type { Cast } from '../core/csv/cast'
import type { RowRoles } from '../core/dataset'
import { UserError } from '../core/errors'
import { RAW, type Lineage, type LineageNode } from '../core/lineage'

/** How rows came to be: from which raw rows, through which fitted steps. A model's trail is its lineage. */
export interface Trail {
  readonly cast: Cast
  /** The result and the port that hold the raw rows. */
  readonly raw: { readonly key: string; readonly port: string }
  /** SHA-256 of the bytes that the raw rows were read from, or the key of what made them. */
  readonly data: string
  /** Who trains, one code per raw row; null before the split. */
  readonly roles: RowRoles | null
  readonly nodes: readonly LineageNode[]
  /** The node that these rows flow out of, `raw` for the raw rows themselves. */
  readonly end: string
}

export const lineageOf = (trail: Trail): Lineage => ({ cast: trail.cast, nodes: trail.nodes })

/** The trail behind a step whose inputs have `trails`. @throws UserError when they start from different raw rows. */
export function extendTrail(
  trails: Readonly<Record<string, Trail>>,
  node: Omit<LineageNode, 'inputs'>,
  roles: RowRoles | null,
): Trail {
  const all = Object.values(trails)
  const first = sameSource(all)
  const before = new Map(all.flatMap(({ nodes }) => nodes.map((one) => [one.id, one] as const)))
  const inputs = Object.fromEntries(Object.entries(trails).map(([port, { end }]) => [port, end]))
  return { ...first, roles, nodes: [...before.values(), { ...node, inputs }], end: node.id }
}

/** The trail of a wrapper: it alone, since it holds the models that it fitted. */
export function wrapTrail(trails: Readonly<Record<string, Trail>>, node: Omit<LineageNode, 'inputs'>): Trail {
  return { ...sameSource(Object.values(trails)), nodes: [{ ...node, inputs: {} }], end: node.id }
}

/** @throws UserError when they start from different raw rows. */
export function sameSource(trails: readonly Trail[]): Trail {
  const [first] = trails
  if (!first) throw new Error('A step has no input')
  if (trails.some(({ raw }) => raw.key !== first.raw.key || raw.port !== first.raw.port)) {
    throw new UserError(
      'These inputs come from different sources, so their rows do not belong together.',
      'Wire in branches of the same source.',
    )
  }
  return first
}

export const rawTrail = (cast: Cast, key: string, port: string, data: string): Trail => ({
  cast,
  raw: { key, port },
  data,
  roles: null,
  nodes: [],
  end: RAW,
})
