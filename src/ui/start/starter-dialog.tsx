import { Button, Group, Input, Text } from '@mantine/core'
import { useState } from 'react'
import { addNode } from '../../core/pipeline/acts'
import { proposeIgnored, proposeTarget, taskOf, type StarterOptions } from '../../core/pipeline/starter'
import type { ReadData } from '../../state/import-store'
import { placeAfter } from '../../state/place'
import { lookupStage } from '../../state/stages'
import { ColumnSelect } from '../column-select'
import { Dialog } from '../dialog'
import { Note } from '../note'
import { Segments } from '../segments'
import { useImports, usePipeline, useSession } from '../session'
import { useCommands } from '../shell/use-commands'
import { count, plural } from '../words'
import { ColumnChoice } from './column-choice'
import styles from './start.module.css'

type Task = StarterOptions['task']

const TASKS: readonly { readonly value: Task; readonly label: string }[] = [
  { value: 'binary', label: 'Two classes' },
  { value: 'multiclass', label: 'Several classes' },
  { value: 'regression', label: 'A number' },
  { value: 'clustering', label: 'No target' },
]

/** What is to be predicted, from which columns: the only questions before the first run. */
export function StarterDialog({ data }: { readonly data: ReadData }) {
  const session = useSession()
  const { startFrom } = useCommands()
  const close = useImports((state) => state.close)
  const replaces = usePipeline(({ pipeline }) => pipeline.nodes.length > 0)
  const { columns, rows, warnings } = data.imported
  const [target, setTarget] = useState(() => proposeTarget(columns) ?? null)
  const [chosenTask, setTask] = useState<Task | null>(null)
  const [ignored, setIgnored] = useState<ReadonlySet<string>>(() => new Set(proposeIgnored(columns)))
  const column = columns.find(({ name }) => name === target)
  const task = chosenTask ?? (column && taskOf(column)) ?? 'binary'
  const others = columns.filter(({ name }) => name !== target)
  const used = others.filter(({ name }) => !ignored.has(name))

  const create = () => {
    if (!target && task !== 'clustering') return
    const ignore = columns.map(({ name }) => name).filter((name) => ignored.has(name) && name !== target)
    const name = data.name.replace(/\.\w+$/, '')
    const source = { stage: data.stage, params: data.params }
    startFrom({ source, name, target: target ?? '', task, ignore })
    close()
  }
  const addOnly = () => {
    const stage = lookupStage(data.stage)
    if (!stage) return
    session.pipeline
      .getState()
      .act(`Add ${data.name}`, (pipeline) => addNode(pipeline, stage, placeAfter(pipeline), data.params))
    session.selection.getState().select([session.pipeline.getState().pipeline.nodes.at(-1)!.id])
    session.selection.getState().look('everything')
    close()
  }
  return (
    <Dialog title={`Start from ${data.name}`} size={672} onClose={close}>
      <Text size="sm" c="dimmed" className="numbers">
        {plural(rows, 'row')}, {plural(columns.length, 'column')}
      </Text>
      {warnings.map(({ cure, message }) => (
        <Note key={message} tone="warn" title={message}>
          {cure}
        </Note>
      ))}
      {rows === 0 && (
        <Note tone="warn" title="There are names of columns, but no rows below them.">
          Choose a file with data, or add it now and replace it later.
        </Note>
      )}
      <div className={styles.questions}>
        <ColumnSelect
          label="What should be predicted?"
          description={
            task === 'clustering' ? 'Nothing: clusters are compared with this column' : 'The target column'
          }
          placeholder="Choose a column"
          comboboxProps={{ withinPortal: true }}
          data={columns.filter((one) => taskOf(one) !== null).map(({ name }) => name)}
          value={target}
          onChange={(name) => {
            setTarget(name)
            setTask(null)
          }}
        />
        <Input.Wrapper
          labelElement="div"
          label="What kind of answer is it?"
          labelProps={{ id: 'task' }}
          description={
            column ? `${column.name} has ${plural(column.distinct, 'distinct value')}` : 'The task'
          }
        >
          <Segments aria-labelledby="task" data={TASKS} value={task} onChange={setTask} />
        </Input.Wrapper>
      </div>
      <ColumnChoice columns={columns} target={target} ignored={ignored} onChange={setIgnored} />
      <Group justify="space-between" mt="md">
        <Text size="xs" c="dimmed" className={`numbers ${styles.note}`}>
          {used.length === 0 && 'No column is left to learn from. '}
          {used.length < others.length
            ? `${count(used.length)} of ${count(others.length)} columns are used.`
            : used.length > 0 && 'All other columns are used. How rows are split is set on the node.'}
          {replaces && ' The pipeline on the canvas is kept; this becomes one of its own.'}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={addOnly}>
            Only add the data
          </Button>
          <Button
            disabled={rows === 0 || used.length === 0 || (!target && task !== 'clustering')}
            onClick={create}
            data-autofocus
          >
            Create pipeline
          </Button>
        </Group>
      </Group>
    </Dialog>
  )
}
