/** A worker that does what a test tells it to. */
export class FakeWorker extends EventTarget {
  ended = false
  readonly received: unknown[] = []

  postMessage(message: unknown): void {
    this.received.push(message)
  }

  terminate(): void {
    this.ended = true
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

/** A spawn that keeps what it made. */
export function fakeWorkers() {
  const made: FakeWorker[] = []
  const spawn = () => {
    const worker = new FakeWorker()
    made.push(worker)
    return worker as unknown as Worker
  }
  return { made, spawn }
}
