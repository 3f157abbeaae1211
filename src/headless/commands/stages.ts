import { defaults } from '../../core/params'
import { isMany, isOptional, leastWires, portKind, type Ports } from '../../core/ports'
import { stepOf } from '../../core/steps'
import { stages } from '../../stages/descriptions'
import { readArguments } from '../arguments'

/** Lists every stage: as a table to read, or as JSON with ports, parameters and defaults. */
export function stagesCommand(args: string[]): void {
  const { values } = readArguments(args, [], { json: { type: 'boolean' } })
  if (!values.json) {
    for (const { id, title, summary } of stages) console.log(`${id.padEnd(28)} ${title}: ${summary}`)
    return
  }
  const list = stages.map((stage) => ({
    id: stage.id,
    version: stage.version,
    step: stepOf(stage.id),
    title: stage.title,
    summary: stage.summary,
    kind: stage.kind,
    inputs: ports(stage.inputs),
    outputs: ports(stage.outputs),
    defaults: defaults(stage.params),
    params: stage.params,
  }))
  console.log(JSON.stringify(list, null, 1))
}

const ports = (given: Ports) =>
  Object.entries(given).map(([name, port]) => ({
    name,
    kind: portKind(port),
    optional: isOptional(port),
    ...(isMany(port) && { many: true, atLeast: leastWires(port) }),
  }))
