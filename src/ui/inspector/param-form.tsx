import { Collapse, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { completeParams } from '../../core/check-params'
import { columnsToChoose } from '../../core/pipeline/infer'
import type { PipelineNode } from '../../core/pipeline/pipeline'
import { isShown, type Param } from '../../core/params'
import { STEP_ON } from '../../core/search'
import type { StageDescription } from '../../core/stage'
import { whyNotTunable } from '../../core/tunable'
import { effectiveOf, inferredOf } from '../../state/derived'
import { lookupStage } from '../../state/stages'
import { useGraph } from '../session'
import { ParamField } from './param-field'
import { StepSwitch } from './search/step-switch'
import styles from './inspector.module.css'

interface Props {
  readonly node: PipelineNode
  readonly stage: StageDescription
}

/** The form of a stage, drawn from its parameters alone. */
export const ParamForm = memo(function ParamForm({ node, stage }: Props) {
  const pipeline = useGraph()
  const [showsMore, more] = useDisclosure(false)
  const values = completeParams(stage.params, node.params)
  const known = columnsToChoose(
    stage,
    node.bypassed ? pipeline : effectiveOf(pipeline),
    node.id,
    inferredOf(pipeline),
    lookupStage,
  )
  const search = node.search ?? {}
  const shown = Object.entries(stage.params).filter(
    ([name, param]) => isShown(param, values) || Object.hasOwn(search, name),
  )
  const field = ([name, param]: readonly [string, Param]) => (
    <ParamField
      key={name}
      node={node.id}
      name={name}
      param={param}
      value={values[name]}
      columns={known}
      tunable={!stage.searches && whyNotTunable(stage, name) === null}
      range={search[name]}
    />
  )
  const basic = shown.filter(([, { advanced }]) => !advanced)
  const advanced = shown.filter(([, param]) => param.advanced)
  const canLeaveOut = whyNotTunable(stage, STEP_ON) === null
  if (shown.length === 0 && !canLeaveOut)
    return <p className={styles.empty}>This stage has nothing to set.</p>
  return (
    <div className={styles.section}>
      {basic.map(field)}
      {advanced.length > 0 && (
        <>
          <UnstyledButton className={styles.more} aria-expanded={showsMore} onClick={more.toggle}>
            <IconChevronRight size={14} aria-hidden /> More settings
          </UnstyledButton>
          <Collapse expanded={showsMore} keepMounted={false} transitionDuration={120}>
            <div className={styles.fields}>{advanced.map(field)}</div>
          </Collapse>
        </>
      )}
      {canLeaveOut && <StepSwitch node={node.id} isOpen={Object.hasOwn(search, STEP_ON)} />}
    </div>
  )
})
