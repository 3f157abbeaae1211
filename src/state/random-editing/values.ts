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

/** A value that a person could give a parameter. */
export function someValue(param: Param, dice: Dice): unknown {
  switch (param.kind) {
    case 'number':
    case 'integer': {
      const { default: at, max = at + 10, min = at - 10 } = param
      const value = min + dice.below(1001) * ((max - min) / 1000)
      return param.kind === 'integer' ? Math.round(value) : value
    }
    case 'choice':
      return dice.one(param.options)
    case 'flag':
      return dice.chance(0.5)
    case 'text':
    case 'column':
      return dice.one(TEXTS)
    case 'texts':
      return TEXTS.filter(() => dice.chance(0.3))
    case 'columns':
      return dice.one(['all', { only: ['A'] }, { except: ['Größe', 'A'] }, { only: [] }])
    case 'file':
      return dice.chance(0.3) ? null : { name: 'a.csv', hash: 'ab'.repeat(32), size: 12 }
    case 'types':
      return dice.one([[], [{ name: 'A', kind: 'number' }], [{ name: '__proto__', kind: 'text' }]])
  }
}
