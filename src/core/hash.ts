import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 in lower-case hexadecimal. */
export function hashBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}

export function hashText(text: string): string {
  return hashBytes(utf8ToBytes(text))
}

/** SHA-256 of bytes that arrive in parts. */
export function hasher(): { update(bytes: Uint8Array): void; digest(): string } {
  const state = sha256.create()
  return { update: (bytes) => void state.update(bytes), digest: () => bytesToHex(state.digest()) }
}

/** JSON with sorted keys: equal values give equal text, whatever the order they were built in. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

export function hashJson(value: unknown): string {
  return hashText(canonicalJson(value))
}
