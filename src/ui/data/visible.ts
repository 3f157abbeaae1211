/** What of a large grid is in sight. Pure: sizes and scroll in, ranges and places out. */

export interface Box {
  readonly top: number
  readonly left: number
  readonly width: number
  readonly height: number
}

/** Browsers cap how high an element may be (Firefox at 17.9 million pixels); higher grids scroll faster instead. */
const MOST = 8_000_000

export interface Rows {
  /** The height to scroll through. */
  readonly height: number
  readonly first: number
  readonly last: number
  /** Where a row is, from the top of what is scrolled. */
  readonly place: (row: number) => number
}

/** The rows in sight and some around them; `above` is the height of what stands over the first row. */
export function visibleRows(
  count: number,
  size: number,
  above: number,
  { height, top }: Box,
  around = 8,
): Rows {
  const real = count * size + above
  const shown = Math.min(real, MOST)
  const rest = Math.max(1, shown - height)
  const at = real > MOST ? (Math.min(top, rest) / rest) * (real - height) : top
  const first = Math.max(0, Math.floor((at - above) / size) - around)
  const last = Math.min(count - 1, Math.ceil((at + height - above) / size) + around)
  return { height: shown, first, last, place: (row) => row * size + above - at + top }
}

/** How far to scroll so that a row is seen whole. */
export function scrollToRow(
  row: number,
  count: number,
  size: number,
  above: number,
  { height, top }: Box,
): number {
  const real = count * size + above
  const rest = Math.max(1, Math.min(real, MOST) - height)
  const ratio = real > MOST ? (real - height) / rest : 1
  const at = top * ratio
  const begin = row * size
  const end = begin + size + above - height
  const wanted = begin < at ? begin : end > at ? end : at
  return wanted / ratio
}

export interface Columns {
  readonly width: number
  readonly first: number
  readonly last: number
  /** The left edge of each column, one more than there are columns. */
  readonly edges: readonly number[]
}

export function visibleColumns(
  widths: readonly number[],
  before: number,
  { left, width }: Box,
  around = 2,
): Columns {
  const edges = [before]
  for (const one of widths) edges.push(edges.at(-1)! + one)
  const begin = edges.findIndex((edge, i) => i > 0 && edge > left + before) - 1
  const end = edges.findIndex((edge) => edge >= left + width)
  const last = end < 0 ? widths.length - 1 : end
  return {
    width: edges.at(-1)!,
    edges,
    first: Math.max(0, begin - around),
    last: Math.min(widths.length - 1, last + around),
  }
}

/** How far to scroll so that a column is seen whole beside what is frozen. */
export function scrollToColumn(
  column: number,
  { edges }: Columns,
  before: number,
  { left, width }: Box,
): number {
  const begin = edges[column]! - before
  const end = edges[column + 1]! - width
  if (begin < left) return begin
  return end > left ? Math.min(end, begin) : left
}
