import type { Objective, TrainingRows, TrainingState } from './problem'

/** `cpu` is our own kernel; the others are TensorFlow.js. */
export const BACKENDS = ['cpu', 'webgpu', 'webgl', 'wasm', 'tfjs-cpu'] as const
export type Backend = (typeof BACKENDS)[number]

export interface Evaluated {
  /** Sum over the rows of weight x loss, without the penalty. */
  readonly loss: number
  /** rows x outputs, row-major: the raw outputs. */
  readonly outputs: Float32Array
}

/** Trains one network on one device. It holds the rows and the parameters until it is disposed of. */
export interface Engine {
  readonly backend: Backend
  /** What people call the device: an adapter's name. */
  readonly device: string
  /** Begins the random numbers of dropout anew. */
  seedDropout(seed: number): void
  /**
   * Trains on the rows whose numbers `order` holds, batch after batch; the last one may be shorter.
   * @param before the sum to go on from, so that an epoch's sum is the same however it is cut
   * @returns `before` and the sum over the rows of weight x loss, each before its batch's step
   */
  train(order: Uint32Array, batch: number, rate: number, before: number): Promise<number>
  evaluate(order: Uint32Array): Promise<Evaluated>
  /** A copy of everything, on the CPU. */
  state(): Promise<TrainingState>
  dispose(): void
}

export type MakeEngine = (rows: TrainingRows, objective: Objective, from: TrainingState) => Promise<Engine>
