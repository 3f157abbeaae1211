import type { View } from '../../core/view'
import type { RawCells } from '../../state/hooks'

type ScatterView = Extract<View, { kind: 'scatter' }>

/** How far points of one level are strewn to both sides, so that they can be told apart. */
const STREW = 0.3
const GOLDEN = 0.618_033_988_749_895

/** The same points along a raw column; points whose cell is missing are left out, and counted. */
export function acrossPoints(
  view: ScatterView,
  x: string,
  { levels, values }: RawCells,
): { readonly view: ScatterView; readonly missing: number } {
  const there = Array.from(values.keys()).filter((i) => Number.isFinite(values[i]!))
  const place = (i: number) => values[i]! + (levels ? (((i * GOLDEN) % 1) * 2 - 1) * STREW : 0)
  const { points, select } = view
  return {
    missing: points.length - there.length,
    view: {
      ...view,
      x,
      points: there.map((i) => [place(i), points[i]![1]] as const),
      ...(select && { select: { ...select, cuts: there.map((i) => select.cuts[i]!) } }),
    },
  }
}

/** The ids of the rows that the marks stand for, one each. */
export const markedIds = ({ select }: ScatterView): number[] =>
  (select?.cuts ?? []).map(({ where }) => where.find(({ of }) => of === 'row')?.is ?? -1)
