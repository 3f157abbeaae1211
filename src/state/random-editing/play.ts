import { replaceAll } from '../gestures'
import { current, type History } from '../history'
import { ACTS } from './acts'
import { makeBrowser } from './browser'
import { diceOf, type Dice } from './dice'
import { faultOf, faultOfFile } from './faults'
import { openTab, settled, type Tab } from './tab'

/** What ends the transactions that a killed tab leaves behind: each is done, or undone. */
export type KillWrites = (isLost: () => boolean) => void

/** What the player knows of a pipeline: the text of every entry of its history, and the place in it. */
interface Noted {
  texts: readonly string[]
  at: number
}

const textsOf = ({ entries, at }: History): Noted => ({
  texts: entries.map(({ pipeline }) => JSON.stringify(pipeline)),
  at,
})
const isSame = (a: Noted, b: Noted): boolean =>
  a.at === b.at && a.texts.length === b.texts.length && a.texts.every((text, i) => text === b.texts[i])

/** Plays one sequence of a person's acts in a browser. Every method fails when something is not as it was noted. */
class Player {
  readonly log: string[] = []
  readonly #dice: Dice
  readonly #killWrites: KillWrites
  readonly #browser = makeBrowser()
  readonly #noted = new Map<string, Noted>()
  readonly #deleted = new Set<string>()
  readonly #versions = new Map<string, string>()
  #tab!: Tab

  constructor(seed: number, killWrites: KillWrites) {
    this.#dice = diceOf(seed)
    this.#killWrites = killWrites
  }

  async play(): Promise<void> {
    this.#tab = await openTab(this.#browser, null)
    this.#noted.set(this.#id, textsOf(this.#history))
    for (let left = 8 + this.#dice.below(20); left > 0; left--) {
      this.#tab.wait(this.#dice.chance(0.5) ? 100 : 1000)
      await this.#move(this.#dice.weighted(WEIGHTS))
    }
    this.log.push('undo everything, redo everything')
    while (this.#here.at > 0) this.undo()
    while (this.#here.at < this.#here.texts.length - 1) this.redo()
    await this.#move('reload')
    this.#tab.kill()
  }

  async #move(name: string): Promise<void> {
    this.log.push(name)
    const act = ACTS[name]?.[1]
    if (act) this.#act(act)
    else await MOVES[name]![1](this)
    this.#look()
  }

  undo(): void {
    this.#state.undo()
    this.#here.at = Math.max(0, this.#here.at - 1)
    this.#look()
  }

  redo(): void {
    this.#state.redo()
    this.#here.at = Math.min(this.#here.texts.length - 1, this.#here.at + 1)
    this.#look()
  }

  async save(): Promise<void> {
    const { keeping } = this.#tab.session
    await keeping.getState().save()
    this.#check(keeping.getState().phase === 'saved', `it is not saved: ${keeping.getState().message}`)
    const [safe, ...more] = this.#tab.findable(this.#id)
    this.#check(more.length === 0 && (safe ?? this.#history) === this.#history, 'it is not safe')
  }

  async reload(): Promise<void> {
    await this.save()
    await this.#killAndOpen()
  }

  async kill(): Promise<void> {
    for (let ticks = this.#dice.below(4); ticks > 0; ticks--) await tick()
    await this.#killAndOpen()
  }

  /** A second tab looks at the same pipeline, follows it, and takes over; the first is closed. */
  async takeOver(): Promise<void> {
    const first = this.#tab
    const second = await openTab(this.#browser, this.#id)
    this.#check(second.session.pipeline.getState().readOnly, 'a second tab writes')
    if (this.#dice.chance(0.5)) this.#act(ACTS['add']![1])
    this.#browser.byForce = this.#dice.chance(0.3)
    const before = this.#here
    const isUnsaved = this.#tab.findable(this.#id)[0] !== this.#history
    second.session.keeping.getState().takeOver()
    while (second.session.pipeline.getState().readOnly) await tick()
    await settled(first.session)
    this.#tab = second
    const isWhole = isSame(before, textsOf(this.#history))
    this.#noted.set(this.#id, textsOf(this.#history))
    this.#check(isWhole || (this.#browser.byForce && isUnsaved), 'taking over lost an act')
    if (!isWhole) await this.#findAside(before)
    await this.save()
    this.#check(first.session.pipeline.getState().readOnly, 'two tabs write')
    first.kill()
  }

  async #findAside(left: Noted): Promise<void> {
    const cards = await this.#tab.session.shelf.cards()
    for (const { id, name } of cards.filter((card) => !this.#noted.has(card.id))) {
      const found = await this.#tab.session.shelf.load(id)
      if (!found || !name.endsWith('(from another tab)')) continue
      const noted = textsOf(found)
      this.#noted.set(id, noted)
      if (noted.texts[noted.at - 1] === left.texts[left.at]) return
    }
    this.#check(false, 'what was not saved when another tab took over is gone')
  }

  async begin(): Promise<void> {
    const one = this.#dice.chance(0.5) ? undefined : this.#state.pipeline
    await this.#tab.session.library.getState().begin(one)
    this.#noted.set(this.#id, textsOf(this.#history))
    this.#check(this.#history.entries.length === 1, 'a new pipeline has a past')
  }

  async open(): Promise<void> {
    const kept = (await this.#tab.session.shelf.cards()).filter(({ deleted }) => deleted === undefined)
    const id = this.#dice.one(kept)?.id
    if (id === undefined) return
    await this.#tab.session.library.getState().open(id)
    this.#check(isSame(this.#here, textsOf(this.#history)), 'another pipeline is not as it was left')
  }

  async remove(): Promise<void> {
    const { library, shelf } = this.#tab.session
    await this.save()
    const id = this.#dice.one((await shelf.cards()).filter(({ deleted }) => deleted === undefined))?.id
    if (id === undefined) return
    await library.getState().remove(id)
    this.#deleted.add(id)
    const isGone = (await shelf.cards()).some((card) => card.id === id && card.deleted !== undefined)
    this.#check(isGone && this.#id !== id, 'a deleted pipeline is still there')
    if (!this.#noted.has(this.#id)) this.#noted.set(this.#id, textsOf(this.#history))
  }

  async bringBack(): Promise<void> {
    const [id] = this.#deleted
    if (id === undefined) return
    await this.#tab.session.library.getState().bringBack(id)
    this.#deleted.delete(id)
    const found = await this.#tab.session.shelf.load(id)
    this.#check(
      found !== undefined && isSame(textsOf(found), this.#noted.get(id)!),
      'it did not come back whole',
    )
  }

  /** Keeps a version, or restores one as an act. */
  async version(): Promise<void> {
    const { versions } = this.#tab.session
    await versions.getState().refresh()
    const one = this.#dice.chance(0.5) ? this.#dice.one(versions.getState().versions ?? []) : undefined
    if (!one) {
      await versions.getState().save('A')
      const [made] = versions.getState().versions!.filter(({ id }) => !this.#versions.has(id))
      this.#versions.set(made!.id, JSON.stringify(this.#state.pipeline))
      return
    }
    this.#check(
      JSON.stringify(one.pipeline) === this.#versions.get(one.id),
      'a version is not as it was kept',
    )
    this.#act((session) => replaceAll(session, 'Restore', one.pipeline))
  }

  get #state() {
    return this.#tab.session.pipeline.getState()
  }
  get #history() {
    return this.#state.history
  }
  get #id() {
    return this.#tab.session.keeping.getState().id
  }
  get #here() {
    return this.#noted.get(this.#id)!
  }

  #check(isRight: boolean, wrong: string): void {
    if (!isRight) throw new Error(wrong)
  }

  /** The pipeline is sound, and the one that was noted. */
  #look(): void {
    const { at, texts } = this.#here
    this.#check(JSON.stringify(this.#state.pipeline) === texts[at], 'this is not the pipeline that was here')
    const fault = faultOf(this.#state.pipeline)
    this.#check(fault === null, String(fault))
  }

  #act(act: (typeof ACTS)[string][1]): void {
    const before = this.#history
    act(this.#tab.session, this.#dice)
    if (this.#history === before) return
    const { at, entries } = this.#history
    const joins = entries.length === before.at + 1
    const kept = this.#here.texts.slice(0, joins ? before.at : before.at + 1)
    this.#noted.set(this.#id, { texts: [...kept, JSON.stringify(current(this.#history))], at: kept.length })
    this.#check(at === kept.length, 'an act is no entry of its own, nor part of the one before')
    this.#look()
  }

  async #killAndOpen(): Promise<void> {
    const id = this.#id
    const { findable } = this.#tab
    this.#tab.kill()
    this.#killWrites(() => this.#dice.chance(0.5))
    this.#tab = await openTab(this.#browser, id)
    const found = textsOf(this.#history)
    const isFound = findable(id).some((one) => !one || isSame(textsOf(one), found))
    this.#check(isFound, 'what was saved is not there')
    this.#noted.set(id, found)
    const fault = faultOfFile(this.#state.pipeline)
    this.#check(fault === null, String(fault))
  }
}

const tick = () => new Promise((resolve) => setImmediate(resolve))

const MOVES: Readonly<
  Record<string, readonly [weight: number, move: (player: Player) => Promise<void> | void]>
> = {
  undo: [8, (player) => player.undo()],
  redo: [6, (player) => player.redo()],
  save: [2, (player) => player.save()],
  reload: [1, (player) => player.reload()],
  'kill the tab': [2, (player) => player.kill()],
  'take over': [1, (player) => player.takeOver()],
  'new pipeline': [1, (player) => player.begin()],
  'open another': [2, (player) => player.open()],
  'delete a pipeline': [0.5, (player) => player.remove()],
  version: [2, (player) => player.version()],
  'bring back': [0.5, (player) => player.bringBack()],
}

const WEIGHTS = Object.entries({ ...ACTS, ...MOVES }).map(([name, [weight]]) => [name, weight] as const)

/** @throws Error that names the seed, the acts and what is wrong */
export async function play(seed: number, killWrites: KillWrites): Promise<void> {
  const player = new Player(seed, killWrites)
  try {
    await player.play()
  } catch (error) {
    throw new Error(`Seed ${seed}: ${String(error)}, after ${player.log.join(', ')}`, { cause: error })
  }
}
