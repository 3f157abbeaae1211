import type { SelectProps } from '@mantine/core'
import { Choice } from './choice'
import { useTaking } from './use-taking'

interface Props extends Omit<SelectProps, 'data'> {
  readonly data: readonly string[]
  readonly onChange: (name: string | null) => void
}

/** Chooses a column by typing a part of its name. */
export function ColumnSelect({ data, onChange, ...rest }: Props) {
  const taking = useTaking(data, (name) => {
    onChange(name)
    return false
  })
  return (
    <Choice
      {...rest}
      {...taking}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      data={[...data]}
      onChange={onChange}
    />
  )
}
