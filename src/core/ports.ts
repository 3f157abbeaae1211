export type PortKind = 'table' | 'dataset' | 'model'
export type Port =
  | PortKind
  | {
      readonly kind: PortKind
      readonly title?: string
      readonly optional?: boolean
      /** Takes any number of wires, each of them at a port of its own. */
      readonly many?: boolean
      /** How many of them it needs, one unless said. */
      readonly atLeast?: number
    }
export type Ports = Readonly<Record<string, Port>>
export type KindOf<P> = P extends PortKind ? P : P extends { readonly kind: infer Kind } ? Kind : never

export const portKind = (port: Port): PortKind => (typeof port === 'string' ? port : port.kind)
export const isOptional = (port: Port): boolean => typeof port !== 'string' && port.optional === true
export const isMany = (port: Port): boolean => typeof port !== 'string' && port.many === true
export const portTitle = (name: string, port: Port): string =>
  typeof port !== 'string' && port.title ? port.title : name

/**
 * An input that takes many wires has a port for each of them: `models` grows `models-1`, `models-2`, and so on. A port
 * keeps its name as long as its wire stays, whatever happens to the others, so that keys and undo hold.
 */
const GROWN = /^(.+)-([1-9]\d{0,5})$/

/** The name of an input that takes many, and the number behind it; null for another name. */
function partsOf(name: string): { readonly base: string; readonly number: number } | null {
  const [, base, number] = GROWN.exec(name) ?? []
  return base === undefined ? null : { base, number: Number(number) }
}

/** What a stage declares under the name of a port, which may be one of many; undefined where there is none. */
export function portNamed(ports: Ports, name: string): Port | undefined {
  if (Object.hasOwn(ports, name)) return isMany(ports[name]!) ? undefined : ports[name]
  const parts = partsOf(name)
  const port = parts && Object.hasOwn(ports, parts.base) ? ports[parts.base] : undefined
  return port && isMany(port) ? port : undefined
}

/** The names among `wired` that belong to an input, by number. */
export function portsUnder(input: string, wired: Iterable<string>): string[] {
  const numbers = [...wired].flatMap((name) => {
    const parts = partsOf(name)
    return parts?.base === input ? [parts.number] : []
  })
  return numbers.sort((a, b) => a - b).map((number) => `${input}-${number}`)
}

/** How many wires an input needs. */
export function leastWires(port: Port): number {
  if (isOptional(port)) return 0
  return typeof port === 'string' ? 1 : (port.atLeast ?? 1)
}

/**
 * The ports of a node whose wires end at `wired`: an input that takes many has those and one that is free, the first
 * number that is. The free one is optional once there are wires enough.
 */
export function grown(ports: Ports, wired: Iterable<string> = []): Ports {
  const ends = [...wired]
  return Object.fromEntries(
    Object.entries(ports).flatMap(([name, port]): [string, Port][] => {
      if (typeof port === 'string' || !isMany(port)) return [[name, port]]
      const taken = portsUnder(name, ends)
      let free = 1
      while (taken.includes(`${name}-${free}`)) free++
      const optional = taken.length >= leastWires(port)
      return portsUnder(name, [...taken, `${name}-${free}`]).map((one) => {
        const { number } = partsOf(one)!
        return [one, { kind: port.kind, title: `${portTitle(name, port)} ${number}`, optional }]
      })
    }),
  )
}

/** What flows into a stage, by input: what comes by many wires is a record of its own, by port, in order. */
export function gathered<T>(
  flows: Readonly<Record<string, T>>,
): Record<string, T | Readonly<Record<string, T>>> {
  const names = Object.keys(flows)
  const inputs = new Set(names.map((name) => partsOf(name)?.base ?? name))
  return Object.fromEntries(
    Array.from(inputs, (input) => {
      if (Object.hasOwn(flows, input)) return [input, flows[input]!]
      return [input, Object.fromEntries(portsUnder(input, names).map((name) => [name, flows[name]!]))]
    }),
  )
}
