import type { LogShelf } from './logs'

const FOLDER = 'logs'
const DRAFT = 'draft-'
/** Between the key and what makes the name of a file its own. */
const MARK = '~'
const keyOf = (name: string): string => name.split(MARK)[0]!

/**
 * Logs in the browser's own file system. Each writing makes a file of its own, which gets its name only when it is whole;
 * the one before goes after that, so that a page that is closed in between finds one of the two.
 */
export const browserLogs: LogShelf = {
  async load() {
    const found: { key: string; text: string; time: number }[] = []
    for await (const [name, handle] of (await folder()).entries()) {
      if (handle.kind !== 'file' || name.startsWith(DRAFT)) continue
      const file = await handle.getFile()
      found.push({ key: keyOf(name), text: await file.text(), time: file.lastModified })
    }
    const newest = new Map<string, string>()
    for (const { key, text } of found.sort((a, b) => a.time - b.time)) {
      newest.delete(key)
      newest.set(key, text)
    }
    return [...newest]
  },
  async save(key, text) {
    const into = await folder()
    const draft = `${DRAFT}${crypto.randomUUID()}`
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
    const name = `${key}${MARK}${crypto.randomUUID()}`
    await handle.move(name)
    await removeAll(into, key, name)
  },
  async remove(key) {
    await removeAll(await folder(), key)
  },
}

/** Removes the files of a key but one. */
async function removeAll(from: FileSystemDirectoryHandle, key: string, kept?: string): Promise<void> {
  const names: string[] = []
  for await (const [name] of from.entries()) if (keyOf(name) === key && name !== kept) names.push(name)
  for (const name of names) await from.removeEntry(name).catch(() => undefined)
}

const folder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true })
