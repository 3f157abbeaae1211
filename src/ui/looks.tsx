import { nodeTitle, wireInto } from '../core/pipeline/pipeline'
import { useStore } from '../state/hooks'
import { lookupStage } from '../state/stages'
import { Note } from './note'
import { usePipeline, useSession } from './session'
import { plural } from './words'

interface Props {
  /** A model's node. */
  readonly id: string
}

/** How often a model's test rows have been looked at, and why that matters. */
export function LooksNote({ id }: Props) {
  const count = useStore(useSession().looks, ({ looks }) => looks[id]?.length ?? 0)
  const name = usePipeline(({ pipeline }) => {
    const node = pipeline.nodes.find((one) => one.id === id)
    return node && nodeTitle(node, lookupStage)
  })
  if (count === 0 || name === undefined) return null
  return (
    <Note
      tone="info"
      title={`The test rows of “${name}” have been looked at ${count === 1 ? 'once' : plural(count, 'time')}.`}
    >
      Every look that decides what you try next lets these rows choose the model, so that its score on them
      grows too good to be true.
    </Note>
  )
}

/** The same for the models that a node judges. */
export function LooksNotes({ looked, node }: { readonly node: string; readonly looked: readonly string[] }) {
  const key = usePipeline(({ pipeline }) =>
    [...new Set(looked.map((port) => wireInto(pipeline, node, port)?.from.node))].join('\n'),
  )
  return key.split('\n').map((id) => <LooksNote key={id} id={id} />)
}
