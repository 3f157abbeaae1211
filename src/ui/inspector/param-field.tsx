import { Input } from '@mantine/core'
import { IconRotate2 } from '@tabler/icons-react'
import { useId, type ComponentType } from 'react'
import { checkParam } from '../../core/check-params'
import type { ColumnInfo } from '../../core/column'
import type { Param } from '../../core/params'
import type { SearchRange } from '../../core/search'
import { set, setMany } from '../../state/gestures'
import { IconButton } from '../icon-button'
import { useImports, usePipeline, useSession } from '../session'
import { ColumnField, ColumnsField } from './fields/columns'
import { FileField } from './fields/file'
import { ChoiceField, FlagField, NumberField, TextField, TextsField } from './fields/plain'
import { NumbersField } from './fields/numbers'
import { TypesField } from './fields/types'
import type { FieldProps } from './fields/field'
import { RangeField } from './search/range-field'
import { UnlockButton } from './search/unlock-button'
import styles from './inspector.module.css'

type Fields = { readonly [Kind in Param['kind']]: ComponentType<FieldProps<Extract<Param, { kind: Kind }>>> }

/** A field for every kind of parameter; a new kind is one line here. */
const FIELDS: Fields = {
  number: NumberField,
  integer: NumberField,
  choice: ChoiceField,
  flag: FlagField,
  text: TextField,
  texts: TextsField,
  columns: ColumnsField,
  column: ColumnField,
  file: FileField,
  types: TypesField,
  numbers: NumbersField,
}

interface Props {
  readonly node: string
  readonly name: string
  readonly param: Param
  readonly value: unknown
  readonly columns: readonly ColumnInfo[]
  /** Whether a search may change it, and over which range it does. */
  readonly tunable: boolean
  readonly range: SearchRange | undefined
}

/** A parameter with its title, its help, what is wrong with it, the way back to its default, and what a search may make of it. */
export function ParamField({ columns, name, node, param, range, tunable, value }: Props) {
  const session = useSession()
  const readFor = useImports((state) => state.readFor)
  const disabled = usePipeline((state) => state.readOnly)
  const id = useId()
  const fault = checkParam(param, value)
  const isChanged = !isEqual(value, param.default)
  // The table says that the field of a kind takes the parameter of that kind.
  const Field = FIELDS[param.kind] as ComponentType<FieldProps<Param>>
  const change = (next: unknown) => set(session, node, name, next)
  const readFile = async (file: File) => {
    const values = await readFor(file)
    if (values) setMany(session, node, `Read ${file.name}`, values)
  }
  const canReset = isChanged && !disabled && param.kind !== 'file' && param.kind !== 'types'
  return (
    <Input.Wrapper
      className={styles.field ?? ''}
      id={id}
      labelElement="div"
      label={param.kind === 'flag' ? undefined : param.title}
      labelProps={{ id: `${id}-title`, htmlFor: undefined }}
      description={param.help}
      error={fault && `${param.title} ${fault}.`}
      // Without a title above it the help leaves room for what lies beside that.
      descriptionProps={param.kind === 'flag' ? { pr: 48 } : {}}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <div className={styles.tools}>
        {canReset && (
          <IconButton
            label={`Reset ${param.title}`}
            tip="Back to the default"
            icon={IconRotate2}
            size={20}
            iconSize={14}
            onClick={() => change(param.default)}
          />
        )}
        {(tunable || range) && (
          <UnlockButton node={node} name={name} title={param.title} isOpen={range !== undefined} />
        )}
      </div>
      <Field
        id={id}
        node={node}
        param={param}
        value={value}
        columns={columns}
        disabled={disabled}
        hasFault={fault !== null}
        onChange={change}
        onFile={(file) => void readFile(file)}
      />
      {range && <RangeField node={node} name={name} title={param.title} range={range} />}
    </Input.Wrapper>
  )
}

const isEqual = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
