import type { NumberParam } from '../params'
import { proposeRange, whyNotTunable } from '../tunable'
import { inOrder, upstream } from './graph'
import { nodeTitle, type Pipeline, type StageLookup } from './pipeline'

/** A number of a node that each fold fits again, so that a curve can be drawn against it. */
export interface VariableNumber {
  readonly name: string
  readonly title: string
  /** Values to try, rising, in the range in which it is usually tuned. */
  readonly values: readonly number[]
}

export interface VariableNode {
  readonly id: string
  readonly title: string
  /** At least one. */
  readonly numbers: readonly VariableNumber[]
}

/** The nodes before this one that have numbers to vary, the nearest first: the learner, as a rule. */
export function variableBefore(pipeline: Pipeline, id: string, lookup: StageLookup): VariableNode[] {
  const before = upstream(pipeline, [id])
  return inOrder(pipeline)
    .filter((node) => node.id !== id && before.has(node.id))
    .flatMap((node) => {
      const stage = lookup(node.stage)
      const numbers = Object.entries(stage?.params ?? {}).flatMap(([name, param]) =>
        (param.kind === 'number' || param.kind === 'integer') && whyNotTunable(stage!, name) === null
          ? [{ name, title: param.title, values: valuesToTry(param, node.params[name]) }]
          : [],
      )
      return numbers.length > 0 ? [{ id: node.id, title: nodeTitle(node, lookup), numbers }] : []
    })
    .toReversed()
}

const COUNT = 6

/** Powers of ten where the range spans many, else evenly spread. */
function valuesToTry(param: NumberParam, value: unknown): number[] {
  const range = proposeRange(param, value)
  if (range.kind === 'choice') return range.options.filter((one) => typeof one === 'number')
  const { log = false, max, min } = range
  const [low, high] = log ? [Math.log10(min), Math.log10(max)] : [min, max]
  const decades = log && range.kind === 'float' && high - low >= 3
  const count = decades ? Math.round(high - low) + 1 : COUNT
  const spread = Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1))
  const values = spread.map((at) => {
    const one = Number((log ? 10 ** at : at).toPrecision(2))
    return Math.min(max, Math.max(min, range.kind === 'int' ? Math.round(one) : one))
  })
  return [...new Set(values)]
}
