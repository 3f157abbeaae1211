import type { SurfaceAxis, SurfacePoint, View } from '../../core/view'
import { css, groupColour, groupOf, type Scheme } from './surface-colours'
import { shareAlong } from './surface-axis'

/** Shapes around 0, 0, so that classes are told apart without their colours. */
const SHAPES = [
  'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
  'm-3.5 -3.5h7v7h-7z',
  'm0 -4.5l4.5 8h-9z',
  'm0 -5l5 5l-5 5l-5 -5z',
  'm0 4.5l4.5 -8h-9z',
  'm-1.5 -4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z',
]

interface Look {
  readonly colour: string
  readonly shape: string
  readonly role: SurfacePoint['role']
}

/** Training rows are filled, test rows are rings. */
function Shape({ d, colour, role }: { readonly d: string } & Pick<Look, 'colour' | 'role'>) {
  return role === 'train' ? (
    <path d={d} fill={colour} stroke="var(--panel)" strokeWidth={1} />
  ) : (
    <path d={d} fill="var(--panel)" stroke={colour} strokeWidth={1.75} />
  )
}

/** A sign of the legend. */
export function Sign({ colour, role, shape }: Look) {
  return (
    <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden>
      <Shape d={`M0 0${shape}`} colour={colour} role={role} />
    </svg>
  )
}

export const shapeOf = ({ classes }: Pick<SurfaceView, 'classes'>, group: number): string =>
  SHAPES[classes.length > 0 ? group % SHAPES.length : 0]!

type SurfaceView = Extract<View, { kind: 'surface' }>

interface Props {
  readonly view: SurfaceView
  readonly width: number
  readonly height: number
  readonly scheme: Scheme
}

/** One path for all points that look alike. */
export function SurfacePoints({ height, scheme, view, width }: Props) {
  const paths = new Map<string, { readonly look: Look; d: string }>()
  for (const [i, { x, y, truth, role }] of view.points.entries()) {
    const group = groupOf(view, truth)
    const key = `${role} ${group}`
    const look = { colour: css(groupColour(view, group, scheme)), shape: shapeOf(view, group), role }
    const path = paths.get(key) ?? { look, d: '' }
    const across = (shareAlong(view.x, x) + beside(view.x, i * 0.618)) * width
    const down = (1 - shareAlong(view.y, y) - beside(view.y, i * 0.7549)) * height
    path.d += `M${across.toFixed(1)} ${down.toFixed(1)}${look.shape}`
    paths.set(key, path)
  }
  const ordered = [...paths].toSorted(([a], [b]) => (a < b ? 1 : -1))
  return ordered.map(([key, { d, look }]) => <Shape key={key} d={d} colour={look.colour} role={look.role} />)
}

/** Rows of one level lie side by side, not on each other. @param turn whose fraction says where */
const beside = (axis: SurfaceAxis, turn: number): number =>
  axis.kind === 'level' ? (((turn % 1) - 0.5) * 0.7) / axis.levels.length : 0
