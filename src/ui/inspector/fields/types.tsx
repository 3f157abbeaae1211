import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TypedName, TypesParam } from '../../../core/params'
import { KindIcon } from '../../icons'
import { KIND_WORDS } from '../../words'
import type { FieldProps } from './field'
import styles from '../inspector.module.css'

const KINDS: readonly TypedName['kind'][] = ['number', 'category', 'time', 'text']
const MANY = 12

/** The kind of every column of a file. What was found by reading it can be overruled. */
export function TypesField({ disabled, hasFault, id, onChange, param, value }: FieldProps<TypesParam>) {
  const [query, setQuery] = useState('')
  const types = hasFault ? [] : (value as readonly TypedName[])
  if (types.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        The columns are known once a file is read.
      </Text>
    )
  }
  const shown = types.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
  const change = (name: string, kind: string) =>
    onChange(types.map((one) => (one.name === name ? { ...one, kind } : one)))
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
        {shown.map(({ kind, name }) => (
          <div key={name} className={styles.type}>
            <KindIcon kind={kind} />
            <span className={styles.typeName} title={name}>
              {name}
            </span>
            <NativeSelect
              size="xs"
              aria-label={`Kind of ${name}`}
              disabled={disabled}
              data={KINDS.map((one) => ({ value: one, label: KIND_WORDS[one] }))}
              value={kind}
              onChange={({ currentTarget }) => change(name, currentTarget.value)}
            />
          </div>
        ))}
      </div>
    </div>
  )
}
