import { nodePorts } from '../../core/pipeline/node-ports'
import { setSeed, renamePipeline } from '../../core/pipeline/acts'
import { parsePipeline, pipelineText } from '../../core/pipeline/file'
import { FRAME_COLORS, framesOf } from '../../core/pipeline/frames'
import type { End, Pipeline, Wire } from '../../core/pipeline/pipeline'
import { lockParam, unlockParam } from '../../core/pipeline/search-acts'
import { starter } from '../../core/pipeline/starter'
import { STEP_ON } from '../../core/search'
import { whyNotTunable } from '../../core/tunable'
import type { Placement } from '../add-stage'
import { copySelected, duplicateSelected, pasteText } from '../clipboard'
import { frameSelected, setFrame } from '../frame-gestures'
import * as gestures from '../gestures'
import type { Session } from '../session'
import { lookupStage, stages } from '../stages'
import { wireKey } from '../wire-key'
import { someValue, TEXTS } from './values'
import type { Dice } from './dice'

type Act = (session: Session, dice: Dice) => void

const pipelineOf = ({ pipeline }: Session): Pipeline => pipeline.getState().pipeline

function act(session: Session, label: string, change: (pipeline: Pipeline) => Pipeline, burst?: string) {
  session.pipeline.getState().act(label, change, burst)
}

const someNode = (session: Session, dice: Dice) => dice.one(pipelineOf(session).nodes)
const someWire = (session: Session, dice: Dice) => dice.one(pipelineOf(session).wires)

function someEnd(session: Session, dice: Dice, side: 'inputs' | 'outputs'): End | undefined {
  const node = someNode(session, dice)
  const port = node && dice.one(Object.keys(nodePorts(pipelineOf(session), node.id, lookupStage)[side]))
  return node && port !== undefined ? { node: node.id, port } : undefined
}

function newWire(session: Session, dice: Dice): Wire | undefined {
  const from = someEnd(session, dice, 'outputs')
  const to = someEnd(session, dice, 'inputs')
  return from && to && { from, to }
}

function somePlacement(session: Session, dice: Dice): Placement {
  const after = someNode(session, dice)?.id
  const into = someWire(session, dice)
  const side = dice.one(['output', 'input'] as const)!
  const end = someEnd(session, dice, `${side}s`)
  const at = { x: dice.below(2000) - 500, y: dice.below(1000) - 300 }
  const places: Placement[] = [{}, { at }]
  if (after !== undefined) places.push({ after }, { after }, { after })
  if (into) places.push({ into }, { into, at })
  if (end) places.push({ at, loose: { end, side } })
  return dice.one(places)!
}

function selectSome(session: Session, dice: Dice): void {
  const { nodes, wires } = pipelineOf(session)
  session.selection.getState().select(
    nodes.filter(() => dice.chance(0.3)).map(({ id }) => id),
    wires.filter(() => dice.chance(0.1)).map(wireKey),
    framesOf(pipelineOf(session))
      .filter(() => dice.chance(0.3))
      .map(({ id }) => id),
  )
}

/** What a person can do to a pipeline, each with how often it comes. */
export const ACTS: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
  add: [10, (session, dice) => void gestures.add(session, dice.one(stages)!, somePlacement(session, dice))],
  'draw a wire': [
    8,
    (session, dice) => {
      const wire = newWire(session, dice)
      if (!wire || !gestures.drawWire(session, wire)) return
      if (dice.chance(0.5)) gestures.wireRepair(session, wire)?.apply()
    },
  ],
  'move a wire': [
    3,
    (session, dice) => {
      const old = someWire(session, dice)
      const wire = dice.chance(0.3) ? null : newWire(session, dice)
      if (old && wire !== undefined) gestures.moveWire(session, old, wire)
    },
  ],
  set: [
    8,
    (session, dice) => {
      const node = someNode(session, dice)
      const param = node && dice.one(Object.entries(lookupStage(node.stage)?.params ?? {}))
      if (param) gestures.set(session, node.id, param[0], someValue(param[1], dice))
    },
  ],
  'set several': [
    2,
    (session, dice) => {
      const node = someNode(session, dice)
      if (!node) return
      const params = Object.entries(lookupStage(node.stage)?.params ?? {}).filter(() => dice.chance(0.5))
      const values = params.map(([name, param]) => [name, someValue(param, dice)] as const)
      gestures.setMany(session, node.id, 'Set several', { ...Object.fromEntries(values), unheard: 1 })
    },
  ],
  name: [
    3,
    (session, dice) => {
      const node = someNode(session, dice)
      if (node) gestures.rename(session, node.id, dice.one(TEXTS)!)
    },
  ],
  move: [
    5,
    (session, dice) => {
      const { nodes } = pipelineOf(session)
      const moved = [...nodes, ...framesOf(pipelineOf(session))].filter(() => dice.chance(0.4))
      const place = () => ({ x: dice.below(3000) - 1500, y: dice.below(3000) - 1500 })
      gestures.move(session, new Map(moved.map(({ id }) => [id, place()])))
    },
  ],
  delete: [
    4,
    (session, dice) => {
      selectSome(session, dice)
      gestures.removeSelected(session)
    },
  ],
  'copy and paste': [
    2,
    (session, dice) => {
      selectSome(session, dice)
      const text = copySelected(session)
      if (text && pipelineOf(session).nodes.length < 40) pasteText(session, text, dice.chance(0.5))
    },
  ],
  duplicate: [
    2,
    (session, dice) => {
      selectSome(session, dice)
      if (pipelineOf(session).nodes.length < 40) duplicateSelected(session)
    },
  ],
  frame: [
    2,
    (session, dice) => {
      selectSome(session, dice)
      frameSelected(session)
    },
  ],
  'change a frame': [
    2,
    (session, dice) => {
      const frame = dice.one(framesOf(pipelineOf(session)))
      if (!frame) return
      const size = { width: dice.below(800), height: dice.below(800) }
      const changes = [{ title: dice.one(TEXTS)! }, { color: dice.one(FRAME_COLORS)! }, { size }]
      setFrame(session, frame.id, dice.one(changes)!)
    },
  ],
  bypass: [
    4,
    (session, dice) => {
      selectSome(session, dice)
      gestures.bypassSelected(session)
    },
  ],
  unlock: [
    4,
    (session, dice) => {
      const node = someNode(session, dice)
      const stage = lookupStage(node?.stage ?? '')
      const names = stage ? [...Object.keys(stage.params), STEP_ON] : []
      const name = dice.one(names.filter((one) => whyNotTunable(stage!, one) === null))
      if (node && name !== undefined)
        act(session, 'Unlock', (pipeline) => unlockParam(pipeline, node.id, name, lookupStage))
    },
  ],
  lock: [
    2,
    (session, dice) => {
      const node = someNode(session, dice)
      const name = dice.one(Object.keys(node?.search ?? {}))
      if (node && name !== undefined) act(session, 'Lock', (pipeline) => lockParam(pipeline, node.id, name))
    },
  ],
  arrange: [1, gestures.arrange],
  'name the pipeline': [
    2,
    (session, dice) =>
      act(session, 'Rename', (pipeline) => renamePipeline(pipeline, dice.one(TEXTS)!), 'pipeline name'),
  ],
  seed: [1, (session, dice) => act(session, 'Seed', (pipeline) => setSeed(pipeline, dice.below(4294967296)))],
  'open a file': [
    1,
    (session, dice) => {
      const { entries } = session.pipeline.getState().history
      const text = pipelineText(dice.one(entries)!.pipeline)
      gestures.replaceAll(session, 'Open', parsePipeline(text, lookupStage))
    },
  ],
  start: [
    2,
    (session, dice) => {
      const options = {
        source: { stage: 'collect/sample', params: { name: 'iris' } },
        name: 'iris',
        target: 'species',
        task: dice.one(['binary', 'multiclass', 'regression'] as const)!,
        ignore: dice.chance(0.3) ? ['petal width'] : [],
      }
      gestures.replaceAll(session, 'Start', starter(options, lookupStage))
    },
  ],
}
