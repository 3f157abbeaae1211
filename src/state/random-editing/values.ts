import type { Param } from '../../core/params'
import type { Dice } from './dice'

export const TEXTS: readonly string[] = [
  '',
  ' ',
  'A',
  'Größe',
  'with space',
  '"',
  '\\',
  '🚆',
  '__proto__',
  '=1+1',
]

type Kinds = {
  readonly [Kind in Param['kind']]: (param: Extract<Param, { kind: Kind }>, dice: Dice) => unknown
}

type Numeric = Extract<Param, { kind: 'number' | 'integer' }>

function someNumber({ default: at, max = at + 10, min = at - 10 }: Numeric, dice: Dice): number {
  return min + dice.below(1001) * ((max - min) / 1000)
}

/** One entry for every kind of parameter, so that a new one is not forgotten here. */
const kinds: Kinds = {
  number: someNumber,
  integer: (param, dice) => Math.round(someNumber(param, dice)),
  choice: ({ options }, dice) => dice.one(options),
  flag: (_, dice) => dice.chance(0.5),
  text: (_, dice) => dice.one(TEXTS),
  column: (_, dice) => dice.one(TEXTS),
  texts: (_, dice) => TEXTS.filter(() => dice.chance(0.3)),
  numbers: ({ max = 10, min = 0 }, dice) =>
    dice.chance(0.5) ? {} : { logistic: min + dice.below(11) * ((max - min) / 10) },
  columns: (_, dice) => dice.one(['all', { only: ['A'] }, { except: ['Größe', 'A'] }, { only: [] }]),
  file: (_, dice) => (dice.chance(0.3) ? null : { name: 'a.csv', hash: 'ab'.repeat(32), size: 12 }),
  types: (_, dice) => dice.one([[], [{ name: 'A', kind: 'number' }], [{ name: '__proto__', kind: 'text' }]]),
}

/** A value that a person could give a parameter. */
export function someValue(param: Param, dice: Dice): unknown {
  // The table has the function of every kind; that this one is of that kind, TypeScript cannot tell.
  return (kinds[param.kind] as (param: Param, dice: Dice) => unknown)(param, dice)
}
