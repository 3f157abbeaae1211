// What browsers, workers and Node all have, for the rooms that know neither the page nor Node.

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare const AbortController: { new (): AbortController }

interface TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>
}
declare const TextEncoder: { new (): TextEncoder }

interface TextDecoder {
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string
}
declare const TextDecoder: { new (label?: string, options?: { fatal?: boolean }): TextDecoder }

interface ReadableStream<T> {
  getReader(): { read(): Promise<{ done: boolean; value?: T }>; cancel(reason?: unknown): Promise<void> }
}

interface Blob {
  readonly size: number
  readonly type: string
  slice(start?: number, end?: number): Blob
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>
  arrayBuffer(): Promise<ArrayBuffer>
  text(): Promise<string>
}
declare const Blob: {
  new (
    parts: (ArrayBufferView<ArrayBuffer> | ArrayBuffer | Blob | string)[],
    options?: { type?: string },
  ): Blob
}

declare function structuredClone<T>(value: T): T
declare function setTimeout(act: () => void, ms?: number): number
declare function clearTimeout(timer: number): void
declare function queueMicrotask(act: () => void): void
declare const performance: { now(): number }

declare namespace WebAssembly {
  interface Module {}
  const Module: { new (bytes: Uint8Array<ArrayBuffer>): Module }
  interface Instance {
    readonly exports: object
  }
  const Instance: { new (module: Module, imports: object): Instance }
  interface Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  const Memory: { new (limits: { initial: number; maximum: number; shared: boolean }): Memory }
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>
  function instantiate(module: Module, imports: object): Promise<Instance>
}
