import type { Pipeline } from '../../core/pipeline/pipeline'
import type { History } from '../history'
import { ACTS } from './acts'
import { diceOf, type Dice } from './dice'
import { faultOf, faultOfFile } from './faults'
import { openTab, type Tab } from './tab'

/** What ends the transactions that a killed tab leaves behind: each is done, or undone. */
export type KillWrites = (isLost: () => boolean) => void

const MOVES = [
  ...Object.entries(ACTS).map(([name, [weight]]) => [name, weight] as const),
  ['undo', 8],
  ['redo', 6],
  ['save', 2],
  ['reload', 1],
  ['kill the tab', 2],
] as const

const textOf = (pipeline: Pipeline): string => JSON.stringify(pipeline)
const textOfAll = ({ at, entries }: History): string => JSON.stringify([at, entries])

/**
 * One sequence of a person's acts. After each the pipeline is sound; undo and redo go where the texts that were noted
 * on the way say; what a new tab finds is what the old one was told is safe.
 * @throws Error that names the seed, the acts and what is wrong
 */
export async function play(seed: number, killWrites: KillWrites): Promise<void> {
  const dice = diceOf(seed)
  const log: string[] = []
  const check = (isRight: boolean, wrong: string) => {
    if (!isRight) throw new Error(`Seed ${seed}: ${wrong}, after ${log.join(', ')}`)
  }
  let tab = await openTab()
  const state = () => tab.session.pipeline.getState()
  let noted = { texts: [textOf(state().pipeline)], at: 0 }

  const look = () => {
    check(textOf(state().pipeline) === noted.texts[noted.at], 'this is not the pipeline that was here')
    const fault = faultOf(state().pipeline)
    check(fault === null, String(fault))
  }
  const step = (by: number) => {
    if (by < 0) state().undo()
    else state().redo()
    noted.at = Math.min(noted.texts.length - 1, Math.max(0, noted.at + by))
    look()
  }
  const note = (before: ReturnType<typeof state>) => {
    const { history, pipeline } = state()
    if (history === before.history) return
    const joins = history.entries.length === before.history.at + 1
    const kept = noted.texts.slice(0, joins ? noted.at : noted.at + 1)
    noted = { texts: [...kept, textOf(pipeline)], at: kept.length }
    check(history.at === noted.at, 'an act is no entry of its own, nor part of the one before')
  }
  const renew = async (found: Tab['findable']) => {
    tab = await openTab()
    const { history } = state()
    const text = textOfAll(history)
    const isFound = found().some((one) => !one || textOfAll(one) === text)
    check(isFound, 'what was saved is not there')
    noted = { texts: history.entries.map(({ pipeline }) => textOf(pipeline)), at: history.at }
    look()
    const fault = faultOfFile(state().pipeline)
    check(fault === null, String(fault))
  }
  const save = async () => {
    await tab.session.keeping.getState().save()
    check(tab.session.keeping.getState().phase === 'saved', 'it is not saved')
    const [safe, ...more] = tab.findable()
    check(more.length === 0 && (safe ?? state().history) === state().history, 'it is not safe')
  }
  const move = async (name: string) => {
    const act = ACTS[name]?.[1]
    if (act) {
      const before = state()
      act(tab.session, dice)
      note(before)
      look()
    } else if (name === 'undo' || name === 'redo') step(name === 'undo' ? -1 : 1)
    else {
      if (name !== 'kill the tab') await save()
      else await someTicks(dice)
      const { findable } = tab
      if (name === 'save') return
      tab.kill()
      killWrites(() => dice.chance(0.5))
      await renew(findable)
    }
  }

  for (let left = 8 + dice.below(20); left > 0; left--) {
    const name = dice.weighted(MOVES)
    log.push(name)
    tab.wait(dice.chance(0.5) ? 100 : 1000)
    await move(name)
  }
  log.push('undo everything, redo everything, reload')
  while (noted.at > 0) step(-1)
  while (noted.at < noted.texts.length - 1) step(1)
  await move('reload')
  tab.kill()
}

async function someTicks(dice: Dice): Promise<void> {
  for (let ticks = dice.below(4); ticks > 0; ticks--) await new Promise((resolve) => setImmediate(resolve))
}
