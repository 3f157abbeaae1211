import { memo } from 'react'
import { Choice } from '../choice'
import { connect, disconnect } from '../../core/pipeline/acts'
import { whyNot } from '../../core/pipeline/connect'
import {
  nodeTitle,
  wireInto,
  type Pipeline,
  type PipelineNode,
  type Wire,
} from '../../core/pipeline/pipeline'
import { isOptional, portTitle } from '../../core/ports'
import { lookupStage } from '../../state/stages'
import { useGraph, usePipeline, usePorts } from '../session'

interface Props {
  readonly node: PipelineNode
}

/** Every input with what feeds it: wires without a mouse. */
export const InputWires = memo(function InputWires({ node }: Props) {
  const { inputs } = usePorts(node.id)
  const pipeline = useGraph()
  const readOnly = usePipeline((state) => state.readOnly)
  const act = usePipeline((state) => state.act)
  return Object.entries(inputs).map(([port, kind]) => {
    if (!kind) return null
    const wire = wireInto(pipeline, node.id, port)
    const open = feedersOf(pipeline, { node: node.id, port })
    const rewire = (key: string | null) => {
      const from = open.find((one) => one.value === key)?.end
      if (from) act('Connect', (now) => connect(now, { from, to: { node: node.id, port } }, lookupStage))
      else if (wire) act('Delete a wire', (now) => disconnect(now, [wire]))
    }
    return (
      <Choice
        key={port}
        label={`Input: ${portTitle(port, kind)}`}
        placeholder={isOptional(kind) ? 'Nothing (optional)' : 'Nothing is wired in'}
        disabled={readOnly}
        clearable
        clearButtonProps={{ 'aria-label': `Clear ${portTitle(port, kind)}` }}
        data={open.map(({ label, value }) => ({ label, value }))}
        value={wire ? JSON.stringify(wire.from) : null}
        onChange={rewire}
      />
    )
  })
})

/** The outputs that may be wired into an input. Nodes of the same name are told apart by their ids. */
function feedersOf(pipeline: Pipeline, to: Wire['to']) {
  const wires = pipeline.wires.filter((wire) => wire.to.node !== to.node || wire.to.port !== to.port)
  const without = { ...pipeline, wires }
  const titles = pipeline.nodes.map((node) => nodeTitle(node, lookupStage))
  const shared = new Set(titles.filter((title, i) => titles.indexOf(title) !== i))
  return pipeline.nodes.flatMap((node, i) => {
    const outputs = Object.keys(lookupStage(node.stage)?.outputs ?? {})
    const name = shared.has(titles[i]!) ? `${titles[i]} (${node.id})` : titles[i]!
    return outputs
      .map((port) => ({ node: node.id, port }))
      .filter((end) => whyNot(without, { from: end, to }, lookupStage) === null)
      .map((end) => ({
        value: JSON.stringify(end),
        label: outputs.length > 1 ? `${name} · ${end.port}` : name,
        end,
      }))
  })
}
