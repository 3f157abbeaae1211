import { Button, TextInput } from '@mantine/core'
import { IconCopy, IconFlag, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { nodeTitle, type PipelineNode } from '../../core/pipeline/pipeline'
import type { StageDescription } from '../../core/stage'
import { stepOf } from '../../core/steps'
import { problemsOf } from '../../state/derived'
import { rename } from '../../state/gestures'
import { lookupStage } from '../../state/stages'
import { IconButton } from '../icon-button'
import { StateIcon, StepTile } from '../icons'
import { LooksNote, LooksNotes } from '../looks'
import { Note } from '../note'
import { useEnding, usePipeline, useRun, useSession, useStatus } from '../session'
import { useCommands } from '../shell/use-commands'
import { STEP_TITLES, stateInWords } from '../words'
import { InputWires } from './input-wires'
import { ParamForm } from './param-form'
import { SearchSpace } from './search/search-space'
import { StoppedNote } from './stopped-note'
import styles from './inspector.module.css'

interface Props {
  readonly node: PipelineNode
  readonly stage: StageDescription
}

/** One node: what it is, what is wrong with it, what feeds it, and its parameters. */
export function NodeForm({ node, stage }: Props) {
  const session = useSession()
  const commands = useCommands()
  const status = useStatus(node.id)
  const running = useRun((state) => state.running)
  const readOnly = usePipeline((state) => state.readOnly)
  const problems = usePipeline(({ pipeline }) => problemsOf(pipeline).get(node.id)) ?? []
  const { canFinish } = useEnding(node.id)
  const step = stepOf(stage.id)
  const general = problems.filter(({ param }) => param === undefined)
  return (
    <>
      <div className={styles.section}>
        <div className={styles.head}>
          <StepTile step={step} size={40} />
          <div>
            <h3 className={styles.title}>{stage.title}</h3>
            <p className={styles.state}>
              {step && STEP_TITLES[step]} <span aria-hidden>·</span>
              <StateIcon state={status?.state ?? 'new'} size={14} />{' '}
              {node.bypassed ? 'bypassed' : stateInWords(status)}
            </p>
          </div>
        </div>
        <p className={styles.summary}>{stage.summary}</p>
        {general.map(({ message }) => (
          <Note key={message} tone="warn" title={message} />
        ))}
        <StoppedNote id={node.id} />
        <LooksNote id={node.id} />
        {status?.looked && <LooksNotes node={node.id} looked={status.looked} />}
        <div className={styles.acts}>
          {canFinish ? (
            <Button
              className={styles.run ?? ''}
              size="sm"
              h={32}
              leftSection={<IconFlag size={14} />}
              onClick={() => commands.finish(node.id)}
            >
              Finish now
            </Button>
          ) : (
            <Button
              className={styles.run ?? ''}
              size="sm"
              h={32}
              variant="light"
              disabled={running}
              leftSection={<IconPlayerPlay size={14} />}
              onClick={() => commands.runTo([node.id])}
            >
              Run to here
            </Button>
          )}
          <IconButton
            variant="default"
            size={32}
            label="Duplicate"
            icon={IconCopy}
            disabled={readOnly}
            onClick={commands.duplicate}
          />
          <IconButton
            variant="default"
            size={32}
            label="Delete"
            icon={IconTrash}
            disabled={readOnly}
            onClick={commands.remove}
          />
        </div>
      </div>
      <div className={styles.section}>
        <TextInput
          label="Name"
          disabled={readOnly}
          placeholder={stage.title}
          value={node.name ?? ''}
          onChange={({ currentTarget }) => rename(session, node.id, currentTarget.value)}
          aria-description={`Shown on the canvas; now ${nodeTitle(node, lookupStage)}`}
        />
        <InputWires node={node} />
      </div>
      {stage.searches === 'parameters' && <SearchSpace id={node.id} />}
      <ParamForm node={node} stage={stage} />
    </>
  )
}
