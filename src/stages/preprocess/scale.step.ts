import { selectColumns } from '../../core/check-params'
import type { NumberColumn } from '../../core/column'
import { choice, columns, flag, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit } from '../../core/stage-parts'
import { tableInfo, withColumns } from '../../core/table'
import { medianOfSorted, moments, quantileOfSorted, sortedKnown } from '../../ml/statistics'
import { columnOf } from '../shared/columns'
import { refuseInfinite } from '../shared/finite'

/** `(x - center) / scale + shift` */
interface Scaling {
  readonly column: string
  readonly center: number
  readonly scale: number
  readonly shift: number
}
type Learned = readonly Scaling[]

const params = {
  columns: columns('Columns', { kinds: ['number'], help: 'The number columns to scale.' }),
  method: choice('Method', ['standard', 'minmax', 'robust'], {
    titles: { standard: 'Standard', minmax: 'Min-max', robust: 'Robust' },
    help: 'Standard: mean 0 and deviation 1. Min-max: into a range. Robust: median 0 and distance between quantiles 1, which outliers do not move. All is computed from the training rows; a constant column becomes 0.',
  }),
  with_mean: flag('Centre', true, {
    help: 'Subtracts the mean of the training rows.',
    when: { param: 'method', is: ['standard'] },
    advanced: true,
  }),
  with_std: flag('Scale to deviation 1', true, {
    help: 'Divides by the standard deviation of the training rows (the population formula).',
    when: { param: 'method', is: ['standard'] },
    advanced: true,
  }),
  feature_min: number('Range from', 0, {
    help: 'What the smallest value of the training rows becomes.',
    when: { param: 'method', is: ['minmax'] },
  }),
  feature_max: number('Range to', 1, {
    help: 'What the largest value of the training rows becomes.',
    when: { param: 'method', is: ['minmax'] },
  }),
  clip: flag('Clip', false, {
    help: 'Keeps values beyond those of the training rows within the range.',
    when: { param: 'method', is: ['minmax'] },
    advanced: true,
  }),
  with_centering: flag('Centre', true, {
    help: 'Subtracts the median of the training rows.',
    when: { param: 'method', is: ['robust'] },
    advanced: true,
  }),
  with_scaling: flag('Scale by quantiles', true, {
    help: 'Divides by the distance between the two quantiles.',
    when: { param: 'method', is: ['robust'] },
    advanced: true,
  }),
  quantile_min: number('Lower quantile, in percent', 25, {
    min: 0,
    max: 100,
    help: 'The lower end of the range that becomes 1 wide.',
    when: { param: 'method', is: ['robust'] },
    advanced: true,
  }),
  quantile_max: number('Upper quantile, in percent', 75, {
    min: 0,
    max: 100,
    help: 'The upper end of the range that becomes 1 wide.',
    when: { param: 'method', is: ['robust'] },
    advanced: true,
  }),
}
type Params = Parameters<typeof apply>[2]

export const stage = describe({
  id: 'preprocess/scale',
  version: 1,
  title: 'Scale numbers',
  summary: 'Brings numbers to a common size, which linear models and networks need.',
  kind: 'step',
  params,
  inputs: { data: 'dataset' },
  outputs: { data: 'dataset' },
})

export const fit: Fit<typeof stage, Learned> = ({ data: { table } }, values, context) => {
  context.progress(0)
  checkRanges(values)
  const names = selectColumns(params.columns, values.columns, tableInfo(table))
  const learned = names.map((name, i) => {
    context.progress(i / names.length, name)
    const column = columnOf(table, name, 'number')
    refuseInfinite(column, table.ids)
    return scalingOf(column, values)
  })
  return { learned }
}

function checkRanges({ method, feature_min, feature_max, quantile_min, quantile_max }: Params): void {
  if (method === 'minmax' && feature_min >= feature_max) {
    throw new UserError(
      `The range from ${feature_min} to ${feature_max} is empty.`,
      'Let it end above its start.',
    )
  }
  if (method === 'robust' && quantile_min >= quantile_max) {
    throw new UserError('The lower quantile is not below the upper one.', 'Choose 25 and 75, for example.')
  }
}

/** As scikit-learn; a column without any value is left as it is. */
function scalingOf({ name, values }: NumberColumn, given: Params): Scaling {
  const sorted = sortedKnown(values)
  if (sorted.length === 0) return { column: name, center: 0, scale: 1, shift: 0 }
  switch (given.method) {
    case 'standard': {
      const { count, mean, std } = moments(values)
      const scale = given.with_std && !isConstant(count, mean, std) ? std : 1
      return { column: name, center: given.with_mean ? mean : 0, scale, shift: 0 }
    }
    case 'minmax': {
      const width = given.feature_max - given.feature_min
      const scale = nonZero(sorted.at(-1)! - sorted[0]!) / width
      return { column: name, center: sorted[0]!, scale, shift: given.feature_min }
    }
    case 'robust': {
      const range =
        quantileOfSorted(sorted, given.quantile_max / 100) -
        quantileOfSorted(sorted, given.quantile_min / 100)
      const center = given.with_centering ? medianOfSorted(sorted) : 0
      return { column: name, center, scale: given.with_scaling ? nonZero(range) : 1, shift: 0 }
    }
  }
}

/** A variance that rounding alone explains. */
function isConstant(count: number, mean: number, std: number): boolean {
  return std ** 2 <= count * Number.EPSILON * std ** 2 + (count * mean * Number.EPSILON) ** 2
}

const nonZero = (scale: number): number => (scale < 10 * Number.EPSILON ? 1 : scale)

export const apply: Apply<typeof stage, Learned> = (learned, { data }, values) => {
  const clip = values.method === 'minmax' && values.clip
  const [low, high] = clip ? [values.feature_min, values.feature_max] : [-Infinity, Infinity]
  return {
    ...data,
    table: withColumns(
      data.table,
      learned.map(({ column: name, center, scale, shift }) => {
        const column = columnOf(data.table, name, 'number')
        const scaled = column.values.map((x) => Math.min(high, Math.max(low, (x - center) / scale + shift)))
        return { ...column, values: scaled }
      }),
    ),
  }
}

export const explain: Explain<Learned> = (learned) => ({
  scaling: {
    kind: 'table',
    title: 'How each column is scaled',
    columns: ['Column', 'Less', 'Divided by', 'Plus'],
    rows: learned.map(({ column, center, scale, shift }) => [column, center, scale, shift]),
  },
})
