/** Parts of the origin private file system that every browser has in workers and TypeScript's DOM library lacks. */
interface FileSystemSyncAccessHandle {
  write(bytes: Uint8Array, options?: { at?: number }): number
  close(): void
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>
  move(name: string): Promise<void>
}
