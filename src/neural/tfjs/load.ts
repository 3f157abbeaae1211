import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type * as Tf from '@tensorflow/tfjs-core'
import type { Backend } from '../engine'
import { within } from './time-limit'

export type TfjsBackend = Exclude<Backend, 'cpu'>

/** TensorFlow.js on a backend that works. */
export interface Loaded {
  readonly tf: typeof Tf
  /** The device's name. */
  readonly device: string
  /** @throws Error in words when the device is lost */
  check(): void
}

const NAMES: Readonly<Record<TfjsBackend, string>> = {
  webgpu: 'webgpu',
  webgl: 'webgl',
  wasm: 'wasm',
  'tfjs-cpu': 'cpu',
}

/** How long a driver may take to give a device. */
const START_MS = 20_000

/** @throws Error in words when the backend is not there */
export async function loadTfjs(backend: TfjsBackend): Promise<Loaded> {
  const tf = await import('@tensorflow/tfjs-core')
  const register = { webgpu: loadWebgpu, webgl: loadWebgl, wasm: loadWasm, 'tfjs-cpu': loadCpu }[backend]
  await register(tf)
  const name = NAMES[backend]
  renewLost(tf, name)
  if (!(await within(tf.setBackend(name), name, START_MS))) throw new Error(`there is no ${name} here`)
  await within(tf.ready(), name, START_MS)
  return { tf, ...watch(tf, backend) }
}

async function loadWebgpu(): Promise<void> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) throw new Error('this browser has no WebGPU')
  if (!(await navigator.gpu.requestAdapter())) throw new Error('WebGPU finds no adapter')
  await import('@tensorflow/tfjs-backend-webgpu')
}

async function loadWebgl(): Promise<void> {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('there is no canvas for WebGL')
  await import('@tensorflow/tfjs-backend-webgl')
}

/** One thread: the threaded build hangs once it is minified. */
async function loadWasm(tf: typeof Tf): Promise<void> {
  const [{ setWasmPaths }, plain, simd] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'),
  ])
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain.default,
    'tfjs-backend-wasm-simd.wasm': simd.default,
    'tfjs-backend-wasm-threaded-simd.wasm': simd.default,
  })
}

async function loadCpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu')
}

/** A device that was lost in an earlier run is asked for anew. */
const lost = new Set<string>()

function renewLost(tf: typeof Tf, name: string): void {
  const factory = tf.findBackendFactory(name)
  if (!lost.delete(name) || !factory) return
  tf.removeBackend(name)
  tf.registerBackend(name, factory)
}

function watch(tf: typeof Tf, backend: TfjsBackend): Omit<Loaded, 'tf'> {
  if (backend === 'webgpu') return watchWebgpu(tf.backend() as WebGPUBackend)
  if (backend === 'webgl') return watchWebgl(tf.backend() as MathBackendWebGL)
  return { device: backend === 'wasm' ? 'CPU, WebAssembly, one thread' : 'CPU, JavaScript', check: () => {} }
}

function watchWebgpu({ device, adapterInfo }: WebGPUBackend): Omit<Loaded, 'tf'> {
  let reason: string | undefined
  void device.lost.then(({ message }) => {
    lost.add('webgpu')
    reason = message || 'no reason was given'
  })
  const { vendor, architecture } = adapterInfo as unknown as { vendor?: string; architecture?: string }
  return {
    device: [vendor, architecture].filter(Boolean).join(' ') || 'an adapter without a name',
    check: () => {
      if (reason !== undefined) throw new Error(`the device was lost: ${reason}`)
    },
  }
}

function watchWebgl({ gpgpu: { gl } }: MathBackendWebGL): Omit<Loaded, 'tf'> {
  const named = gl.getExtension('WEBGL_debug_renderer_info')
  return {
    device: String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER)),
    check: () => {
      if (!gl.isContextLost()) return
      lost.add('webgl')
      throw new Error('the context was lost')
    },
  }
}
