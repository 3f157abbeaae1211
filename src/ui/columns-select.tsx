import { MultiSelect, type MultiSelectProps } from '@mantine/core'
import { useState } from 'react'
import { useTaking } from './use-taking'

interface Props extends Omit<MultiSelectProps, 'data' | 'value'> {
  readonly data: readonly string[]
  readonly value: readonly string[]
  readonly onChange: (names: string[]) => void
}

/** Chooses several columns, one after the other by typing a part of each name. */
export function ColumnsSelect({ data, onChange, value, ...rest }: Props) {
  const [search, setSearch] = useState('')
  const [isNear, setNear] = useState(false)
  const open = data.filter((name) => !value.includes(name))
  const taking = useTaking(open, (name) => {
    onChange([...value, name])
    setSearch('')
    return true
  })
  return (
    <MultiSelect
      {...rest}
      {...taking}
      searchable
      selectFirstOptionOnChange
      hidePickedOptions
      comboboxProps={{ keepMounted: isNear }}
      onFocus={() => setNear(true)}
      searchValue={search}
      onSearchChange={setSearch}
      data={[...data]}
      value={[...value]}
      onChange={onChange}
    />
  )
}
