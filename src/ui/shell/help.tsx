import { Kbd, Text } from '@mantine/core'
import { Fragment } from 'react'
import { Dialog } from '../dialog'
import { useSelection } from '../session'
import styles from './help.module.css'

const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

const KEYS: readonly (readonly [
  group: string,
  keys: readonly (readonly [keys: readonly string[], does: string])[],
])[] = [
  [
    'Work',
    [
      [[mod, 'Enter'], 'Run all'],
      [[mod, 'Z'], 'Undo'],
      [[mod, 'Shift', 'Z'], 'Redo'],
      [[mod, 'S'], 'Save the pipeline file'],
      [[mod, 'O'], 'Open a file'],
      [[mod, 'K'], 'Find a command or a stage'],
    ],
  ],
  [
    'Nodes',
    [
      [['Double click'], 'Add a stage there'],
      [['Tab'], 'Add a stage under the pointer'],
      [['F2'], 'Rename'],
      [[mod, 'D'], 'Duplicate; wires in are kept'],
      [[mod, 'C'], 'Copy, also to another tab'],
      [[mod, 'V'], 'Paste'],
      [[mod, 'Shift', 'V'], 'Paste with the wires that came in'],
      [['B'], 'Bypass, or use again'],
      [['G'], 'Group, or write a comment'],
      [['Delete'], 'Delete; wires are joined up'],
    ],
  ],
  [
    'Canvas',
    [
      [['Drag'], 'Move the canvas'],
      [['Shift', 'Drag'], 'Select a region'],
      [[mod, 'A'], 'Select everything'],
      [['Arrow keys'], 'Walk from node to node'],
      [['Shift', 'Arrow keys'], 'Move what is selected'],
      [['0'], 'Show everything'],
      [['1'], 'Show in life size'],
      [['L'], 'Arrange the nodes'],
      [['Escape'], 'Close what is open, or let go'],
    ],
  ],
]

export function Help() {
  const open = useSelection((state) => state.open)
  return (
    <Dialog title="Keys and first steps" size={720} onClose={() => open(null)}>
      <Text size="sm" c="dimmed" mb="md">
        Drop a CSV, say what should be predicted, and run. Every stage is a node: select one to change its
        parameters on the right and to see what came out below. Stages that learn come after Target and split,
        so that nothing is learned from test rows.
      </Text>
      <div className={styles.columns}>
        {KEYS.map(([group, keys]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keys.map(([combination, does]) => (
                <div key={does}>
                  <dt>{does}</dt>
                  <dd>
                    {combination.map((key, i) => (
                      <Fragment key={key}>
                        {i > 0 && ' '}
                        <Kbd size="xs">{key}</Kbd>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
