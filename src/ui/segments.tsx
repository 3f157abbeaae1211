import { useId } from 'react'
import styles from './segments.module.css'

interface Props<Value extends string> {
  readonly id?: string
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
  readonly data: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly disabled?: boolean
  readonly onChange: (value: Value) => void
}

/** A few options side by side, one of them chosen. Drawn by styles alone: Mantine's measures itself when it appears. */
export function Segments<Value extends string>({ data, disabled, onChange, value, ...named }: Props<Value>) {
  const name = useId()
  return (
    <div {...named} role="radiogroup" className={styles.segments} data-disabled={disabled || undefined}>
      {data.map((option) => (
        <label key={option.value} className={styles.segment}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
