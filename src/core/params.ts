import type { ColumnInfo, ColumnKind } from './column'
import type { TypedColumn } from './csv/builder'
import type { SearchRange } from './search'

/** A parameter's value is shown only while another parameter has one of these values. */
export interface When {
  readonly param: string
  readonly is: readonly (string | number | boolean)[]
}

interface Base {
  readonly title: string
  /** A sentence or two: what it is for. */
  readonly help?: string
  readonly when?: When
  /** Shown only on request. */
  readonly advanced?: boolean
  /** It is among those that are usually tuned, over this range. */
  readonly tune?: SearchRange
  /** So many rounds are learned in, trees or epochs: a few of them already tell whether the others are worth it. */
  readonly rounds?: true
}

export interface NumberParam extends Base {
  readonly kind: 'number' | 'integer'
  readonly default: number
  readonly min?: number
  readonly max?: number
  readonly step?: number
  /** What it counts: "min". */
  readonly unit?: string
  /** What 0 means, where that is no number: "no limit". */
  readonly atZero?: string
}

export interface ChoiceParam<Option extends string = string> extends Base {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  /** Titles for people, where the option's own name is not enough. */
  readonly titles?: Readonly<Partial<Record<Option, string>>>
  readonly default: Option
}

export interface FlagParam extends Base {
  readonly kind: 'flag'
  readonly default: boolean
}

/**
 * Three parameters name a number of a node before this one, and values of it to try. Where nothing is named it is the
 * nearest node, and its first number.
 */
export interface Varied {
  readonly node: string
  readonly number: string
  readonly values: string
}

export interface TextParam extends Base {
  readonly kind: 'text'
  readonly default: string
  /** It is a level of the column that this parameter names. */
  readonly levelOf?: string
  /** It is chosen from what stands before the node. */
  readonly names?: { readonly what: 'node' | 'number'; readonly varied: Varied }
}

export interface TextsParam extends Base {
  readonly kind: 'texts'
  readonly default: readonly string[]
}

/** Which feature columns a stage works on, among those of the kinds it takes. */
export type ColumnSelection =
  | 'all'
  | { readonly only: readonly string[] }
  | { readonly except: readonly string[] }

export interface ColumnsParam extends Base {
  readonly kind: 'columns'
  readonly kinds: readonly ColumnKind[]
  /** `feature` (the default) or any column of the table. */
  readonly among?: 'feature' | 'any'
  readonly default: ColumnSelection
}

/** One column by name; the empty text is none. */
export interface ColumnParam extends Base {
  readonly kind: 'column'
  readonly kinds: readonly ColumnKind[]
  readonly default: string
}

/** A file by the hash of its bytes; `path` is where the command line found it. */
export interface FileRef {
  readonly name: string
  readonly hash: string
  readonly size: number
  readonly path?: string
}

export interface FileParam extends Base {
  readonly kind: 'file'
  readonly accept: readonly string[]
  readonly default: FileRef | null
}

/** The pinned kind of each column of a source. A list, not a record: names are the person's. */
export interface TypesParam extends Base {
  readonly kind: 'types'
  readonly default: readonly TypedColumn[]
}

/** A number for every wire of an input that takes many, by port; where there is none, it is `usual`. */
export interface NumbersParam extends Base {
  readonly kind: 'numbers'
  readonly input: string
  readonly usual: number
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly default: Readonly<Record<string, number>>
}

export type Param =
  | NumberParam
  | ChoiceParam
  | FlagParam
  | TextParam
  | TextsParam
  | ColumnsParam
  | ColumnParam
  | FileParam
  | TypesParam
  | NumbersParam

export type ParamSpecs = Readonly<Record<string, Param>>
export type ParamValues = Readonly<Record<string, unknown>>

export type ValueOf<P> =
  P extends ChoiceParam<infer Option>
    ? Option
    : P extends { readonly kind: 'flag' }
      ? boolean
      : P extends { readonly kind: 'number' | 'integer' }
        ? number
        : P extends { readonly kind: 'text' | 'column' }
          ? string
          : P extends { readonly default: infer Value }
            ? Value
            : never

export type ValuesOf<Specs> = { readonly [Name in keyof Specs]: ValueOf<Specs[Name]> }

export function defaults<Specs extends ParamSpecs>(specs: Specs): ValuesOf<Specs> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, spec.default]),
  ) as ValuesOf<Specs>
}

/** The parameters that count: those whose condition holds. */
export function isShown(spec: Param, values: ParamValues): boolean {
  const when = spec.when
  return when === undefined || when.is.some((one) => one === values[when.param])
}

/** Columns that a `columns` parameter can choose from. */
export function choosable(
  param: ColumnsParam | ColumnParam,
  known: readonly ColumnInfo[],
): readonly ColumnInfo[] {
  const featuresOnly = param.kind === 'columns' && param.among !== 'any'
  return known.filter((one) => param.kinds.includes(one.kind) && (!featuresOnly || one.role === 'feature'))
}
