import { Button, Loader, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Version } from '../../state/shelf'
import { nextName } from '../../state/versions'
import { Dialog } from '../dialog'
import { FaultNote } from '../note'
import { useSelection, useVersions } from '../session'
import { moment } from '../words'
import { CompareVersions } from './compare-versions'
import styles from './versions.module.css'

/** The named versions of the open pipeline: kept, compared, restored. */
export function VersionsDialog() {
  const open = useSelection((state) => state.open)
  const { fault, refresh, versions } = useVersions((state) => state)
  const [chosenId, choose] = useState<string | null>(null)
  useEffect(() => void refresh(), [refresh])
  const chosen = versions?.find(({ id }) => id === chosenId) ?? versions?.[0]
  const close = () => open(null)
  return (
    <Dialog title="Versions" size={960} onClose={close}>
      {fault && <FaultNote fault={fault} />}
      {versions ? (
        <div className={styles.sheet}>
          <div>
            <SaveVersion key={versions.length} versions={versions} onSaved={() => choose(null)} />
            <VersionList versions={versions} chosen={chosen} onChoose={choose} />
          </div>
          {chosen ? (
            <CompareVersions key={chosen.id} version={chosen} versions={versions} onRestored={close} />
          ) : (
            <Text size="sm" c="dimmed">
              A version is this pipeline as it stands now, under a name. Later you can see what has changed
              since, and go back to it. Everything in between stays in Undo.
            </Text>
          )}
        </div>
      ) : (
        !fault && <Loader size="sm" role="progressbar" aria-label="Looking for versions" />
      )}
    </Dialog>
  )
}

function SaveVersion({
  onSaved,
  versions,
}: {
  readonly versions: readonly Version[]
  readonly onSaved: () => void
}) {
  const save = useVersions((state) => state.save)
  const [name, setName] = useState(() => nextName(versions))
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault()
        void save(name.trim() || nextName(versions)).then((isSaved) => isSaved && onSaved())
      }}
    >
      <TextInput
        size="xs"
        label="Save this version as"
        value={name}
        data-autofocus
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <Button size="xs" type="submit">
        Save version
      </Button>
    </form>
  )
}

interface ListProps {
  readonly versions: readonly Version[]
  readonly chosen: Version | undefined
  readonly onChoose: (id: string) => void
}

function VersionList({ chosen, onChoose, versions }: ListProps) {
  return (
    <ul className={styles.versions} aria-label="Versions">
      {versions.map(({ id, made, name }) => (
        <li key={id}>
          <button type="button" aria-pressed={id === chosen?.id} onClick={() => onChoose(id)}>
            <strong>{name}</strong>
            <span>{moment(made)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
