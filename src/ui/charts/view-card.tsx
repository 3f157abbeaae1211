import { lazy, memo, Suspense, type ComponentType } from 'react'
import type { View } from '../../core/view'
import { ConfusionView } from './confusion'
import { FiguresView } from './figures'
import { FileView } from './file'
import { ProposalView } from './proposal'
import { TableView } from './table'
import { SaveMenu } from './save-menu'
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

const MANY_COLUMNS = 5
const MANY_LETTERS = 60

/** Tables of models or of many columns are read from side to side, and sentences need room. */
function widthOf(view: View): 'rows' | 'words' | undefined {
  if (view.kind !== 'table') return undefined
  if (view.models !== undefined || view.columns.length > MANY_COLUMNS) return 'rows'
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
