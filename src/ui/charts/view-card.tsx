import { lazy, memo, Suspense, type ComponentType } from 'react'
import type { View } from '../../core/view'
import { ConfusionView } from './confusion'
import { FiguresView } from './figures'
import { FileView } from './file'
import { ProposalView } from './proposal'
import { TableView } from './table'
import { SaveMenu } from './save-menu'
import { figure } from '../words'
import styles from './charts.module.css'
import marks from './marks.module.css'

type Drawn = {
  readonly [Kind in View['kind']]: ComponentType<
    { readonly id: string } & { readonly view: Extract<View, { kind: Kind }> }
  >
}

/** A drawing for every kind of view; recharts comes with the first that needs it. */
const DRAWN: Drawn = {
  figures: FiguresView,
  table: TableView,
  confusion: ConfusionView,
  file: FileView,
  proposal: ProposalView,
  parallel: lazy(() => import('./parallel')),
  threshold: lazy(() => import('./threshold')),
  tree: lazy(() => import('./tree')),
  curve: lazy(() => import('./curve')),
  scatter: lazy(() => import('./scatter')),
  bars: lazy(() => import('./bars')),
  surface: lazy(() => import('./surface')),
}

interface CardProps {
  /** The view's id in its result. */
  readonly id: string
  readonly view: View
}

const MANY_LETTERS = 60

/** Half of the pane, where a letter is about so wide, and so much is between cells; in pixels. */
const HALF = 400
const LETTER = 7
const AROUND = 24

/** How wide a table is that breaks lines between words, in pixels. */
function leastWidth({ columns, rows }: Extract<View, { kind: 'table' }>): number {
  const letters = (cell: string | number | null) =>
    typeof cell === 'number'
      ? figure(cell).length
      : Math.max(...(cell ?? '').split(/\s+/).map((word) => word.length))
  return columns.reduce(
    (sum, title, c) =>
      sum + AROUND + LETTER * Math.max(letters(title), ...rows.map((row) => letters(row[c]!))),
    0,
  )
}

/** Tables of models or of much beside each other are read from side to side, and sentences need room. */
function widthOf(view: View): 'rows' | 'words' | undefined {
  if (view.kind !== 'table') return undefined
  if (view.models !== undefined || leastWidth(view) > HALF) return 'rows'
  const isLong = (cell: string | number | null) => typeof cell === 'string' && cell.length > MANY_LETTERS
  return view.rows.some((row) => row.some(isLong)) ? 'words' : undefined
}

/** Drawn again only when the view itself is another one. */
export const ViewCard = memo(function ViewCard({ id, view }: CardProps) {
  // The table says that the drawing of a kind takes the view of that kind.
  const Drawing = DRAWN[view.kind] as ComponentType<CardProps>
  return (
    <section className={styles.card} data-view={view.kind} data-wide={widthOf(view)} aria-label={view.title}>
      <div className={marks.title}>
        <h3>{view.title}</h3>
        <SaveMenu view={view} />
      </div>
      <Suspense fallback={<div className={styles.plot} />}>
        <Drawing id={id} view={view} />
      </Suspense>
    </section>
  )
})

export type ViewOf<Kind extends View['kind']> = { readonly view: Extract<View, { kind: Kind }> }
