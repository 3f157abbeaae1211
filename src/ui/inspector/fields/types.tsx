import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TypedColumn } from '../../../core/csv/builder'
import type { TypesParam } from '../../../core/params'
import { KindIcon } from '../../icons'
import { KIND_WORDS } from '../../words'
import type { FieldProps } from './field'
import styles from '../inspector.module.css'

type Reading = Omit<TypedColumn, 'name'>

/** Dates are read in one of three orders, numbers with and without marks between thousands: each is a way of its own. */
const READINGS: readonly (Reading & { readonly title: string })[] = [
  { kind: 'number', title: KIND_WORDS.number },
  { kind: 'number', thousands: true, title: `${KIND_WORDS.number}, thousands marked` },
  { kind: 'category', title: KIND_WORDS.category },
  { kind: 'time', title: KIND_WORDS.time },
  { kind: 'time', order: 'day-first', title: `${KIND_WORDS.time}, day first` },
  { kind: 'time', order: 'month-first', title: `${KIND_WORDS.time}, month first` },
  { kind: 'text', title: KIND_WORDS.text },
]

const valueOf = ({ kind, order, thousands }: Reading): string =>
  order ? `${kind} ${order}` : thousands ? `${kind} thousands` : kind
const MANY = 12

/** The kind of every column of a file. What was found by reading it can be overruled. */
export function TypesField({ disabled, hasFault, id, onChange, param, value }: FieldProps<TypesParam>) {
  const [query, setQuery] = useState('')
  const types = hasFault ? [] : (value as readonly TypedColumn[])
  if (types.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        The columns are known once a file is read.
      </Text>
    )
  }
  const shown = types.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
  const change = (name: string, chosen: string) => {
    const { title: _, ...reading } = READINGS.find((one) => valueOf(one) === chosen)!
    onChange(types.map((one) => (one.name === name ? { name, ...reading } : one)))
  }
  return (
    <div id={id} role="group" aria-label={param.title}>
      {types.length > MANY && (
        <TextInput
          mb="sm"
          aria-label="Find a column"
          placeholder="Find a column"
          value={query}
          onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      )}
      <div className={styles.types}>
        {shown.map(({ name, ...reading }) => (
          <div key={name} className={styles.type}>
            <KindIcon kind={reading.kind} />
            <span className={styles.typeName} title={name}>
              {name}
            </span>
            <NativeSelect
              size="xs"
              aria-label={`Kind of ${name}`}
              disabled={disabled}
              data={READINGS.map((one) => ({ value: valueOf(one), label: one.title }))}
              value={valueOf(reading)}
              onChange={({ currentTarget }) => change(name, currentTarget.value)}
            />
          </div>
        ))}
      </div>
    </div>
  )
}
