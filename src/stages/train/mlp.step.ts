import type { Context } from '../../core/context'
import { WITH_TARGET } from '../../core/dataset'
import { choice, flag, integer, number, text } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { predictNetwork, type Network } from '../../ml/network'
import type { Epoch } from '../../neural/history'
import type { Resume } from '../../neural/resume'
import { needsOf } from '../shared/needs'
import { inputsOf, levelsIn, readInputs, type NetworkInputs } from '../shared/network-inputs'
import { batchFor, hiddenSizes } from '../shared/network-params'
import { linkFor, outputsOf, scoresFor, targetsFor, type OutputLink } from '../shared/network-targets'
import { trainingViews } from '../shared/network-views'
import { weighedTruth } from '../shared/weighed-truth'

export const stage = describe({
  id: 'train/mlp',
  version: 1,
  title: 'Neural network',
  summary: 'Predicts classes or numbers by layers of units that learn together. Finds what is not linear.',
  kind: 'step',
  tasks: WITH_TARGET,
  finishes: true,
  inexact: true,
  params: {
    hidden_layer_sizes: text('Hidden layers', '64, 64', {
      help: 'How many units each hidden layer has, from the first to the last.',
    }),
    activation: choice('Activation', ['relu', 'tanh', 'logistic', 'identity'], {
      titles: { relu: 'ReLU', tanh: 'tanh', logistic: 'Logistic', identity: 'Identity' },
      help: 'What each hidden unit makes of its sum. ReLU learns fastest, as a rule.',
    }),
    max_iter: integer('Epochs', 200, {
      min: 1,
      max: 100000,
      help: 'How often it sees all training rows, at most.',
      rounds: true,
    }),
    learning_rate_init: number('Learning rate', 0.001, {
      min: 1e-9,
      max: 1000,
      help: 'How far each step goes. Too large a rate never settles, too small a rate takes long.',
      tune: { kind: 'float', min: 1e-4, max: 3e-2, log: true },
    }),
    batch_size: integer('Batch size', 0, {
      min: 0,
      max: 1000000,
      help: 'Rows to each step; 0 chooses by the number of rows.',
    }),
    alpha: number('L2 penalty', 0.0001, {
      min: 0,
      help: 'Keeps weights small, which helps with many features and few rows.',
      tune: { kind: 'float', min: 1e-6, max: 1e-1, log: true },
    }),
    dropout: number('Dropout', 0, {
      min: 0,
      max: 0.95,
      help: 'The share of hidden units that each training row does without, against learning rows by heart.',
      tune: { kind: 'float', min: 0, max: 0.5 },
    }),
    class_weight: choice('Class weights', ['none', 'balanced'], {
      titles: { none: 'Every row counts the same', balanced: 'Balanced' },
      help: 'Balanced lets every class count the same however few rows it has. Numbers are not touched by it.',
    }),
    early_stopping: flag('Stop early', true, {
      help: 'Holds back some training rows, stops when their loss no longer falls, and keeps the best weights.',
    }),
    validation_fraction: number('Rows held back', 0.1, {
      min: 0.01,
      max: 0.9,
      help: 'The share of the training rows that only tell when to stop.',
      when: { param: 'early_stopping', is: [true] },
    }),
    n_iter_no_change: integer('Patience', 10, {
      min: 1,
      max: 100000,
      help: 'Epochs without an improvement after which it stops.',
      advanced: true,
    }),
    tol: number('Least improvement', 0.0001, {
      min: 0,
      help: 'What the loss has to fall by to count as better.',
      advanced: true,
    }),
    solver: choice('Solver', ['adam', 'sgd'], {
      titles: { adam: 'Adam', sgd: 'Gradient descent' },
      help: 'How weights follow the gradient. Gradient descent needs a larger rate, such as 0.01.',
      advanced: true,
    }),
    momentum: number('Momentum', 0.9, {
      min: 0,
      max: 0.999,
      help: 'How much of the last step the next one keeps.',
      when: { param: 'solver', is: ['sgd'] },
      advanced: true,
    }),
    nesterovs_momentum: flag("Nesterov's momentum", true, {
      help: 'Looks ahead along the momentum before it corrects its course.',
      when: { param: 'solver', is: ['sgd'] },
      advanced: true,
    }),
    learning_rate: choice('Schedule', ['constant', 'adaptive', 'invscaling'], {
      titles: { constant: 'Constant', adaptive: 'Adaptive', invscaling: 'Inverse scaling' },
      help: 'Adaptive divides the rate by 5 when nothing gets better; inverse scaling lowers it all the time.',
      advanced: true,
    }),
    power_t: number('Power', 0.5, {
      min: 0,
      max: 5,
      help: 'The rate is divided by the number of rows seen to this power.',
      when: { param: 'learning_rate', is: ['invscaling'] },
      advanced: true,
    }),
    backend: choice('Trained on', ['auto', 'cpu', 'webgpu', 'webgl', 'wasm', 'tfjs-cpu'], {
      titles: {
        auto: 'The fastest here',
        cpu: 'CPU',
        webgpu: 'WebGPU',
        webgl: 'WebGL',
        wasm: 'TensorFlow.js, WebAssembly',
        'tfjs-cpu': 'TensorFlow.js, JavaScript',
      },
      help: 'Small networks train faster on the CPU, and there the result is the same every time.',
      advanced: true,
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

/** Plain data; nothing of what trained it is needed to predict. */
export interface NetworkLearned extends NetworkInputs {
  readonly network: Network
  readonly link: OutputLink
  readonly history: readonly Epoch[]
  /** What training goes on with. A bundle leaves it out. */
  readonly resume?: Resume
  readonly trained: readonly (readonly [what: string, value: string | number])[]
}

export const memory: Memory<typeof stage> = async ({ data }, params) => {
  const { cols, outputs, rows } = needsOf(data)
  const { widthFor } = await import('../../neural/initial')
  const { trainingBytes } = await import('../../neural/cpu/memory')
  const tables = levelsIn(data).map((levels) => ({ levels: levels + 1, width: widthFor(levels) }))
  const inputs = cols + tables.reduce((sum, { width }) => sum + width, 0)
  const sizes = [inputs, ...hiddenSizes(params.hidden_layer_sizes), outputs]
  const layers = sizes.slice(1).map((size, l) => ({ inputs: sizes[l]!, outputs: size }))
  return trainingBytes({ rows, width: cols, tables, layers, dropout: params.dropout > 0 })
}

export const fit: Fit<typeof stage, NetworkLearned> = async ({ data }, params, context) => {
  context.progress(0)
  const { target, truth, weights } = weighedTruth(data, stage.title, params.class_weight === 'balanced')
  const hidden = hiddenSizes(params.hidden_layer_sizes)
  const inputs = readInputs(data, context)
  const link = linkFor(target, truth)
  const { fitNetwork } = await import('../../neural/fit-network')
  const view = liveViews(context, scoreName(link))
  const read = { on: inputs.on, embedded: inputs.embedded, link }
  const { stopped, ...fitted } = await fitNetwork(
    {
      matrix: inputs.matrix,
      codes: inputs.codes,
      tables: inputs.embedded.map(({ levels }) => levels.length + 1),
      loss: LOSSES[link.kind],
      outputs: outputsOf(link),
      targets: targetsFor(link, truth),
      ...(weights && { weights: Float32Array.from(weights) }),
    },
    { ...params, hidden, batch_size: params.batch_size || batchFor(truth.length) },
    context,
    (history, network) => {
      view(history)
      context.soFar(() => ({ ...read, network }))
    },
    previousOf(context),
  )
  const learned = { ...read, ...fitted }
  return { learned, ...(stopped !== undefined && { stopped }) }
}

/** What this node learned before, when the person asked to go on from there. */
function previousOf({ previous }: Context) {
  const learned = previous as NetworkLearned | undefined
  return learned?.resume && { ...learned, resume: learned.resume }
}

const LOSSES = { value: 'squared', binary: 'binary', softmax: 'softmax' } as const
const scoreName = ({ kind }: OutputLink) => (kind === 'value' ? 'R2' : 'Accuracy')

/** Shows the curves while they grow, at most ten times a second. */
function liveViews(context: Context, score: string): (history: readonly Epoch[]) => void {
  let last = 0
  return (history) => {
    const now = performance.now()
    if (now - last < 100) return
    last = now
    for (const [id, view] of Object.entries(trainingViews(history, score))) context.view(id, view)
  }
}

export const apply: Apply<typeof stage, NetworkLearned> = (learned, { data }) => {
  const { matrix, codes } = inputsOf(learned, data.table)
  const scores = scoresFor(learned.link, predictNetwork(learned.network, matrix, codes))
  return { ...data, table: withScores(data.table, data.target!, scores) }
}

export const explain: Explain<NetworkLearned> = ({ history, link, trained }) => ({
  ...trainingViews(history, scoreName(link)),
  trained: { kind: 'table', title: 'How it was trained', columns: ['', ''], rows: trained },
})
