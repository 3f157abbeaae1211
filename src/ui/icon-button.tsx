import { ActionIcon, type ActionIconProps } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'

type ButtonProps = Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps>

interface Props extends Omit<ActionIconProps, 'children'>, Omit<ButtonProps, 'children'> {
  /** Its name. */
  readonly label: string
  readonly icon: TablerIcon
  readonly iconSize?: 14 | 16 | 18
  /** What it is for, shown under the pointer and the focus: the label unless said, null for none. */
  readonly tip?: string | null
  readonly tipSide?: 'left' | 'right' | undefined
}

/** A button that shows an icon only. */
export function IconButton({
  icon: Icon,
  iconSize = 16,
  label,
  size = 28,
  tip = label,
  tipSide,
  ...rest
}: Props) {
  return (
    <ActionIcon
      data-tip={tip}
      data-tip-side={tipSide}
      variant="subtle"
      color="gray"
      size={size}
      aria-label={label}
      {...rest}
    >
      <Icon size={iconSize} stroke={iconSize < 16 ? 2 : 1.75} />
    </ActionIcon>
  )
}
