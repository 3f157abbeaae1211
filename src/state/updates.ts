/** A version of the page that is ready to take over. */
export interface Update {
  /** Reloads this tab with it. */
  take(): void
}

/** How often a page that stays open looks for a new version. */
const EVERY = 3_600_000

/**
 * Keeps the page in the browser, so that it opens without a network, and tells once a new version is ready. That one
 * waits until the person takes it, or until no tab of the old one is left.
 */
export async function watchUpdates(offer: (update: Update) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const workers = navigator.serviceWorker
  const registration = await workers.register(new URL('sw.js', document.baseURI))
  let isTaken = false
  workers.addEventListener('controllerchange', () => isTaken && location.reload())
  const offerWaiting = () => {
    const { waiting } = registration
    if (!waiting || !workers.controller) return
    offer({
      take() {
        isTaken = true
        waiting.postMessage('take over')
      },
    })
  }
  offerWaiting()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offerWaiting)
  })
  setInterval(() => void registration.update().catch(() => undefined), EVERY)
}
