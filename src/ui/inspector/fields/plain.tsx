import { Switch, TagsInput, TextInput } from '@mantine/core'
import { Choice } from '../../choice'
import { NumberEntry } from '../../number-entry'
import type { ChoiceParam, FlagParam, NumberParam, TextParam, TextsParam } from '../../../core/params'
import { Segments } from '../../segments'
import styles from '../inspector.module.css'
import type { FieldProps } from './field'
import { LevelField } from './level'
import { VariedField } from './varied'

export function NumberField({ disabled, hasFault, id, onChange, param, value }: FieldProps<NumberParam>) {
  // The help, which is read out, says it too.
  const words = value === 0 ? (param.atZero ?? param.unit) : param.unit
  return (
    <div className={styles.number}>
      <NumberEntry
        id={id}
        aria-label={param.title}
        disabled={disabled}
        error={hasFault}
        step={param.step ?? (param.kind === 'integer' ? 1 : 0.1)}
        {...(param.min !== undefined && { min: param.min })}
        {...(param.max !== undefined && { max: param.max })}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
      {words !== undefined && (
        <span className={styles.unit} aria-hidden>
          {words}
        </span>
      )}
    </div>
  )
}

/** Few short options stand side by side; more are a list. */
export function ChoiceField({ disabled, hasFault, id, onChange, param, value }: FieldProps<ChoiceParam>) {
  const data = param.options.map((option) => ({
    value: option,
    label: param.titles?.[option] ?? inWords(option),
  }))
  const letters = data.reduce((sum, { label }) => sum + label.length + 4, 0)
  const known = param.options.find((option) => option === value)
  if (data.length <= 3 && letters <= 36 && known !== undefined) {
    return (
      <Segments
        id={id}
        aria-label={param.title}
        disabled={disabled}
        data={data}
        value={known}
        onChange={onChange}
      />
    )
  }
  return (
    <Choice
      id={id}
      aria-label={param.title}
      disabled={disabled}
      error={hasFault}
      allowDeselect={false}
      searchable={data.length > 8}
      data={data}
      value={known ?? null}
      onChange={(next) => next !== null && onChange(next)}
    />
  )
}

/** `most_frequent` as people read it. */
function inWords(option: string): string {
  const words = option.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function FlagField({ disabled, id, onChange, param, value }: FieldProps<FlagParam>) {
  return (
    <Switch
      id={id}
      label={param.title}
      aria-label={param.title}
      disabled={disabled}
      checked={value === true}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  )
}

export function TextField(props: FieldProps<TextParam>) {
  const { disabled, hasFault, id, onChange, param, value } = props
  if (param.names) return <VariedField {...props} {...param.names} />
  const typed = (
    <TextInput
      id={id}
      aria-label={param.title}
      disabled={disabled}
      error={hasFault}
      spellCheck={false}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
  if (param.levelOf === undefined) return typed
  return (
    <LevelField {...props} of={param.levelOf}>
      {typed}
    </LevelField>
  )
}

export function TextsField({ disabled, hasFault, id, onChange, param, value }: FieldProps<TextsParam>) {
  const texts = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
  return (
    <TagsInput
      id={id}
      aria-label={param.title}
      disabled={disabled}
      error={hasFault}
      placeholder={texts.length === 0 ? 'Type and press Enter' : ''}
      splitChars={[]}
      value={texts}
      onChange={onChange}
    />
  )
}
