import { useSelection, useSession } from '../session'
import { rename } from '../../state/gestures'
import styles from './node.module.css'

/** The name of a node while it is typed. Enter keeps it, Escape does not; no name is the stage's own. */
export function NodeRename({ id, title }: { readonly id: string; readonly title: string }) {
  const session = useSession()
  const stop = useSelection((state) => state.rename)
  return (
    <input
      className={`${styles.rename} nodrag nopan`}
      aria-label="Node name"
      defaultValue={title}
      autoFocus
      onFocus={({ currentTarget }) => currentTarget.select()}
      onBlur={({ currentTarget }) => {
        rename(session, id, currentTarget.value)
        stop(null)
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') event.currentTarget.value = title
        // The node has the focus again, from which the arrow keys go on.
        if (event.key === 'Enter' || event.key === 'Escape')
          event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus()
      }}
    />
  )
}
