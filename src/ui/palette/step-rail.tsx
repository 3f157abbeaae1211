import { IconCheck } from '@tabler/icons-react'
import type { StepName } from '../../core/steps'
import { nextStep, progressOf, type StepProgress } from '../../state/progress'
import { StepTile } from '../icons'
import { useGraph, useRun } from '../session'
import { STEP_TITLES, STEP_WORK } from '../words'
import styles from './rail.module.css'

const WORDS: Record<StepProgress['state'], string> = {
  absent: 'not in the pipeline',
  present: 'in the pipeline',
  done: 'done',
}

/** The group of a step's stages in the palette. */
export const groupId = (step: StepName): string => `stages-of-${step}`

/** The steps of the work: which are done, and which comes next. Each leads to its stages. */
export function StepRail() {
  const pipeline = useGraph()
  const progress = useRun(({ statuses }) => JSON.stringify(progressOf(pipeline, statuses)))
  const next = nextStep(pipeline)
  return (
    <>
      <ol className={styles.rail} aria-label="Steps">
        {(JSON.parse(progress) as StepProgress[]).map(({ state, step }) => {
          const words = `${STEP_TITLES[step]}: ${step === next ? 'comes next' : WORDS[state]}`
          return (
            <li key={step}>
              <button
                data-tip={words}
                type="button"
                className={styles.step}
                data-state={state}
                aria-label={words}
                aria-current={step === next ? 'step' : undefined}
                onClick={() => document.getElementById(groupId(step))?.scrollIntoView({ block: 'start' })}
              >
                <StepTile step={step} size={20} />
                {state === 'done' && <IconCheck className={styles.check} size={10} stroke={3} aria-hidden />}
              </button>
            </li>
          )
        })}
      </ol>
      {next && (
        <p className={styles.comes}>
          <strong>Next: {STEP_TITLES[next]}.</strong> {STEP_WORK[next]}
        </p>
      )}
    </>
  )
}
