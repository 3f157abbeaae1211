import { allocate, CHUNK, entry, upTo4 } from './layout'
import { lossOf } from './losses'
import {
  block, blockSize, layerCount, layers, PARAMETERS, penalised, tableCount, tables, turnWeights,
} from './network'
import { ADAM, adam, adamRate, descend, NESTEROV } from './optimisers'
import { backward, forward } from './pass'

/**
 * Trains a multilayer perceptron. The host adds tables and layers, calls `build` and `makeRows`, writes the
 * rows and the parameters, and then calls `train` with groups of batches, so that it can stop and tell in
 * between.
 */
export { addLayer, addTable, build } from './network'
export { seedDropout } from './dropout'
export { codesAt, makeRows, numbersAt, targetsAt, weightsAt } from './rows'
export { allocate }

let loss: i32 = 0
let optimiser: i32 = ADAM
let momentum: f32 = 0
let penalty: f32 = 0
/** Steps of the optimiser until now. */
let steps: f64 = 0

/** @param alpha strength of the L2 penalty; as in scikit-learn it is divided by the rows of a batch */
export function configure(lossCode: i32, optimiserCode: i32, momentumRate: f32, alpha: f32): void {
  loss = lossCode
  optimiser = optimiserCode
  momentum = momentumRate
  penalty = alpha
}

export function getSteps(): f64 {
  return steps
}

export function setSteps(count: f64): void {
  steps = count
}

/**
 * One pass over `rows` rows whose numbers stand at `order`, in batches.
 * @param before a sum to go on from
 * @returns `before` and the sum over the rows of weight x loss, each before its batch's step
 */
export function train(order: usize, rows: i32, batch: i32, rate: f64, before: f64): f64 {
  let total = before
  for (let start = 0; start < rows; start += batch) {
    const size = min(batch, rows - start)
    total += gradients(order + <usize>start * 4, size)
    step(size, rate)
  }
  return total
}

/** The gradients of the summed loss of one batch, into the block of gradients. @returns the summed loss */
export function gradients(order: usize, rows: i32): f64 {
  const last = unchecked(layers[layerCount - 1])
  let total: f64 = 0
  for (let t = 0; t < tableCount; t++) clearTable(t)
  for (let start = 0; start < rows; start += CHUNK) {
    const size = min(rows - start, CHUNK)
    const padded = upTo4(size)
    const at = order + <usize>start * 4
    forward(at, size, padded, true)
    total += lossOf(loss, last.values, last.delta, at, size, padded, last.outputs)
    backward(at, size, padded, start > 0)
  }
  return total
}

function clearTable(t: i32): void {
  const table = unchecked(tables[t])
  memory.fill(table.gradients, 0, <usize>(table.levels * table.width) * 4)
}

function step(rows: i32, rate: f64): void {
  const share: f32 = 1 / <f32>rows
  steps += 1
  if (optimiser == ADAM) {
    const length = adamRate(rate, steps)
    adam(0, penalised, length, share, penalty)
    adam(penalised, blockSize - penalised, length, share, 0)
  } else {
    descend(0, penalised, <f32>rate, momentum, optimiser == NESTEROV, share, penalty)
    descend(penalised, blockSize - penalised, <f32>rate, momentum, optimiser == NESTEROV, share, 0)
  }
  turnWeights()
}

/**
 * Predicts rows without dropout.
 * @param to rows x outputs, row-major: the raw outputs
 * @returns the sum over the rows of weight x loss
 */
export function evaluate(order: usize, rows: i32, to: usize): f64 {
  const last = unchecked(layers[layerCount - 1])
  let total: f64 = 0
  for (let start = 0; start < rows; start += CHUNK) {
    const size = min(rows - start, CHUNK)
    const at = order + <usize>start * 4
    forward(at, size, upTo4(size), false)
    total += lossOf(loss, last.values, last.delta, at, size, upTo4(size), last.outputs)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < last.outputs; j++) {
        store<f32>(to, load<f32>(entry(last.values, CHUNK + 4, i, j)))
        to += 4
      }
    }
  }
  return total
}

/** Copies the weights of a layer (inputs x outputs, row-major), then its biases, from a block to `to`. */
export function readLayer(blockIndex: i32, l: i32, to: usize): void {
  const layer = layers[l]
  const weights = block(blockIndex) + layer.weights
  for (let q = 0; q < layer.inputs; q++) {
    for (let j = 0; j < layer.outputs; j++) {
      store<f32>(to, load<f32>(entry(weights, upTo4(layer.inputs), q, j)))
      to += 4
    }
  }
  memory.copy(to, block(blockIndex) + layer.biases, <usize>layer.outputs * 4)
}

/** The other way round. Call `turnWeights` when all layers are written. */
export function writeLayer(blockIndex: i32, l: i32, from: usize): void {
  const layer = layers[l]
  const weights = block(blockIndex) + layer.weights
  for (let q = 0; q < layer.inputs; q++) {
    for (let j = 0; j < layer.outputs; j++) {
      store<f32>(entry(weights, upTo4(layer.inputs), q, j), load<f32>(from))
      from += 4
    }
  }
  memory.copy(block(blockIndex) + layer.biases, from, <usize>layer.outputs * 4)
}

export { turnWeights }

/** The address of a table's levels x width numbers in a block. */
export function tableAt(blockIndex: i32, t: i32): usize {
  return tables[t].values - block(PARAMETERS) + block(blockIndex)
}
