import { use, useState, type ComponentType } from 'react'
import type { View } from '../../core/view'
import { ColumnSelect } from '../column-select'
import { FaultNote } from '../note'
import { useLoaded } from '../use-loaded'
import { plural } from '../words'
import { acrossPoints, markedIds } from './across-points'
import { RowsBehindContext } from './show-rows'
import marks from './marks.module.css'

type ScatterView = Extract<View, { kind: 'scatter' }>

interface Props {
  readonly view: ScatterView
  readonly drawing: ComponentType<{
    readonly view: ScatterView
    readonly levels?: readonly string[] | undefined
  }>
}

/** A scatter whose x a person chooses among the raw columns. */
export function AcrossColumns({ drawing: Drawing, view }: Props) {
  const behind = use(RowsBehindContext)
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = view.select?.rows ?? ''
  const columns = useLoaded(`${view.title} ${rows}`, () => behind.columns(rows))
  const cells = useLoaded(chosen === null ? null : `${view.title} ${rows} ${chosen}`, async () => ({
    column: chosen,
    cells: await behind.cells(rows, chosen!, markedIds(view)),
  }))
  const names = (columns.value ?? []).filter(({ kind }) => kind !== 'text' && kind !== 'vector')
  const ready = chosen !== null && cells.value?.column === chosen ? cells.value.cells : undefined
  const isWhole = ready?.values.length === view.points.length
  const across = ready && isWhole ? acrossPoints(view, chosen!, ready) : undefined
  return (
    <>
      <ColumnSelect
        className={marks.chooser ?? ''}
        size="xs"
        label="Against"
        placeholder={view.x}
        clearable
        clearButtonProps={{ 'aria-label': `Against ${view.x} again` }}
        data={names.map(({ name }) => name)}
        value={chosen}
        onChange={setChosen}
      />
      {(cells.fault ?? columns.fault) && <FaultNote fault={(cells.fault ?? columns.fault)!} />}
      <Drawing view={across?.view ?? view} levels={across && ready?.levels} />
      {across && across.missing > 0 && (
        <p className={marks.missing}>{plural(across.missing, 'row')} without a value left out.</p>
      )}
    </>
  )
}
