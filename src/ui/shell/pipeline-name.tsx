import { renamePipeline } from '../../core/pipeline/acts'
import { usePipeline } from '../session'
import styles from './header.module.css'

export function PipelineName() {
  const name = usePipeline(({ pipeline }) => pipeline.name)
  const readOnly = usePipeline((state) => state.readOnly)
  const act = usePipeline((state) => state.act)
  return (
    <input
      className={styles.name}
      aria-label="Pipeline name"
      placeholder="Untitled pipeline"
      spellCheck={false}
      value={name}
      readOnly={readOnly}
      onChange={({ currentTarget: { value } }) =>
        act('Rename the pipeline', (pipeline) => renamePipeline(pipeline, value), 'pipeline name')
      }
      onKeyDown={({ currentTarget, key }) => (key === 'Enter' || key === 'Escape') && currentTarget.blur()}
    />
  )
}
