import { Select, type SelectProps } from '@mantine/core'
import { useState } from 'react'

/**
 * One of several options. The list is drawn from the first focus on: lists that nobody comes near took long, and one
 * that is drawn only as it opens loses the key that follows at once.
 */
export function Choice({ comboboxProps, onFocus, ...rest }: SelectProps) {
  const [isNear, setNear] = useState(false)
  return (
    <Select
      {...rest}
      comboboxProps={{ ...comboboxProps, keepMounted: isNear }}
      onFocus={(event) => {
        setNear(true)
        onFocus?.(event)
      }}
    />
  )
}
