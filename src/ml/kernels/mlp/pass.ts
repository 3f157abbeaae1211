import { activate, differentiate, RELU } from './activations'
import { drop, dropBack } from './dropout'
import { gatherTable, scatterTable } from './embeddings'
import { addGradients } from './gradients'
import { upTo4, upTo8, STRIDE } from './layout'
import {
  block, GRADIENTS, inputDelta, inputs, Layer, layerCount, layers, numberCount, PARAMETERS, tableCount, tables,
} from './network'
import { affine, affineRelu, gated, plain } from './products'
import { gatherNumbers } from './rows'

/** One chunk, from its rows to the outputs of the network. Dropout only while it trains. */
export function forward(order: usize, rows: i32, padded: i32, training: bool): void {
  gatherNumbers(order, rows, padded, inputs)
  for (let t = 0; t < tableCount; t++) gatherTable(unchecked(tables[t]), t, order, rows, padded, inputs)
  for (let l = 0; l < layerCount; l++) {
    const layer = unchecked(layers[l])
    const weights = block(PARAMETERS) + layer.weights
    const biases = block(PARAMETERS) + layer.biases
    const from = inputOf(l)
    const depth = upTo4(layer.inputs)
    if (layer.activation == RELU) {
      affineRelu(from, weights, depth, biases, layer.values, padded, layer.inputs, layer.outputs)
    } else {
      affine(from, weights, depth, biases, layer.values, padded, layer.inputs, layer.outputs)
      if (layer.activation > RELU) activate(layer.values, padded, layer.outputs, layer.activation)
    }
    if (training && layer.dropout > 0) {
      drop(layer.values, layer.factors, padded, layer.outputs, layer.dropout)
    }
  }
}

/** One chunk back from the deltas of the last layer. Adds to the gradients of the batch, or begins them. */
export function backward(order: usize, rows: i32, padded: i32, add: bool): void {
  for (let l = layerCount - 1; l >= 0; l--) {
    const layer = unchecked(layers[l])
    const weights = block(GRADIENTS) + layer.weights
    const biases = block(GRADIENTS) + layer.biases
    addGradients(inputOf(l), layer.delta, weights, biases, padded, upTo4(layer.inputs), layer.outputs, add)
    if (l > 0) backThrough(layer, unchecked(layers[l - 1]), padded)
  }
  if (tableCount > 0) backToTables(order, rows, padded)
}

/** From the delta of a layer to that of the layer below, through dropout and activation. */
function backThrough(layer: Layer, below: Layer, padded: i32): void {
  const depth = upTo8(layer.outputs)
  if (below.activation == RELU) {
    gated(layer.delta, layer.turned, depth, below.delta, below.values, padded, layer.outputs, below.outputs)
  } else {
    plain(layer.delta, layer.turned, depth, below.delta, padded, layer.outputs, below.outputs)
  }
  if (below.dropout > 0) dropBack(below.delta, below.factors, padded, below.outputs)
  if (below.activation > RELU) {
    differentiate(below.delta, below.values, padded, below.outputs, below.activation, 1 - below.dropout)
  }
}

/** Only the panels of the input that hold columns of tables. */
function backToTables(order: usize, rows: i32, padded: i32): void {
  const layer = unchecked(layers[0])
  const depth = upTo8(layer.outputs)
  const skipped = numberCount >> 3
  const turned = layer.turned + <usize>(skipped * depth) * 32
  const to = inputDelta + <usize>skipped * STRIDE
  plain(layer.delta, turned, depth, to, padded, layer.outputs, layer.inputs - skipped * 8)
  for (let t = 0; t < tableCount; t++) scatterTable(unchecked(tables[t]), t, order, rows, inputDelta)
}

@inline function inputOf(l: i32): usize {
  return l == 0 ? inputs : unchecked(layers[l - 1]).values
}
