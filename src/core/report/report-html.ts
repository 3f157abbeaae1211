import { schemeRules, VARIABLES } from '../draw/palette'
import { escapeText } from '../draw/svg'
import { count } from '../numbers'
import { inOrder } from '../pipeline/graph'
import { nodeTitle, type Pipeline, type StageLookup } from '../pipeline/pipeline'
import type { ColumnSummary } from '../summary'
import type { View } from '../view'
import { graphSvg } from './graph-svg'
import { paramsHtml } from './params-html'
import { profileHtml } from './profile-html'
import { RULES } from './rules'
import { viewHtml } from './view-html'

/** What came of a node, as far as a report tells it. */
export interface NodeReport {
  /** In words: "done", "failed". */
  readonly state: string
  readonly fault?: string | undefined
  readonly warnings: readonly string[]
  readonly outputs: Readonly<Record<string, { readonly rows: number; readonly columns: readonly unknown[] }>>
  readonly views: Readonly<Record<string, View>>
  /** The data profile, where the node is a source. */
  readonly profile?: readonly ColumnSummary[] | undefined
}

/**
 * A whole pipeline as one HTML page: the graph, the data, what each step learned, figures and charts. It needs no
 * script and no network, and forbids both; all that comes from people or data is escaped.
 * @param nodes what came of every node, by id
 * @param made when, in words
 */
export function reportHtml(
  pipeline: Pipeline,
  nodes: ReadonlyMap<string, NodeReport>,
  lookup: StageLookup,
  made: string,
): string {
  const lines = new Map(
    pipeline.nodes.map((node) => {
      const title = nodeTitle(node, lookup)
      return [node.id, { title, line: shapeOf(nodes.get(node.id)) }]
    }),
  )
  const places = new Map(pipeline.nodes.map(({ id }, i) => [id, i]))
  const ordered = inOrder(pipeline)
  const sections = ordered.map((node) => {
    const stage = lookup(node.stage)
    const report = nodes.get(node.id)
    const { line, title } = lines.get(node.id)!
    return [
      `<section id="node-${places.get(node.id)}"><h2>${escapeText(title)}</h2>`,
      `<p class="dim">${escapeText([stage?.title ?? node.stage, report?.state ?? 'not run', line].filter(Boolean).join(' · '))}</p>`,
      report?.fault === undefined ? '' : `<p class="bad">${escapeText(report.fault)}</p>`,
      (report?.warnings ?? []).map((one) => `<p class="warn">${escapeText(one)}</p>`).join(''),
      stage ? paramsHtml(stage, node) : '',
      report?.profile ? `<h3>Data profile</h3>${profileHtml(report.profile)}` : '',
      `<div class="views">${Object.values(report?.views ?? {})
        .map(viewHtml)
        .join('')}</div></section>`,
    ].join('')
  })
  const contents = ordered.map(
    ({ id }) => `<li><a href="#node-${places.get(id)}">${escapeText(lines.get(id)!.title)}</a></li>`,
  )
  const name = escapeText(pipeline.name)
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${name}</title><style>${schemeRules()}${RULES}</style></head><body><main>`,
    `<h1>${name}</h1><p class="dim">Made ${escapeText(made)} with Trainyard. Seed ${pipeline.seed}.</p>`,
    graphSvg(pipeline, lines, VARIABLES),
    `<nav aria-label="Contents"><ol>${contents.join('')}</ol></nav>`,
    ...sections,
    '</main></body></html>\n',
  ].join('\n')
}

function shapeOf(report: NodeReport | undefined): string {
  const [first] = Object.values(report?.outputs ?? {})
  if (!first) return ''
  const rows = `${count(first.rows)} rows`
  return first.columns.length > 0 ? `${rows} × ${count(first.columns.length)} columns` : rows
}
