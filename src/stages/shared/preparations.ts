import type { Recipe } from '../../core/lineage'
import { STEP_ON, type SearchValue, type SearchValues } from '../../core/search'
import type { StageDescription } from '../../core/stage'
import { stage as selectByScore } from '../engineer/select-by-score.step'
import { stage as encode } from '../preprocess/encode.step'
import { stage as impute } from '../preprocess/impute.step'
import { stage as scale } from '../preprocess/scale.step'

/** Another way to prepare the rows: one step before the learner does otherwise, or is left out. */
export interface Preparation {
  readonly name: string
  readonly values: SearchValues
  readonly suits: Suits
}

/** The order of values is all that trees see, so scales are nothing to them and numbered levels do no harm. */
type Suits = 'all' | 'trees' | 'others'

const WAYS: readonly (readonly [StageDescription, Suits, Readonly<Record<string, SearchValue>>])[] = [
  [impute, 'all', { add_indicator: true }],
  [scale, 'others', { method: 'robust' }],
  [selectByScore, 'all', { [STEP_ON]: false }],
  [encode, 'trees', { method: 'ordinal' }],
  [scale, 'others', { method: 'minmax' }],
  [impute, 'all', { strategy: 'mean' }],
]

/** Other ways for the steps that a recipe has, the one likeliest to matter first. */
export function preparationsOf({ nodes }: Recipe): Preparation[] {
  return WAYS.flatMap(([{ id, params: specs, title }, suits, way]) =>
    nodes
      .filter(({ params, stage }) => stage === id && !Object.entries(way).every(([p, v]) => params[p] === v))
      .map((node) => {
        const said = Object.entries(way).map(([param, value]) =>
          param === STEP_ON ? `without ${title}` : `${title}: ${wordsOf(specs[param]!.title, value)}`,
        )
        return { name: said.join(', '), values: { [node.id]: way }, suits }
      }),
  )
}

const wordsOf = (title: string, value: SearchValue): string =>
  value === true ? title : `${title} ${String(value)}`
