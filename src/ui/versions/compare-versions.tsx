import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { Choice } from '../choice'
import { comparePipelines, isSame } from '../../core/pipeline/compare'
import { sayComparison, type Said } from '../../state/change-words'
import { replaceAll } from '../../state/gestures'
import type { Version } from '../../state/shelf'
import { lookupStage } from '../../state/stages'
import { usePipeline, useSession, useVersions } from '../session'
import { notify } from '../shell/notify'
import { plural } from '../words'
import { CompareGraph } from './compare-graph'
import styles from './versions.module.css'

const NOW = 'now'
const SIGNS: Record<Said['kind'], string> = { added: '+', removed: '−', changed: '~' }

interface Props {
  readonly version: Version
  readonly versions: readonly Version[]
  readonly onRestored: () => void
}

/** What differs between a version and what there is now, or another version. */
export function CompareVersions({ onRestored, version, versions }: Props) {
  const session = useSession()
  const now = usePipeline((state) => state.pipeline)
  const readOnly = usePipeline((state) => state.readOnly)
  const drop = useVersions((state) => state.drop)
  const bringBack = useVersions((state) => state.bringBack)
  const [other, setOther] = useState<string>(NOW)
  const after = versions.find(({ id }) => id === other)?.pipeline ?? now
  const compared = comparePipelines(version.pipeline, after, lookupStage)
  const said = sayComparison(compared, version.pipeline, after)
  const restore = () => {
    replaceAll(session, `Restore ${version.name}`, version.pipeline)
    onRestored()
    void notify({
      id: 'restored',
      message: `“${version.name}” is restored. What was there is one Undo away.`,
      action: { label: 'Undo', run: () => session.pipeline.getState().undo() },
    })
  }
  const remove = async () => {
    if (!(await drop(version))) return
    const action = { label: 'Undo', run: () => void bringBack(version) }
    await notify({ id: 'dropped', message: `The version “${version.name}” is deleted.`, action })
  }
  return (
    <section aria-label={`What changed since ${version.name}`} className={styles.compare}>
      <Group justify="space-between" align="end">
        <Choice
          size="xs"
          label={`${version.name}, compared with`}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          data={[
            { value: NOW, label: 'What is here now' },
            ...versions
              .filter(({ id }) => id !== version.id)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={other}
          onChange={(value) => setOther(value ?? NOW)}
        />
        <Group gap="sm">
          <Button size="xs" variant="default" onClick={() => void remove()}>
            Delete version
          </Button>
          <Button size="xs" disabled={readOnly} onClick={restore}>
            Restore
          </Button>
        </Group>
      </Group>
      <CompareGraph before={version.pipeline} after={after} compared={compared} />
      <Text size="sm" fw={600} role="status">
        {isSame(compared)
          ? `Nothing differs${compared.isMoved ? ' but where nodes stand' : ''}.`
          : plural(said.length, 'difference')}
      </Text>
      <ul className={styles.said} aria-label="Differences">
        {said.map(({ kind, values, what }) => (
          <li key={what} data-kind={kind}>
            <span aria-hidden>{SIGNS[kind]}</span>
            <span>
              {what}
              {values && (
                <>
                  : <del>{values[0]}</del> → <ins>{values[1]}</ins>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
