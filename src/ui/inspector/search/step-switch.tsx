import { Switch } from '@mantine/core'
import { STEP_ON } from '../../../core/search'
import { lock, unlock } from '../../../state/search-gestures'
import { usePipeline, useSession } from '../../session'

/** Lets a search try a pipeline without the step as well. */
export function StepSwitch({ isOpen, node }: { readonly node: string; readonly isOpen: boolean }) {
  const session = useSession()
  const readOnly = usePipeline((state) => state.readOnly)
  return (
    <Switch
      label="Let a search leave it out"
      description="A Tune behind it tries with and without the whole step."
      disabled={readOnly}
      checked={isOpen}
      onChange={() => (isOpen ? lock(session, node, STEP_ON) : unlock(session, node, STEP_ON))}
    />
  )
}
