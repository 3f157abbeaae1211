import type { Question } from '../../ml/trees/path'
import type { TreeInput, TreeInputs } from './tree-inputs'

const MOST_NAMED = 6

/** A bound on a feature: numbers above and up to something. */
export interface Range {
  readonly above: number
  readonly upTo: number
}

/** The column that each feature comes from. */
export const inputsByFeature = ({ inputs }: TreeInputs): readonly TreeInput[] =>
  inputs.flatMap((input): readonly TreeInput[] =>
    input.kind === 'vector' ? input.slots.map(() => input) : [input],
  )

/** What is true of the rows that go left, in the words of the feature's column. */
export function questionWords(
  { threshold, bins, missingLeft }: Question,
  name: string,
  input: TreeInput,
): string {
  if (bins !== null && input.kind === 'category') {
    const left = new Set(bins)
    return levelWords(name, (bin) => left.has(bin), missingLeft, input)
  }
  const words = rangeWords(name, { above: -Infinity, upTo: threshold! }, input)
  return missingLeft && input.kind !== 'category' ? `${words} or missing` : words
}

/** Missing values stand above all numbers. */
export function rangeWords(name: string, { above, upTo }: Range, input: TreeInput): string {
  if (input.kind === 'category') {
    return levelWords(name, (bin) => bin > above && bin <= upTo, upTo === Infinity, input)
  }
  const bounds = [
    ...(above > -Infinity ? [above === Number.MAX_VALUE ? 'is missing' : `> ${short(above)}`] : []),
    ...(upTo < Infinity ? [upTo === Number.MAX_VALUE ? 'is known' : `<= ${short(upTo)}`] : []),
  ]
  return bounds.map((bound) => `${name} ${bound}`).join(' and ')
}

function levelWords(
  name: string,
  within: (bin: number) => boolean,
  missing: boolean,
  { levels, bins, other }: Extract<TreeInput, { kind: 'category' }>,
): string {
  const named = levels.filter((_, k) => within(bins[k]!))
  const shown = named.slice(0, MOST_NAMED)
  const more = [
    ...(named.length > shown.length ? [`${named.length - shown.length} more`] : []),
    ...(other >= 0 && within(other) ? ['another'] : []),
    ...(missing ? ['missing'] : []),
  ]
  return `${name} is ${[...shown, ...more].join(' or ')}`
}

const short = (value: number): number => Number(value.toPrecision(6))

export const numberWords = (value: number): string => (Number.isNaN(value) ? 'missing' : String(short(value)))
