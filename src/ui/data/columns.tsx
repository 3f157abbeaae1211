import { Loader } from '@mantine/core'
import type { ColumnSummary } from '../../core/summary'
import type { NodeStatus } from '../../state/hooks'
import { KindIcon } from '../icons'
import { FaultNote } from '../note'
import { useSession } from '../session'
import { useLoaded } from '../use-loaded'
import { count, figure, KIND_WORDS } from '../words'
import { Distribution } from './distribution'
import styles from './columns.module.css'

interface Props {
  readonly id: string
  readonly status: NodeStatus
}

/** Every column at a glance. */
export default function Columns({ id, status }: Props) {
  const { engine } = useSession()
  const port = Object.keys(status.outputs)[0] ?? ''
  const { fault, value } = useLoaded(`${id} ${port} ${status.result}`, () => engine.summaries(id, port))
  if (fault) {
    return <FaultNote fault={fault} />
  }
  if (!value) return <Loader size="sm" m="md" role="progressbar" aria-label="Summing up the columns" />
  return (
    <ul className={styles.cards} aria-label="Columns">
      {value.map((summary) => (
        <Card key={summary.name} summary={summary} />
      ))}
    </ul>
  )
}

function Card({ summary }: { readonly summary: ColumnSummary }) {
  const { kind, missing, name, role, rows } = summary
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <KindIcon kind={kind} />
        <strong title={name}>{name}</strong>
        <span className={styles.role}>{role === 'feature' ? KIND_WORDS[kind].toLowerCase() : role}</span>
      </div>
      <Distribution summary={summary} />
      <dl className={styles.facts}>
        {factsOf(summary).map(([title, value]) => (
          <div key={title} data-long={title === 'Range' || summary.numbers === undefined || undefined}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.missing} data-some={missing > 0 || undefined}>
        {missing === 0 ? 'Nothing missing' : `${count(missing)} missing (${figure((missing / rows) * 100)}%)`}
      </p>
    </li>
  )
}

function factsOf({ distinct, kind, levels, numbers, slots }: ColumnSummary): (readonly [string, string])[] {
  if (slots !== undefined) return [['Slots', count(slots)]]
  if (kind === 'time' && numbers) {
    return [
      ['From', new Date(numbers.min).toISOString().slice(0, 10)],
      ['To', new Date(numbers.max).toISOString().slice(0, 10)],
    ]
  }
  if (numbers) {
    return [
      ['Mean', figure(numbers.mean)],
      ['Std', figure(numbers.std)],
      ['Median', figure(numbers.median)],
      ['Distinct', count(distinct)],
      ['Range', `${figure(numbers.min)} – ${figure(numbers.max)}`],
    ]
  }
  return [['Distinct', count(distinct)], ...(levels?.[0] ? ([['Most often', levels[0].label]] as const) : [])]
}
