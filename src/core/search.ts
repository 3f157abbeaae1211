/**
 * What a parameter may become while its pipeline is tuned: plain data that lives on the node. Both ends belong to a
 * range; `log` spreads the search evenly over orders of magnitude.
 */
export type SearchRange =
  | { readonly kind: 'float'; readonly min: number; readonly max: number; readonly log?: boolean }
  | { readonly kind: 'int'; readonly min: number; readonly max: number; readonly log?: boolean }
  | { readonly kind: 'choice'; readonly options: readonly SearchValue[] }

export type SearchValue = number | string | boolean

/** Parameter to its range. */
export type Search = Readonly<Record<string, SearchRange>>

/** Node to parameter to the value that a search chose. */
export type SearchValues = Readonly<Record<string, Readonly<Record<string, SearchValue>>>>

/** Stands among a node's parameters for the whole step: true is on, false is as if it were not there. */
export const STEP_ON = '$on'

/** A range in a few words: "0.001 to 1,000, log", "standard or robust", "on or off". */
export function rangeWords(range: SearchRange): string {
  if (range.kind !== 'choice')
    return `${range.min.toLocaleString('en-US', SHORT)} to ${range.max.toLocaleString('en-US', SHORT)}${range.log ? ', log' : ''}`
  const words = range.options.map((one) => (typeof one === 'boolean' ? (one ? 'on' : 'off') : String(one)))
  return words.length > 3 ? `${words.length} options` : words.join(' or ')
}

const SHORT = { maximumSignificantDigits: 4 } as const

/** What is wrong with a range by itself, in words, or null. */
export function checkRange(range: SearchRange): string | null {
  if (range.kind === 'choice') {
    if (range.options.length === 0) return 'has no options to choose from'
    return new Set(range.options).size < range.options.length ? 'names an option twice' : null
  }
  const { min, max, log } = range
  if (!Number.isFinite(min) || !Number.isFinite(max)) return 'has an end that is not a number'
  if (min > max) return `begins at ${min}, above its end ${max}`
  if (range.kind === 'int' && !(Number.isInteger(min) && Number.isInteger(max)))
    return 'has an end that is not a whole number'
  return log && min <= 0 ? `is on a log scale, and begins at ${min}: it has to begin above 0` : null
}
