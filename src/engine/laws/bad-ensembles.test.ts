import { beforeAll, describe as suite, expect, test } from 'vitest'
import type { Recipe } from '../../core/lineage'
import type { ParamValues } from '../../core/params'
import type { StageDescription } from '../../core/stage'
import { newKernel } from '../../ml/trees/kernel'
import { predict } from '../../runtime/predict'
import { applies } from '../../stages/apply'
import { lookupStage, stages } from '../../stages/descriptions'
import {
  BAD,
  each,
  outcomeOf,
  settings,
  TARGETS,
  truth,
  x,
  z,
  type BadTask,
  type Cells,
} from '../../stages/shared/bad-input'
import { leastPorts } from '../../stages/shared/contract-inputs'
import { tableOf } from '../../stages/shared/testing'
import { refit } from '../refit'
import { productStages } from '../stages'
import { recipeOf, rolesOf, wrap } from './canonical'

/** Whatever learners that are made of models are handed, they answer with finite scores or refuse in words. */

const ensembles = stages.filter(({ id, kind }) => id.startsWith('train/') && kind === 'wrapper')
const tasks = Object.keys(TARGETS) as BadTask[]

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

/** What they are made of: learners that refuse much, and learners that take nearly everything. */
const MEMBERS: Readonly<Record<string, Readonly<Record<BadTask, readonly [string, string]>>>> = {
  strict: {
    binary: ['train/logistic', 'train/gaussian-nb'],
    regression: ['train/ridge', 'train/knn'],
    clustering: ['train/kmeans', 'train/gaussian-mixture'],
  },
  lenient: {
    binary: ['train/decision-tree', 'train/dummy'],
    regression: ['train/decision-tree', 'train/dummy'],
    clustering: ['train/isolation-forest', 'train/dbscan'],
  },
}

/** Settings that change what an ensemble does with rows. */
const WAYS: readonly ParamValues[] = [
  {},
  { voting: 'hard' },
  { passthrough: true },
  { bootstrap: false, max_samples: 0.7 },
]

interface Given {
  readonly stage: StageDescription
  readonly task: BadTask
  readonly members: string
  /** Of the ensemble and of its members. */
  readonly params?: ParamValues
}

/** The ensemble is fitted as in a graph, with a split in front, and asked about `held`. */
async function fitted({ stage, task, members, params = {} }: Given, cells: Cells, held = cells) {
  const split = {
    target: task === 'clustering' ? '' : 'y',
    task,
    ignore: { only: task === 'clustering' ? ['y'] : [] },
    method: 'none',
    ...('w' in cells && { weight: 'w' }),
  }
  const model = (k: number): Recipe => {
    const learner = MEMBERS[members]![task][k % 2]!
    const links = [
      ['preprocess/split', split],
      [learner, settings(lookupStage(learner)!.params, params)],
    ] as const
    return { ...recipeOf(links), name: learner }
  }
  const models = Object.fromEntries(Object.keys(leastPorts(stage.inputs)).map((port, k) => [port, model(k)]))
  const recipe = wrap(stage.id, models, settings(stage.params, params))
  const raw = tableOf(cells)
  const roles = await rolesOf([['preprocess/split', split]], raw)
  const { lineage } = await refit(
    { recipe, raw, roles, seed: 0 },
    productStages,
    new AbortController().signal,
  )
  return predict(lineage, tableOf(held), applies)
}

suite.each(ensembles)('$id', (stage) => {
  suite.each(Object.keys(MEMBERS))('of learners that are %s', (members) => {
    const ways = WAYS.filter((way) => Object.keys(way).every((name) => name in stage.params))
    const tried = (cells: (task: BadTask) => Cells, held = cells, params: ParamValues = {}) =>
      Promise.all(
        ways.flatMap((way) =>
          tasks.map((task) => {
            const given = { stage, task, members, params: { ...way, ...params } }
            return outcomeOf(() => fitted(given, cells(task), held(task)))
          }),
        ),
      )

    test('answers where there is a target', async () => {
      const usual = ways.flatMap(() => ['answered', 'answered', 'refused'])
      expect(await tried((task) => ({ x, z, y: truth[task] }))).toEqual(usual)
    })

    test.each(Object.entries(BAD))('%s', async (_, { always, cells, held, plain, params }) => {
      const found = await tried(cells, held, params)
      const wrong = found.filter((one, k) => {
        const wanted = always ?? (tasks[k % tasks.length] === 'clustering' ? undefined : plain)
        return wanted ? one !== wanted : one !== 'answered' && one !== 'refused'
      })
      expect(wrong).toEqual([])
    })

    test('an infinite target is named', async () => {
      const y = each((row) => (row === 3 ? Infinity : truth.regression[row]!))
      await expect(fitted({ stage, task: 'regression', members }, { x, y })).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringContaining('The target "y" is infinite in training row 4.'),
        place: { column: 'y', row: 4 },
      })
    })
  })
})

test.each(['train/voting', 'train/stacking'])('%s names the model that refuses', async (id) => {
  const stage = lookupStage(id)!
  const cells = BAD['two rows']!.cells('regression')
  await expect(fitted({ stage, task: 'regression', members: 'strict' }, cells)).rejects.toMatchObject({
    message: 'train/knn: 5 neighbours are wanted, and there are 2 training rows.',
    cure: 'Ask for fewer neighbours, or give more rows.',
  })
})
