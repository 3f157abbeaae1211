import type { View } from '../../core/view'
import { figure, plural } from '../words'
import { cellsOf, cellWords } from './surface-axis'

type SurfaceView = Extract<View, { kind: 'surface' }>

/** A cell by its place on both axes. */
export type Cell = readonly [across: number, upwards: number]

const indexOf = ({ x }: SurfaceView, [across, upwards]: Cell): number => upwards * cellsOf(x) + across

/** Where a cell is, and what the model says there. */
export function wordsAt(view: SurfaceView, cell: Cell): string {
  const place = `${cellWords(view.x, cell[0])}, ${cellWords(view.y, cell[1])}`
  const said = view.said[indexOf(view, cell)]!
  if (Number.isNaN(said)) return `${place}: nothing is said`
  if (view.classes.length === 0) return `${place}: ${view.target} ${figure(said)}`
  const percent = Math.round(view.certainty[indexOf(view, cell)]! * 100)
  return `${place}: ${view.classes[said]!}, ${percent}%`
}

/** The picture for those who cannot see it. */
export function describeSurface(view: SurfaceView): string {
  const test = view.points.filter(({ role }) => role === 'test').length
  const rows = `${plural(view.points.length - test, 'training row')} and ${plural(test, 'test row')} lie on it.`
  return `${view.title}. ${saidInWords(view)} ${rows}`
}

function saidInWords({ classes, said, target }: SurfaceView): string {
  const known = said.filter((one) => !Number.isNaN(one))
  if (known.length === 0) return 'Nothing is said.'
  if (classes.length === 0) {
    const [low, high] = known.reduce(
      ([least, most], one) => [Math.min(least, one), Math.max(most, one)] as const,
      [Infinity, -Infinity] as readonly [number, number],
    )
    return `${target} from ${figure(low)} to ${figure(high)}.`
  }
  const counts = classes.map(() => 0)
  for (const one of known) counts[one]!++
  const shares = classes.map((label, k) => `${label} on ${Math.round((counts[k]! / known.length) * 100)}%`)
  return `${shares.join(', ')} of the area.`
}

/** The next cell by an arrow key; a first one is in the middle. */
export function moved(view: SurfaceView, cell: Cell | null, key: string): Cell | null {
  const [wide, high] = [cellsOf(view.x), cellsOf(view.y)]
  const step = STEPS[key]
  if (!step) return null
  if (!cell) return [Math.floor(wide / 2), Math.floor(high / 2)]
  const within = (place: number, size: number) => Math.min(size - 1, Math.max(0, place))
  return [within(cell[0] + step[0], wide), within(cell[1] + step[1], high)]
}

const STEPS: Readonly<Record<string, Cell>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}
