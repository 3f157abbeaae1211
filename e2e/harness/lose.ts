import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import * as tf from '@tensorflow/tfjs-core'
import { randomStream } from '../../src/core/random'
import { engineChain } from '../../src/neural/backends'
import { freshState } from '../../src/neural/problem'
import { inOrder, makeProblem, objectiveFor } from '../../src/neural/testing/problems'
import { freshStanding, train } from '../../src/neural/train'

export interface LoseQuestion {
  readonly kind: 'lose'
  readonly backend: 'webgpu' | 'webgl'
  /** False: nothing is lost, to compare with. */
  readonly loses: boolean
}

export interface LoseAnswer {
  readonly kind: 'lose'
  readonly backend: string
  readonly losses: number[]
  readonly warnings: string[]
}

/** Trains four epochs and takes the device away in the middle of the second. */
export async function lose({ backend, loses }: LoseQuestion): Promise<LoseAnswer> {
  const { rows, network } = makeProblem({
    rows: 256,
    numbers: 8,
    hidden: [16, 8],
    outputs: 1,
    loss: 'binary',
  })
  const objective = objectiveFor('binary')
  const warnings: string[] = []
  const order = inOrder(rows.count)
  const plan = {
    training: order.subarray(0, 224),
    validation: order.subarray(224),
    batch: 32,
    epochs: 4,
    rate: 0.005,
    schedule: 'constant' as const,
    powerT: 0.5,
    patience: 10,
    tol: 1e-4,
  }
  let taken = !loses
  const trained = await train(rows, objective, plan, freshStanding(freshState(network)), {
    random: (name) => randomStream(0, name),
    nextEngine: engineChain(backend, rows, objective, (message) => warnings.push(message)),
    progress: (fraction) => {
      if (taken || fraction < 0.3) return
      taken = true
      takeAway(backend)
    },
    isFinishing: () => false,
    onEpoch: () => {},
  })
  return { kind: 'lose', backend: trained.backend, losses: trained.history.map(({ loss }) => loss), warnings }
}

function takeAway(backend: LoseQuestion['backend']): void {
  if (backend === 'webgpu') (tf.backend() as WebGPUBackend).device.destroy()
  else (tf.backend() as MathBackendWebGL).gpgpu.gl.getExtension('WEBGL_lose_context')!.loseContext()
}
