import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Choice } from '../choice'
import { FRAME_COLORS, framesOf, LEAST_FRAME } from '../../core/pipeline/frames'
import { setFrame } from '../../state/frame-gestures'
import { usePipeline, useSession } from '../session'
import { useCommands } from '../shell/use-commands'
import styles from './inspector.module.css'

const COLOR_WORDS = FRAME_COLORS.map((value) => ({
  value,
  label: `${value[0]!.toUpperCase()}${value.slice(1)}`,
}))

/** A frame: its words, its colour, and its size for those who do not drag. */
export function FrameForm({ id }: { readonly id: string }) {
  const session = useSession()
  const commands = useCommands()
  const frame = usePipeline(({ pipeline }) => framesOf(pipeline).find((one) => one.id === id))
  const disabled = usePipeline((state) => state.readOnly)
  if (!frame) return null
  const { color, size, text, title } = frame
  const sizeField = (label: string, side: 'width' | 'height') => (
    <NumberInput
      label={label}
      min={LEAST_FRAME[side]}
      step={8}
      allowDecimal={false}
      clampBehavior="blur"
      disabled={disabled}
      value={Math.round(size[side])}
      onChange={(value) =>
        typeof value === 'number' &&
        value >= LEAST_FRAME[side] &&
        setFrame(session, id, { size: { ...size, [side]: value } })
      }
    />
  )
  return (
    <div className={styles.section}>
      <h3 className={styles.title}>Frame</h3>
      <p className={styles.summary}>
        A comment, and a group: what lies in it moves with it. It changes nothing of what runs.
      </p>
      <TextInput
        label="Title"
        disabled={disabled}
        value={title}
        onChange={({ currentTarget }) => setFrame(session, id, { title: currentTarget.value })}
      />
      <Textarea
        label="Text"
        autosize
        minRows={3}
        maxRows={10}
        disabled={disabled}
        value={text}
        onChange={({ currentTarget }) => setFrame(session, id, { text: currentTarget.value })}
      />
      <Choice
        label="Colour"
        data={COLOR_WORDS}
        allowDeselect={false}
        disabled={disabled}
        value={color}
        onChange={(value) => value && setFrame(session, id, { color: value })}
      />
      {sizeField('Width', 'width')}
      {sizeField('Height', 'height')}
      <Button
        variant="default"
        size="sm"
        h={32}
        disabled={disabled}
        leftSection={<IconTrash size={14} />}
        onClick={commands.remove}
      >
        Delete the frame
      </Button>
    </div>
  )
}
