import { Table } from './embeddings'
import { allocate, allocateChunk, transpose, upTo4, upTo8 } from './layout'

const MOST: i32 = 64

/**
 * Blocks of float32 that hold the same at the same offset: parameters, their gradients, and the optimiser's
 * memory.
 */
export const PARAMETERS: i32 = 0
export const GRADIENTS: i32 = 1
export const FIRST: i32 = 2
export const SECOND: i32 = 3

@unmanaged
export class Layer {
  inputs: i32
  outputs: i32
  activation: i32
  dropout: f32
  /** Offsets into a block: inputs x outputs in panels, then one bias per output. */
  weights: usize
  biases: usize
  /** The transposed weights, so that the way back is another plain product. */
  turned: usize
  /** Chunks: what comes out, the loss by it before the activation, and the factors of dropout. */
  values: usize
  delta: usize
  factors: usize
}

export const layers = new StaticArray<Layer>(MOST)
export let layerCount: i32 = 0
export const tables = new StaticArray<Table>(MOST)
export let tableCount: i32 = 0

/** Numbers in a row, before the columns of the tables. */
export let numberCount: i32 = 0
export let inputs: usize = 0
export let inputDelta: usize = 0
/** In float32: all of a block, and its first part, which the penalty counts. */
export let blockSize: i32 = 0
export let penalised: i32 = 0

const blocks = new StaticArray<usize>(4)

@inline export function block(index: i32): usize {
  return unchecked(blocks[index])
}

export function addTable(levels: i32, width: i32): void {
  const table = changetype<Table>(heap.alloc(offsetof<Table>()))
  table.levels = levels
  table.width = width
  tables[tableCount++] = table
}

export function addLayer(inputs: i32, outputs: i32, activation: i32, dropout: f32): void {
  const layer = changetype<Layer>(heap.alloc(offsetof<Layer>()))
  layer.inputs = inputs
  layer.outputs = outputs
  layer.activation = activation
  layer.dropout = dropout
  layers[layerCount++] = layer
}

/**
 * Lays out all memory, once the tables and layers are added. `numbers` is the width of a row without
 * tables.
 */
export function build(numbers: i32): void {
  numberCount = numbers
  let column = numbers
  for (let l = 0; l < layerCount; l++) {
    const layer = layers[l]
    layer.weights = place(upTo4(layer.inputs) * upTo8(layer.outputs))
  }
  penalised = blockSize
  for (let l = 0; l < layerCount; l++) layers[l].biases = place(upTo8(layers[l].outputs))
  for (let t = 0; t < tableCount; t++) {
    const table = tables[t]
    table.column = column
    column += table.width
    table.values = place(upTo4(table.levels * table.width))
  }
  for (let k = 0; k < 4; k++) blocks[k] = allocate(blockSize)
  for (let t = 0; t < tableCount; t++) {
    const table = tables[t]
    table.gradients = block(GRADIENTS) + table.values
    table.values += block(PARAMETERS)
  }
  inputs = allocateChunk(column)
  if (tableCount > 0) inputDelta = allocateChunk(column)
  for (let l = 0; l < layerCount; l++) {
    const layer = layers[l]
    layer.values = allocateChunk(layer.outputs)
    layer.delta = allocateChunk(layer.outputs)
    if (layer.dropout > 0) layer.factors = allocateChunk(layer.outputs)
    layer.turned = allocate(upTo8(layer.inputs) * upTo8(layer.outputs))
  }
}

function place(floats: i32): usize {
  const at = <usize>blockSize * 4
  blockSize += floats
  return at
}

/** Renews the transposed weights. Must be called after every change of the weights. */
export function turnWeights(): void {
  for (let l = tableCount > 0 ? 0 : 1; l < layerCount; l++) {
    const layer = unchecked(layers[l])
    const columns = upTo8(layer.outputs)
    transpose(block(PARAMETERS) + layer.weights, upTo4(layer.inputs), columns, layer.turned, columns)
  }
}
