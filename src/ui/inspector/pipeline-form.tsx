import { NumberInput } from '@mantine/core'
import { memo } from 'react'
import { setSeed } from '../../core/pipeline/acts'
import { useGraph, usePipeline } from '../session'
import { plural } from '../words'
import styles from './inspector.module.css'

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
        <NumberInput
          label="Seed"
          description="The same seed gives the same split, and the same model"
          min={0}
          max={4294967295}
          allowDecimal={false}
          allowNegative={false}
          disabled={readOnly}
          value={seed}
          onChange={(value) =>
            typeof value === 'number' &&
            act('Set the seed', (pipeline) => setSeed(pipeline, Math.min(value, 4294967295)), 'seed')
          }
        />
      </div>
    </>
  )
})
