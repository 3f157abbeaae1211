import { useImports } from '../session'
import { ImportFailed, ImportProgress } from './import-progress'
import { StarterDialog } from './starter-dialog'

/** From a file to a pipeline: reading it, what went wrong, and what is to be predicted. */
export default function StartDialogs() {
  const phase = useImports((state) => state.phase)
  switch (phase.is) {
    case 'idle':
      return null
    case 'reading':
      return <ImportProgress {...phase} />
    case 'failed':
      return <ImportFailed {...phase} />
    case 'read':
      return <StarterDialog key={phase.data.name} data={phase.data} />
  }
}
