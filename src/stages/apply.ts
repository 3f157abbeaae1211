import type { ParamValues } from '../core/params'
import type { Rows } from '../core/dataset'

/** The apply of a stage whose types have been forgotten. */
export type AnyApply = (
  learned: unknown,
  rows: Readonly<Record<string, Rows | Readonly<Record<string, Rows>>>>,
  params: ParamValues,
) => Rows

const found = import.meta.glob<AnyApply>('./*/*.{step,wrapper}.ts', { import: 'apply', eager: true })

/** The `apply` of every step by stage id, and nothing else of it: this is what a bundle carries. */
export const applies: ReadonlyMap<string, AnyApply> = new Map(
  Object.entries(found).map(([path, apply]) => [idOf(path), apply]),
)

function idOf(path: string): string {
  return path.replace(/^\.\//, '').replace(/\.\w+\.ts$/, '')
}
