import type { Session } from '../../state/session'
import { watchUpdates } from '../../state/updates'
import { notify } from './notify'

/** Keeps the page for use without a network, and offers a new version when there is one. */
export const offerUpdates = (session: Session): Promise<void> =>
  watchUpdates(({ take }) => {
    const { keeping, run } = session
    const reload = async () => {
      await keeping.getState().save()
      if (keeping.getState().phase !== 'failed') take()
    }
    void notify({
      id: 'update',
      title: 'A new version of Trainyard is ready',
      message: run.getState().running
        ? 'Your work is kept. What runs now is stopped by a reload: take it when that is done.'
        : 'Your work is kept. Take it when it suits you.',
      stays: true,
      action: { label: 'Reload with it', run: () => void reload() },
    })
  })
