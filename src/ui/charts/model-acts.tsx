import { IconRoute, IconTrophy } from '@tabler/icons-react'
import { use } from 'react'
import { nodePorts } from '../../core/pipeline/node-ports'
import { findNode, nodeTitle } from '../../core/pipeline/pipeline'
import type { ModelBeside } from '../../core/view'
import { showLineage } from '../../state/gestures'
import { keepOnly, feedBy } from '../../state/keep-model'
import type { Session } from '../../state/session'
import { showBeside } from '../../state/show-beside'
import { lookupStage } from '../../state/stages'
import { IconButton } from '../icon-button'
import { usePipeline, useSession } from '../session'
import { notify } from '../shell/notify'
import { ResultContext } from './marks'
import styles from './charts.module.css'

interface Props {
  /** The node that the model of this row comes out of. */
  readonly model: string
  /** What the row calls it. */
  readonly name: string
}

interface RowProps {
  readonly model: string | ModelBeside | null | undefined
  readonly name: string
}

/** What can be done with the model of a row, if it is about one. */
export function ActsOf({ model, name }: RowProps) {
  if (!model) return null
  return typeof model === 'string' ? (
    <ModelActs model={model} name={name} />
  ) : (
    <BesideActs model={model} name={name} />
  )
}

/** A model that no node makes can be put on the canvas. */
function BesideActs({ model, name }: { readonly model: ModelBeside; readonly name: string }) {
  const session = useSession()
  const isThere = usePipeline(({ pipeline }) => findNode(pipeline, model.beside) !== undefined)
  const readOnly = usePipeline((state) => state.readOnly)
  if (!isThere) return null
  return (
    <span className={styles.acts}>
      <IconButton
        size={24}
        label={`Put ${name} on the canvas`}
        icon={IconRoute}
        disabled={readOnly}
        onClick={() => showBeside(session, model)}
      />
    </span>
  )
}

/** See how it came to be, or go on with it alone. */
function ModelActs({ model, name }: Props) {
  const session = useSession()
  const chooser = use(ResultContext)
  const isThere = usePipeline(({ pipeline }) => findNode(pipeline, model) !== undefined)
  const isWired = usePipeline(
    ({ pipeline }) =>
      // What gives no model chooses none.
      Object.keys(nodePorts(pipeline, chooser, lookupStage).outputs).length > 0 &&
      pipeline.wires.some(({ from, to }) => from.node === model && to.node === chooser),
  )
  const readOnly = usePipeline((state) => state.readOnly)
  if (!isThere) return null
  return (
    <span className={styles.acts}>
      <IconButton
        size={24}
        label={`Show ${name} on the canvas`}
        icon={IconRoute}
        onClick={() => showLineage(session, model)}
      />
      {isWired && (
        <IconButton
          size={24}
          label={`Keep only ${name}`}
          icon={IconTrophy}
          disabled={readOnly}
          onClick={() => keep(session, chooser, model, name)}
        />
      )}
    </span>
  )
}

/** What still uses other models is told, and can be given the one that was kept: else it would ship one that lost. */
function keep(session: Session, chooser: string, model: string, name: string): void {
  const left = keepOnly(session, chooser, model)
  if (left.length === 0) return
  const { nodes } = session.pipeline.getState().pipeline
  const titles = (ids: readonly string[]) =>
    nodes.flatMap((node) => (ids.includes(node.id) ? [nodeTitle(node, lookupStage)] : [])).join(' and ')
  const users = titles(left.map(({ to }) => to.node))
  void notify({
    id: 'kept',
    message: `${titles(left.map(({ from }) => from.node))}: still used by ${users}.`,
    action: { label: `Use ${name} there`, run: () => feedBy(session, left, model) },
  })
}
