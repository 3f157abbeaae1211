import { Button, UnstyledButton } from '@mantine/core'
import { IconLockOpen } from '@tabler/icons-react'
import { paramTitle, unlockedBefore, usualBefore } from '../../../core/pipeline/search-space'
import { nodeTitle } from '../../../core/pipeline/pipeline'
import { rangeWords } from '../../../core/search'
import { usuallyTuned } from '../../../core/tunable'
import { effectiveOf } from '../../../state/derived'
import { unlockAllUsual } from '../../../state/search-gestures'
import { lookupStage } from '../../../state/stages'
import { Note } from '../../note'
import { useGraph, usePipeline, useSelection, useSession } from '../../session'
import inspector from '../inspector.module.css'
import styles from './search.module.css'

/** What a search goes over: all that is unlocked before it, or what to do where nothing is. */
export function SearchSpace({ id }: { readonly id: string }) {
  const pipeline = effectiveOf(useGraph())
  const select = useSelection((state) => state.select)
  const open = unlockedBefore(pipeline, id, lookupStage)
  return (
    <section className={inspector.section} aria-label="What is searched">
      <h4 className={styles.title}>What is searched</h4>
      {open.length === 0 ? (
        <NothingOpen id={id} />
      ) : (
        <ul className={styles.space}>
          {open.map(({ node, param, range }) => (
            <li key={`${node.id} ${param}`}>
              <UnstyledButton className={styles.open} onClick={() => select([node.id])}>
                <span>{nodeTitle(node, lookupStage)}</span>
                <strong>{paramTitle(node, param, lookupStage)}</strong>
                <em>{rangeWords(range)}</em>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function NothingOpen({ id }: { readonly id: string }) {
  const session = useSession()
  const pipeline = effectiveOf(useGraph())
  const readOnly = usePipeline((state) => state.readOnly)
  const usual = usualBefore(pipeline, id, lookupStage)
  const params = lookupStage(usual?.stage ?? '')
  const names = params ? usuallyTuned(params).map((name) => params.params[name]!.title) : []
  return (
    <Note tone="warn" title="No parameter before it is unlocked">
      <p>
        Select a node before it and press the lock beside a parameter: the search may then change it, over a
        range that you can set.
        {usual &&
          ` Or begin with what is usually tuned of ${nodeTitle(usual, lookupStage)}: ${names.join(', ')}.`}
      </p>
      {usual && (
        <Button
          mt="sm"
          size="compact-sm"
          variant="default"
          disabled={readOnly}
          leftSection={<IconLockOpen size={14} />}
          onClick={() => unlockAllUsual(session, usual.id)}
        >
          Unlock the usual
        </Button>
      )}
    </Note>
  )
}
