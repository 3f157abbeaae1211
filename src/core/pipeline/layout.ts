import { moveFramed } from './frames'
import { inOrder } from './graph'
import { nodePorts } from './node-ports'
import { wiresInto, wiresOutOf, type Pipeline, type PipelineNode, type StageLookup } from './pipeline'

const COLUMN = 264
const ROW = 144
/** Between two lines of columns, so that wires have a way back. */
const LINE_GAP = 40
/** What a node needs for its head, and for each port below the first. */
const HEAD = 56
const PORT = 24
/** More columns than this in a line cannot be read without zooming. */
const PER_LINE = 5

/**
 * Puts every node behind all that feed it: columns by depth, in lines that are read like text, and branches below each
 * other in an order that keeps wires short. The same graph always looks the same.
 */
export function layout(pipeline: Pipeline, lookup: StageLookup): Pipeline {
  const columns = columnsOf(pipeline)
  const lines = Math.ceil(columns.length / PER_LINE)
  const perLine = Math.ceil(columns.length / lines)
  const moves = new Map<string, PipelineNode['position']>()
  let top = 0
  for (let line = 0; line < lines; line++) {
    const rows = rowsOf(pipeline, columns.slice(line * perLine, (line + 1) * perLine), lookup)
    for (const [id, { column, row }] of rows) moves.set(id, { x: column * COLUMN, y: top + row * ROW })
    top += Math.max(...[...rows.values()].map(({ row, high }) => row + high)) * ROW + LINE_GAP
  }
  return moveFramed(pipeline, moves)
}

/** Nodes by how many others must come before them. What nothing feeds stands right before what it feeds. */
function columnsOf(pipeline: Pipeline): string[][] {
  const depth = new Map<string, number>()
  const before = (id: string) => wiresInto(pipeline, id).map(({ from }) => from.node)
  const after = (id: string) => wiresOutOf(pipeline, id).map(({ to }) => to.node)
  for (const { id } of inOrder(pipeline)) {
    depth.set(id, Math.max(-1, ...before(id).map((one) => depth.get(one) ?? -1)) + 1)
  }
  const last = Math.max(-1, ...depth.values())
  for (const { id } of pipeline.nodes) {
    const next = after(id).map((one) => depth.get(one) ?? 0)
    if (!depth.has(id)) depth.set(id, last + 1)
    else if (before(id).length === 0 && next.length > 0) depth.set(id, Math.max(0, Math.min(...next) - 1))
  }
  const columns: string[][] = Array.from({ length: Math.max(0, ...depth.values()) + 1 }, () => [])
  for (const { id } of pipeline.nodes) columns[depth.get(id)!]!.push(id)
  return columns.filter((column) => column.length > 0)
}

interface Cell {
  readonly column: number
  readonly row: number
  /** How many rows it needs. */
  readonly high: number
}

/** Rows within one line: each node beside what feeds it where that is free, or else below. */
function rowsOf(
  pipeline: Pipeline,
  columns: readonly (readonly string[])[],
  lookup: StageLookup,
): Map<string, Cell> {
  const placed = new Map<string, Cell>()
  const stands = new Map(pipeline.nodes.map(({ id, position }) => [id, position.y]))
  columns.forEach((ids, column) => {
    const wish = (id: string) => {
      const rows = pipeline.wires.flatMap(({ from, to }) =>
        to.node === id && placed.has(from.node) ? [placed.get(from.node)!.row] : [],
      )
      return rows.length > 0 ? Math.min(...rows) : 0
    }
    const ordered = ids.toSorted((a, b) => wish(a) - wish(b) || stands.get(a)! - stands.get(b)!)
    let free = 0
    for (const id of ordered) {
      const row = Math.max(free, wish(id))
      const { inputs } = nodePorts(pipeline, id, lookup)
      const high = Math.ceil((HEAD + PORT * Object.keys(inputs).length) / ROW)
      placed.set(id, { column, row, high })
      free = row + high
    }
  })
  return placed
}
