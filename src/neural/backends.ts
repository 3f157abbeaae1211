import { isAbort } from '../core/errors'
import type { Backend, Engine, MakeEngine } from './engine'
import type { Objective, TrainingRows, TrainingState } from './problem'

/** Loads the code of a backend when it is first asked for. */
async function makerOf(backend: Backend): Promise<MakeEngine> {
  return backend === 'cpu'
    ? (await import('./cpu/cpu-engine')).makeCpuEngine
    : (await import('./tfjs/tfjs-engine')).makeTfjsEngine(backend)
}

/** Where training goes on when a backend is not there or is lost; our own kernel is always there. */
const CHAINS: Readonly<Record<Backend, readonly Backend[]>> = {
  cpu: ['cpu'],
  webgpu: ['webgpu', 'webgl', 'cpu'],
  webgl: ['webgl', 'cpu'],
  wasm: ['wasm', 'cpu'],
  'tfjs-cpu': ['tfjs-cpu', 'cpu'],
}

const TITLES: Readonly<Record<Backend, string>> = {
  cpu: 'the CPU',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly (TensorFlow.js)',
  'tfjs-cpu': 'JavaScript (TensorFlow.js)',
}

type NextEngine = (from: TrainingState, after?: { engine: Engine; error: unknown }) => Promise<Engine>

export async function makeEngine(
  backend: Backend,
  rows: TrainingRows,
  objective: Objective,
  from: TrainingState,
): Promise<Engine> {
  return (await makerOf(backend))(rows, objective, from)
}

/**
 * Engines one after the other: the wanted one, and when that cannot be made or fails, the next of its chain,
 * which is said in a warning. When even the last one fails, its error is thrown.
 */
export function engineChain(
  wanted: Backend,
  rows: TrainingRows,
  objective: Objective,
  warn: (message: string, cure?: string) => void,
): NextEngine {
  const left = [...CHAINS[wanted]]
  return async (from, after) => {
    let failed = after && { backend: after.engine.backend, error: after.error }
    for (;;) {
      const backend = left.shift()
      if (!backend) throw failed?.error
      if (failed) warn(wordsFor(failed.backend, backend, failed.error, after !== undefined))
      try {
        return await makeEngine(backend, rows, objective, from)
      } catch (error) {
        if (isAbort(error)) throw error
        failed = { backend, error }
      }
    }
  }
}

function wordsFor(from: Backend, to: Backend, error: unknown, during: boolean): string {
  const reason = error instanceof Error ? error.message : String(error)
  return during
    ? `${sentence(TITLES[from])} failed while it trained (${reason}), so training goes on from the last epoch on ${TITLES[to]}.`
    : `${sentence(TITLES[from])} cannot be used here (${reason}), so ${TITLES[to]} trains.`
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
