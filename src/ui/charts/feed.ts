/** Fetches the newest of something that changes: one at a time, with a pause between, and the last one always. */
export interface Feed {
  /** Sees to it that what there is for this key comes. */
  want(key: string): void
  stop(): void
}

/** The pause between two fetches: often enough to be seen moving. */
export const PAUSE_MS = 200

export function createFeed<T>(
  load: (key: string) => Promise<T>,
  show: (value: T) => void,
  fail: (error: unknown) => void,
): Feed {
  let wanted: string | null = null
  let isBusy = false
  let isOver = false

  const next = async () => {
    while (wanted !== null) {
      const key = wanted
      wanted = null
      try {
        const value = await load(key)
        if (!isOver) show(value)
      } catch (error) {
        if (!isOver) fail(error)
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    isBusy = false
  }
  return {
    want(key) {
      if (isOver) return
      wanted = key
      if (isBusy) return
      isBusy = true
      void next()
    },
    stop() {
      isOver = true
      wanted = null
    },
  }
}
