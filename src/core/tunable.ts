import { checkParam } from './check-params'
import type { Param } from './params'
import { portKind } from './ports'
import { checkRange, STEP_ON, type SearchRange } from './search'
import type { StageDescription } from './stage'

/** What keeps `name` of a stage from being searched over `range`, in words, or null. */
export function whyNotSearch(stage: StageDescription, name: string, range: SearchRange): string | null {
  const never = whyNotTunable(stage, name)
  if (never) return never
  const title = name === STEP_ON ? 'On or off' : stage.params[name]!.title
  const fault = checkRange(range) ?? whyNotOf(name === STEP_ON ? undefined : stage.params[name], range)
  return fault && `The search range of ${title} ${fault}.`
}

function whyNotOf(param: Param | undefined, range: SearchRange): string | null {
  if (!param) {
    const sound = range.kind === 'choice' && range.options.every((one) => typeof one === 'boolean')
    return sound ? null : 'is neither on nor off'
  }
  const numeric = param.kind === 'number' || param.kind === 'integer'
  if (numeric !== (range.kind !== 'choice') && !(numeric && range.kind === 'choice'))
    return 'does not fit the parameter'
  if (param.kind === 'integer' && range.kind === 'float') return 'has to be of whole numbers'
  const ends = range.kind === 'choice' ? range.options : [range.min, range.max]
  const faults = ends.flatMap((value) => {
    const fault = checkParam(param, value)
    return fault ? [`holds ${value}, which ${fault}`] : []
  })
  return faults[0] ?? null
}

/** Why a parameter can never be searched, in words, or null. */
export function whyNotTunable(stage: StageDescription, name: string): string | null {
  const [into] = Object.values(stage.inputs).map(portKind)
  const [out] = Object.values(stage.outputs).map(portKind)
  if (stage.kind === 'task' || stage.scope === 'table')
    return `${stage.title} is not fitted again in a trial, so it cannot be tuned.`
  if (into === 'table' && out === 'dataset')
    return `${stage.title} says who trains, which every trial shares, so it cannot be tuned.`
  if (name === STEP_ON) {
    const through = Object.keys(stage.inputs).length === 1 && into === out && stage.kind === 'step'
    return through ? null : `${stage.title} cannot be left out: nothing would come out in its place.`
  }
  const param = stage.params[name]
  if (!param) return `${stage.title} has no parameter "${name}".`
  if (['number', 'integer', 'choice', 'flag'].includes(param.kind)) return null
  return `${param.title} is neither a number, a choice nor a flag, so it cannot be tuned.`
}

/** The parameters of a stage that are usually tuned. */
export const usuallyTuned = (stage: StageDescription): string[] =>
  Object.entries(stage.params).flatMap(([name, { tune }]) =>
    tune && whyNotTunable(stage, name) === null ? [name] : [],
  )

/**
 * The range that is proposed when a parameter is unlocked: the usual one; all options; all that is allowed where both
 * ends are known; else orders of magnitude around `value`.
 * @param param undefined for the whole step
 * @throws TypeError for a parameter that cannot be tuned
 */
export function proposeRange(param: Param | undefined, value: unknown): SearchRange {
  if (param?.tune) return param.tune
  if (!param || param.kind === 'flag') return { kind: 'choice', options: [true, false] }
  if (param.kind === 'choice') return { kind: 'choice', options: param.options }
  if (param.kind !== 'number' && param.kind !== 'integer')
    throw new TypeError(`A ${param.kind} cannot be tuned`)
  const kind = param.kind === 'integer' ? 'int' : 'float'
  const { min = -Infinity, max = Infinity } = param
  const at = typeof value === 'number' && Number.isFinite(value) ? value : param.default
  const wide = Number.isFinite(min) && Number.isFinite(max) && (max <= 100 || max / min <= 100)
  if (wide) return { kind, min, max }
  if (at <= 0) return { kind, min: Math.max(min, at), max: Math.min(max, at + (kind === 'int' ? 10 : 1)) }
  const reach = kind === 'int' ? 10 : 1000
  const low = Math.max(min, at / reach)
  const high = Math.min(max, at * reach)
  return kind === 'int'
    ? { kind, min: Math.max(1, Math.ceil(low)), max: Math.floor(high), log: true }
    : { kind, min: low, max: high, log: true }
}
