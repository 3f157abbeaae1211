import { completeParams } from '../check-params'
import { clipped, escapeText } from '../draw/svg'
import { isShown, type Param } from '../params'
import type { PipelineNode } from '../pipeline/pipeline'
import type { StageDescription } from '../stage'

const MOST_LETTERS = 200

/** The parameters that count, with their values. */
export function paramsHtml({ params }: StageDescription, node: PipelineNode): string {
  const values = completeParams(params, node.params)
  const rows = Object.entries(params)
    .filter(([, spec]) => isShown(spec, values))
    .map(
      ([name, spec]) =>
        `<tr><th scope="row">${escapeText(spec.title)}</th><td>${escapeText(clipped(inWords(values[name], spec), MOST_LETTERS))}</td></tr>`,
    )
  if (rows.length === 0) return ''
  return `<details><summary>Parameters</summary><table><tbody>${rows.join('')}</tbody></table></details>`
}

function inWords(value: unknown, spec: Param): string {
  if (typeof value === 'number' && (spec.kind === 'number' || spec.kind === 'integer')) {
    const words = value === 0 ? spec.atZero : undefined
    return words ?? [value, spec.unit].filter((part) => part !== undefined).join(' ')
  }
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'hash' in value && 'name' in value)
    return `${String(value.name)} (SHA-256 ${String(value.hash)})`
  return JSON.stringify(value) ?? ''
}
