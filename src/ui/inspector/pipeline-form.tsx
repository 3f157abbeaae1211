import { memo } from 'react'
import { setSeed } from '../../core/pipeline/acts'
import { NumberEntry } from '../number-entry'
import { useGraph, usePipeline } from '../session'
import { plural } from '../words'
import styles from './inspector.module.css'

/** The largest seed. */
const MOST = 2 ** 32 - 1

/** What belongs to the pipeline as a whole. */
export const PipelineForm = memo(function PipelineForm() {
  const { nodes, seed, wires } = useGraph()
  const readOnly = usePipeline((state) => state.readOnly)
  const act = usePipeline((state) => state.act)
  return (
    <>
      <p className={styles.empty}>Select a node to change it, or to see what came out of it.</p>
      <div className={styles.section}>
        <h3 className={styles.title}>Pipeline</h3>
        <p className={styles.summary}>
          {plural(nodes.length, 'node')}, {plural(wires.length, 'wire')}
        </p>
        <NumberEntry
          label="Seed"
          description="The same seed gives the same split, and the same model"
          min={0}
          max={MOST}
          allowNegative={false}
          disabled={readOnly}
          value={seed}
          onChange={(value) => {
            if (Number.isInteger(value) && value >= 0 && value <= MOST)
              act('Set the seed', (pipeline) => setSeed(pipeline, value), 'seed')
          }}
        />
      </div>
    </>
  )
})
