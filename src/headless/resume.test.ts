import { expect, test } from 'vitest'
import { addNode, connect, setSeed } from '../core/pipeline/acts'
import type { Pipeline } from '../core/pipeline/pipeline'
import { unlockParam } from '../core/pipeline/search-acts'
import { starter } from '../core/pipeline/starter'
import { Logs, type LogShelf } from '../engine/logs'
import { lookupStage } from '../stages/descriptions'
import { localEngine } from './local-engine'

const samples = {
  penguins: { target: 'species', task: 'multiclass' },
  titanic: { target: 'survived', task: 'binary' },
} as const

function searching(name: keyof typeof samples, stage: string, params: Record<string, unknown>): Pipeline {
  const source = { stage: 'collect/sample', params: { name } }
  const plain = starter({ source, name, ...samples[name] }, lookupStage)
  const open = unlockParam(unlockParam(plain, 'logistic', 'C', lookupStage), 'scale', 'method', lookupStage)
  const added = addNode(open, lookupStage(stage)!, { x: 0, y: 0 }, params, 'search')
  const wire = { from: { node: 'logistic', port: 'model' }, to: { node: 'search', port: 'model' } }
  return connect(added, wire, lookupStage)
}

/** What is on the disk. `onSave` is called when something was written. */
function shelfOf(texts: Map<string, string>, onSave: () => void = () => {}): LogShelf {
  return {
    load: () => Promise.resolve([...texts]),
    save: (key, text) => {
      texts.set(key, text)
      onSave()
      return Promise.resolve()
    },
    remove: (key) => Promise.resolve(void texts.delete(key)),
  }
}

/** A new engine, as after a reload: it knows what is on the disk, and nothing else. */
async function engineOver(pipeline: Pipeline, texts: Map<string, string>, onSave?: () => void) {
  const logs = new Logs(shelfOf(texts, onSave))
  await logs.load()
  const engine = localEngine(new Map(), 'public', logs)
  engine.update(pipeline)
  return engine
}

type Engine = Awaited<ReturnType<typeof engineOver>>

const learnedBy = (engine: Engine): unknown => {
  const output = engine.result('search')?.outputs['model']
  return output?.kind === 'model' ? output.value.lineage.nodes.at(-1)!.learned : undefined
}
const statusOf = (engine: Engine) => engine.statuses()['search']!

test.each([
  ['penguins', 'tune/tune', { n_trials: 12, n_splits: 2 }, 4, 12],
  ['titanic', 'tune/tune', { n_trials: 9, n_splits: 2, method: 'halving' }, 4, 13],
  ['penguins', 'select/auto', { n_trials: 2, n_splits: 2, minutes: 0 }, 2, 2],
] as const)(
  'a search (%s, %s, %o) that is stopped, and whose page is then closed, goes on as if neither had been',
  async (sample, stage, params, done, all) => {
    const pipeline = searching(sample, stage, params)
    const whole = await engineOver(pipeline, new Map())
    await whole.run(['search'])
    expect(statusOf(whole)).toMatchObject({ state: expect.stringMatching(/done|warning/) as string })

    const texts = new Map<string, string>()
    let stop = () => {}
    const stopped = await engineOver(pipeline, texts, () => stop())
    stop = () => stopped.stop()
    await stopped.run(['search'])
    const early = { state: 'new', kept: `${done} of ${all} trials` }
    expect(statusOf(stopped)).toMatchObject(early)

    const later = await engineOver(pipeline, texts)
    expect(statusOf(later)).toMatchObject(early)
    const shown = Object.keys(later.result('search')?.views ?? {})
    expect(shown).toEqual([])
    const [first] = statusOf(later).views
    expect(later.view('search', first!.id)).toEqual(stopped.view('search', first!.id))
    const other = await engineOver(setSeed(pipeline, 1), texts)
    expect(statusOf(other).kept).toBeUndefined()

    await later.run(['search'])
    expect(learnedBy(later)).toEqual(learnedBy(whole))
    expect(statusOf(later).kept).toBeUndefined()

    let written = 0
    const again = await engineOver(pipeline, texts, () => written++)
    expect(statusOf(again).kept).toBe(`${all} of ${all} trials`)
    await again.run(['search'])
    expect(learnedBy(again)).toEqual(learnedBy(whole))
    expect(written).toBe(0)
  },
  60_000,
)
