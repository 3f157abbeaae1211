import { WITH_TARGET } from '../../core/dataset'
import { choice, numbers } from '../../core/declare-params'
import { decide } from '../../core/predictions'
import { UserError } from '../../core/errors'
import { describe } from '../../core/stage'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import type { View } from '../../core/view'
import {
  ensembleRows,
  ensembleTarget,
  requireSameTarget,
  scoresFor,
  type EnsembleTarget,
} from '../shared/ensemble-rows'
import { fitProgress } from '../shared/fit-folds'
import { recipeNames } from '../shared/names-apart'
import { toldBy } from '../shared/told-by'

interface Learned {
  readonly target: EnsembleTarget
  readonly voting: 'soft' | 'hard'
  /** Of every model, by its port; they sum to 1. */
  readonly voters: readonly { readonly port: string; readonly name: string; readonly weight: number }[]
}

export const stage = describe({
  id: 'train/voting',
  version: 1,
  title: 'Voting',
  summary: 'Lets models decide together: by the mean of what they say, or by the most votes.',
  kind: 'wrapper',
  tasks: WITH_TARGET,
  params: {
    voting: choice('Vote', ['soft', 'hard'], {
      titles: { soft: 'Mean of the probabilities', hard: 'One vote each' },
      help: 'The mean lets a model that is sure count for more. Where the target is a number, it is always the mean.',
    }),
    weights: numbers('Weights', 'models', 1, {
      min: 0,
      help: 'How much each model counts, against the others. 0 leaves one out.',
    }),
  },
  inputs: { models: { kind: 'model', title: 'model', many: true, atLeast: 2 } },
  outputs: { model: 'model' },
})

export const fitWrapper: FitWrapper<typeof stage, Learned> = async (
  { models },
  rows,
  { voting, weights },
  context,
) => {
  context.progress(0)
  const names = recipeNames(models)
  const ports = Object.keys(models)
  const given = ports.map((port) => weights[port] ?? 1)
  const sum = given.reduce((total, weight) => total + weight, 0)
  if (!(sum > 0)) throw new UserError('Every model has the weight 0.', 'Give one of them more.')
  const progress = fitProgress(context, ports.length)
  const fitted = await Promise.all(
    ports.map(async (port, i) => {
      const fit = context.refit({ recipe: models[port]!, ...rows })
      const { lineage, predictions } = await toldBy(names[i]!, fit)
      progress()
      return { lineage, target: predictions.target }
    }),
  )
  requireSameTarget(
    fitted.map(({ target }) => target),
    names,
  )
  return {
    models: Object.fromEntries(ports.map((port, i) => [port, fitted[i]!.lineage])),
    own: {
      target: ensembleTarget(fitted[0]!.target),
      voting,
      voters: ports.map((port, i) => ({ port, name: names[i]!, weight: given[i]! / sum })),
    },
  }
}

export const apply: ApplyWrapper<typeof stage, Learned> = ({ target, voting, voters }, rows) => {
  const inputs = voters.map(({ port }) => rows[port]!)
  const scores = new Float64Array(scoresFor(inputs[0]!, target).length)
  voters.forEach(({ weight }, i) => {
    const said = scoresFor(inputs[i]!, target)
    if (voting === 'soft' || target.task === 'regression')
      said.forEach((one, at) => (scores[at]! += weight * one))
    else addVotes(scores, said, { ...target, ...thresholdOf(inputs[i]!.target) }, weight)
  })
  return ensembleRows(inputs, target, scores)
}

const thresholdOf = (own: { readonly threshold?: number } | null) =>
  own?.threshold === undefined ? {} : { threshold: own.threshold }

/** A vote of every row for the class that the model takes it for; a row that it says nothing of gets nothing. */
function addVotes(
  votes: Float64Array,
  scores: Float64Array,
  target: EnsembleTarget & { readonly threshold?: number },
  weight: number,
): void {
  const width = target.classes.length
  for (let row = 0; row < scores.length / width; row++) {
    if (Number.isNaN(scores[row * width])) votes.fill(Number.NaN, row * width, (row + 1) * width)
    else votes[row * width + decide(scores, row, target)]! += weight
  }
}

export const explain: Explain<{ readonly own: Learned }> = ({ own }): Record<string, View> => ({
  weights: {
    kind: 'bars',
    title: 'Share of every model in the vote',
    x: 'Share',
    bars: own.voters.map(({ name, weight }) => ({ label: name, value: weight })),
  },
})
