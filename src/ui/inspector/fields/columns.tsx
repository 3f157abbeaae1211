import { Text } from '@mantine/core'
import { choosable, type ColumnParam, type ColumnSelection, type ColumnsParam } from '../../../core/params'
import { ColumnSelect } from '../../column-select'
import { ColumnsSelect } from '../../columns-select'
import { Segments } from '../../segments'
import { plural } from '../../words'
import type { FieldProps } from './field'
import styles from '../inspector.module.css'

const MODES = [
  { value: 'all', label: 'All' },
  { value: 'only', label: 'Only' },
  { value: 'except', label: 'All but' },
] as const
type Mode = (typeof MODES)[number]['value']

const modeOf = (selection: ColumnSelection): Mode =>
  selection === 'all' ? 'all' : 'only' in selection ? 'only' : 'except'

const namesOf = (selection: ColumnSelection): readonly string[] =>
  selection === 'all' ? [] : 'only' in selection ? selection.only : selection.except

const toSelection = (mode: Mode, names: readonly string[]): ColumnSelection =>
  mode === 'all' ? 'all' : mode === 'only' ? { only: names } : { except: names }

/** All columns that the stage takes, only some of them, or all but some. */
export function ColumnsField({
  columns,
  disabled,
  hasFault,
  id,
  onChange,
  param,
  value,
}: FieldProps<ColumnsParam>) {
  const selection = hasFault ? param.default : (value as ColumnSelection)
  const mode = modeOf(selection)
  const names = namesOf(selection)
  const open = choosable(param, columns).map(({ name }) => name)
  const gone = names.filter((name) => !open.includes(name))
  const change = (next: Mode) => onChange(toSelection(next, mode === 'all' && next === 'only' ? open : names))
  return (
    <div id={id} role="group" aria-label={param.title} className={styles.columns}>
      <Segments
        disabled={disabled}
        aria-label={`${param.title}: which`}
        data={MODES}
        value={mode}
        onChange={change}
      />
      {mode === 'all' ? (
        <Text size="xs" c="dimmed">
          {open.length === 0
            ? 'No columns of this kind are known yet.'
            : `${plural(open.length, 'column')}: ${short(open)}`}
        </Text>
      ) : (
        <ColumnsSelect
          aria-label={param.title}
          disabled={disabled}
          clearable
          maxDropdownHeight={240}
          placeholder={names.length === 0 ? 'Choose columns' : ''}
          error={gone.length > 0 && `Not here: ${short(gone)}`}
          classNames={{ input: styles.pills ?? '' }}
          data={[...open, ...gone]}
          value={names}
          onChange={(next) => onChange(toSelection(mode, next))}
        />
      )}
    </div>
  )
}

const short = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 4).join(', ')} …` : names.join(', ')

export function ColumnField({
  columns,
  disabled,
  hasFault,
  id,
  onChange,
  param,
  value,
}: FieldProps<ColumnParam>) {
  const name = typeof value === 'string' ? value : ''
  const open = choosable(param, columns).map((one) => one.name)
  const isGone = name !== '' && !open.includes(name)
  return (
    <ColumnSelect
      id={id}
      aria-label={param.title}
      disabled={disabled}
      error={isGone ? `There is no column “${name}” here that can be used.` : hasFault}
      clearable
      maxDropdownHeight={240}
      placeholder={open.length === 0 ? 'No columns are known yet' : 'Choose a column'}
      data={isGone ? [...open, name] : open}
      value={name === '' ? null : name}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}
