import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'

interface Props extends Omit<NumberInputProps, 'onBlur' | 'onChange' | 'value'> {
  readonly value: number | null
  readonly onChange: (value: number) => void
}

/** A field for a number. What is no number while it is typed is left again as the number that is in force. */
export function NumberEntry({ onChange, value, ...rest }: Props) {
  const [typed, setTyped] = useState<number | string | null>(null)
  return (
    <NumberInput
      clampBehavior="none"
      decimalScale={12}
      {...rest}
      value={typed ?? value ?? ''}
      onChange={(next) => {
        setTyped(next)
        if (typeof next === 'number') onChange(next)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
