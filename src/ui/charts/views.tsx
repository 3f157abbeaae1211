import { Loader, NativeSelect } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { View, ViewKind } from '../../core/view'
import type { NodeStatus, ViewInfo } from '../../state/hooks'
import { FaultNote } from '../note'
import { useSession } from '../session'
import { MarksContext, ResultContext, type Marks } from './marks'
import { RowsBehindContext, type AskedRows, type RowsBehind } from './show-rows'
import { useFeed } from './use-feed'
import { ViewCard } from './view-card'
import styles from './charts.module.css'

const CutDrawer = lazy(() => import('../data/cut-drawer'))

interface Props {
  readonly id: string
  readonly status: NodeStatus
}

/** What a person looks at first stands first. */
const ORDER: readonly ViewKind[] = [
  'figures',
  'file',
  'surface',
  'proposal',
  'threshold',
  'tree',
  'confusion',
  'curve',
  'scatter',
  'parallel',
  'bars',
  'table',
]

/** Models side by side come first. */
const placeOf = ({ kind, models }: ViewInfo): number => (models ? -1 : ORDER.indexOf(kind))

/** Every view of a node's result; while it runs, as they change. */
export default function Views({ id, status }: Props) {
  const { engine } = useSession()
  const [marks, mark] = useState<Marks>({})
  const [asked, setAsked] = useState<AskedRows | null>(null)
  const behind = useMemo<RowsBehind>(
    () => ({
      show: setAsked,
      columns: (rows) => engine.rawColumns(id, rows),
      cells: (...from) => engine.rawCells(id, ...from),
    }),
    [engine, id],
  )
  const pointing = useMemo(() => ({ marks, mark }), [marks])
  const models = [...new Set(status.views.flatMap(({ of }) => of ?? []))]
  const [chosen, choose] = useState<string>()
  const model = models.find((one) => one === chosen) ?? models[0]
  const infos = status.views
    .filter(({ of }) => of === undefined || of === model)
    .toSorted((a, b) => placeOf(a) - placeOf(b))
  const key = `${id} ${status.result} ${infos.map((info) => info.id).join(' ')}`
  const { fault, value } = useFeed(key, () =>
    Promise.all(infos.map(async (info): Promise<Shown> => ({ info, view: await engine.view(id, info.id) }))),
  )
  if (fault) {
    return <FaultNote fault={fault} />
  }
  if (!value) return <Loader size="sm" m="md" role="progressbar" aria-label="Fetching the results" />
  return (
    <ResultContext value={id}>
      <MarksContext value={pointing}>
        <RowsBehindContext value={behind}>
          {models.length > 1 && (
            <NativeSelect
              className={styles.model ?? ''}
              size="xs"
              label="Figures, matrix and rows of"
              data={models}
              value={model ?? ''}
              onChange={({ currentTarget }) => choose(currentTarget.value)}
            />
          )}
          <div className={styles.views}>
            {value.map(({ info, view }) => (
              <ViewCard key={info.id} id={info.id} view={view} />
            ))}
          </div>
        </RowsBehindContext>
        <Suspense>
          {asked && (
            <CutDrawer node={id} result={status.result ?? ''} asked={asked} onClose={() => setAsked(null)} />
          )}
        </Suspense>
      </MarksContext>
    </ResultContext>
  )
}

interface Shown {
  readonly info: ViewInfo
  readonly view: View
}
