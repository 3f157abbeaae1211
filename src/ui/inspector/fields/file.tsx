import { Button, FileButton, Text } from '@mantine/core'
import { IconFile, IconUpload } from '@tabler/icons-react'
import type { FileParam, FileRef } from '../../../core/params'
import { bytes } from '../../words'
import type { FieldProps } from './field'
import styles from '../inspector.module.css'

/** A file by name and size. Choosing one reads it, and sets what comes with it. */
export function FileField({ disabled, hasFault, onFile, param, value }: FieldProps<FileParam>) {
  const file = hasFault ? null : (value as FileRef | null)
  return (
    <div className={styles.file}>
      <IconFile size={20} stroke={1.5} aria-hidden />
      <div className={styles.fileName}>
        <Text size="sm" fw={500} truncate title={file?.name ?? ''}>
          {file?.name ?? 'No file yet'}
        </Text>
        {file && (
          <Text size="xs" c="dimmed">
            {bytes(file.size)}
          </Text>
        )}
      </div>
      <FileButton
        accept={param.accept.join(',')}
        disabled={disabled}
        onChange={(chosen) => chosen && onFile(chosen)}
      >
        {(props) => (
          <Button {...props} size="compact-sm" variant="default" leftSection={<IconUpload size={14} />}>
            {file ? 'Replace' : 'Choose'}
          </Button>
        )}
      </FileButton>
    </div>
  )
}
