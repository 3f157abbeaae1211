import { Text } from '@mantine/core'
import { Dialog } from '../dialog'
import { usePipeline, useSelection } from '../session'
import Gallery from './gallery'

export function ExamplesDialog() {
  const open = useSelection((state) => state.open)
  const replaces = usePipeline(({ pipeline }) => pipeline.nodes.length > 0)
  return (
    <Dialog title="Examples" size={880} onClose={() => open(null)}>
      <Text size="sm" c="dimmed" mb="md">
        Pipelines over sample data, to run and to take apart.
        {replaces && ' The pipeline on the canvas is kept; an example becomes one of its own.'}
      </Text>
      <Gallery onOpened={() => open(null)} />
    </Dialog>
  )
}
