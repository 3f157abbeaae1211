import type { ColumnInfo } from '../../../core/column'
import type { Param } from '../../../core/params'

export interface FieldProps<P extends Param> {
  readonly id: string
  /** Whose parameter it is. */
  readonly node: string
  readonly param: P
  /** What the pipeline holds: it may be broken, since files are. */
  readonly value: unknown
  /** The columns that can be chosen from, as far as they are known. */
  readonly columns: readonly ColumnInfo[]
  readonly disabled: boolean
  readonly hasFault: boolean
  readonly onChange: (value: unknown) => void
  /** A file of the person's is read, and sets all that comes with it. */
  readonly onFile: (file: File) => void
}
