import { Loader } from '@mantine/core'
import type { ColumnSummary } from '../../core/summary'
import type { ColumnChange, NodeStatus } from '../../state/hooks'
import { KindIcon } from '../icons'
import { FaultNote } from '../note'
import { useSession } from '../session'
import { useLoaded } from '../use-loaded'
import { count, figure, KIND_WORDS, plural } from '../words'
import { changeWords } from './change-words'
import { Distribution } from './distribution'
import styles from './before-after.module.css'

interface Props {
  readonly id: string
  readonly status: NodeStatus
}

/** What a node made of its rows: how many came in and out, and every column that it touched, on both sides. */
export default function BeforeAfterView({ id, status }: Props) {
  const { engine } = useSession()
  const key = `${id} ${status.result} ${status.state}`
  const { fault, value } = useLoaded(key, () => engine.beforeAfter(id))
  if (fault) return <FaultNote fault={fault} />
  if (!value) return <Loader size="sm" m="md" role="progressbar" aria-label="Comparing before and after" />
  return (
    <div className={styles.page}>
      <dl className={styles.facts}>
        {changeWords(value).map(({ title, words }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {status.views.length > 0 && (
        <p className={styles.note}>
          {value.ends ? 'What it found stands under Results.' : 'What it learned stands under Results.'}
        </p>
      )}
      <ul className={styles.cards} aria-label="Columns that it touched">
        {value.columns.map((one) => (
          <Changed key={one.name} column={one} />
        ))}
      </ul>
    </div>
  )
}

function Changed({ column: { after, before, change, name } }: { readonly column: ColumnChange }) {
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <KindIcon kind={(after ?? before)!.kind} />
        <strong title={name}>{name}</strong>
        <span data-change={change}>{change}</span>
      </div>
      <div className={styles.sides}>
        <Side title="Before" summary={before} none="It was not there." />
        <Side title="After" summary={after} none="It is gone." />
      </div>
    </li>
  )
}

interface SideProps {
  readonly title: string
  readonly summary: ColumnSummary | undefined
  readonly none: string
}

function Side({ none, summary, title }: SideProps) {
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {summary ? (
        <>
          <Distribution summary={summary} />
          <p>{inShort(summary)}</p>
        </>
      ) : (
        <p>{none}</p>
      )}
    </section>
  )
}

function inShort({ distinct, kind, missing, numbers, slots }: ColumnSummary): string {
  const lost = missing === 0 ? 'nothing missing' : `${count(missing)} missing`
  if (slots !== undefined) return plural(slots, 'slot')
  if (kind !== 'time' && numbers)
    return `${figure(numbers.mean)} ± ${figure(numbers.std)}, ${figure(numbers.min)} to ${figure(numbers.max)}, ${lost}`
  return `${KIND_WORDS[kind]}, ${count(distinct)} distinct, ${lost}`
}
