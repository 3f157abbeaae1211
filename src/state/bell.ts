/** Tells the other tabs that there is something new to read of a pipeline. */
export interface Bell {
  ring(id: string): void
  listen(heard: (id: string) => void): void
}

export function browserBell(): Bell {
  const channel = new BroadcastChannel('trainyard/kept')
  return {
    ring: (id) => channel.postMessage(id),
    listen: (heard) => channel.addEventListener('message', ({ data }: MessageEvent<string>) => heard(data)),
  }
}
