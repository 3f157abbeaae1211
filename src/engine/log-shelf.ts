import type { LogShelf } from './logs'

const FOLDER = 'logs'

/** Logs in the browser's own file system, a file each. One gets its name only when it is whole. */
export const browserLogs: LogShelf = {
  async load() {
    const found: { key: string; text: string; time: number }[] = []
    for await (const [key, handle] of (await folder()).entries()) {
      if (handle.kind !== 'file') continue
      const file = await handle.getFile()
      found.push({ key, text: await file.text(), time: file.lastModified })
    }
    return found.sort((a, b) => a.time - b.time).map(({ key, text }) => [key, text] as const)
  },
  async save(key, text) {
    const into = await folder()
    const draft = `draft-${crypto.randomUUID()}`
    const handle = await into.getFileHandle(draft, { create: true })
    const access = await handle.createSyncAccessHandle()
    const bytes = new TextEncoder().encode(text)
    let whole = false
    try {
      whole = access.write(bytes, { at: 0 }) === bytes.length
    } finally {
      access.close()
      if (!whole) await into.removeEntry(draft)
    }
    if (!whole) return
    await into.removeEntry(key).catch(() => undefined)
    await handle.move(key)
  },
  async remove(key) {
    await (await folder()).removeEntry(key).catch(() => undefined)
  },
}

const folder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true })
