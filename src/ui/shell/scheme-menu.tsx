import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun, type TablerIcon } from '@tabler/icons-react'
import { IconButton } from '../icon-button'

const SCHEMES: readonly (readonly [MantineColorScheme, string, TablerIcon])[] = [
  ['auto', 'As the system', IconDeviceDesktop],
  ['light', 'Light', IconSun],
  ['dark', 'Dark', IconMoon],
]

export function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const current = SCHEMES.find(([scheme]) => scheme === colorScheme)?.[2] ?? IconSun
  return (
    <Menu position="bottom-end" width={176}>
      <Menu.Target>
        <IconButton label="Colour scheme" tip={null} icon={current} size={32} iconSize={18} />
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(([scheme, title, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} stroke={1.75} />}
            rightSection={scheme === colorScheme && <IconCheck size={14} aria-label="chosen" />}
            onClick={() => setColorScheme(scheme)}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
