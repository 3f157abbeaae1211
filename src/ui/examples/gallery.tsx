import { Loader } from '@mantine/core'
import { fetchExample, loadExamples, type Example } from '../../state/examples'
import { FaultNote } from '../note'
import { useCommands } from '../shell/use-commands'
import { useLoaded } from '../use-loaded'
import { MiniGraph } from './mini-graph'
import styles from './examples.module.css'

interface Props {
  readonly onOpened?: () => void
}

/** Pipelines over sample data, each one click away. */
export default function Gallery({ onOpened }: Props) {
  const { openExample } = useCommands()
  const { fault, value } = useLoaded('examples', () => loadExamples(fetchExample))
  if (fault) return <FaultNote fault={fault} />
  if (!value) return <Loader size="sm" m="md" role="progressbar" aria-label="Fetching the examples" />
  const open = ({ pipeline }: Example) => {
    openExample(pipeline)
    onOpened?.()
  }
  return (
    <ul className={styles.gallery} aria-label="Examples">
      {value.map((example) => (
        <li key={example.file}>
          <button type="button" className={styles.example} onClick={() => open(example)}>
            <MiniGraph pipeline={example.pipeline} />
            <strong>{example.pipeline.name}</strong>
            <span>{example.about}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
