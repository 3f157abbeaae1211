import type { ColumnInfo } from './column'

/** What a person sees of a column at a glance. */
export interface ColumnSummary extends ColumnInfo {
  readonly rows: number
  readonly missing: number
  readonly distinct: number
  /** Of numbers and times (in ms): over the finite values. */
  readonly numbers?: {
    readonly min: number
    readonly max: number
    readonly mean: number
    /** Population standard deviation. */
    readonly std: number
    readonly q1: number
    readonly median: number
    readonly q3: number
    readonly infinite: number
  }
  /** Equal bins; `edges` is one longer than `counts`. */
  readonly histogram?: { readonly edges: readonly number[]; readonly counts: readonly number[] }
  /** Of categories: the most frequent levels first, at most 20. */
  readonly levels?: readonly { readonly label: string; readonly count: number }[]
  /** Of vectors. */
  readonly slots?: number
}
