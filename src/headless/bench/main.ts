import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { csvBench } from './csv'
import { kmeansBench } from './kmeans'
import { knnBench } from './knn'
import { learnersBench, type LearnerPlace } from './learners'
import { logisticBench } from './logistic'
import { neuralBench } from './neural'
import type { BenchRow } from './row'
import { searchBench } from './search'
import { inNode, treesBench, type Place } from './trees'
import { tuneBench } from './tune'

export { treeQuality } from './tree-quality'

const benches: Readonly<Record<string, (assets: string, only?: string) => Promise<BenchRow[]>>> = {
  csv: csvBench,
  kmeans: kmeansBench,
  knn: knnBench,
  logistic: logisticBench,
  neural: neuralBench,
  search: searchBench,
  trees: treesBench,
  tune: tuneBench,
}

/** Prints the table of trees, measured in Node and in some places more. @param args `--only=WORDS`, as for `bench` */
export async function printTrees(
  args: readonly string[],
  assets: string,
  places: readonly Place[],
): Promise<void> {
  console.log(tableOf(await treesBench(assets, onlyIn(args), [inNode, ...places])))
}

/**
 * Prints the table of learners, isolated and not. @param args `--only=WORDS`, as for `bench`
 * @returns whether what was learned was the same throughout
 */
export const printLearners = (
  args: readonly string[],
  isolated: LearnerPlace,
  not: LearnerPlace,
): Promise<boolean> => learnersBench(onlyIn(args), isolated, not)

const onlyIn = (args: readonly string[]) =>
  args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length)

/**
 * Runs the benchmarks that are named, or all of them, and prints their table.
 * `--only=WORDS` measures of them what has these words in its work.
 * @param file where `--write` puts it, with the date, the machine and the command
 */
export async function bench(args: readonly string[], file: string, assets: string): Promise<void> {
  const only = onlyIn(args)
  const named = args.filter((arg) => !arg.startsWith('--'))
  const rows: BenchRow[] = []
  for (const [name, run] of Object.entries(benches)) {
    if (named.length === 0 || named.includes(name)) rows.push(...(await run(assets, only)))
  }
  const table = tableOf(rows)
  console.log(table)
  if (!args.includes('--write')) return
  const head = readFileSync(file, 'utf8').split('\n## ')[0]!.trimEnd()
  const date = new Date().toISOString().slice(0, 10)
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}`
  writeFileSync(file, `${head}\n\n## ${date}\n\n${machine}. \`npm run bench -- --write\`\n\n${table}\n`)
}

function tableOf(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ work, ours, rival, theirs, ratio, goal, unit }) => {
    const figure = (value: number) => (unit ? `${value.toPrecision(3)} ${unit}` : `${value.toFixed(0)} ms`)
    const cells = [
      work,
      rival,
      figure(ours),
      figure(theirs),
      ratio.toFixed(2),
      goal?.toFixed(2) ?? '',
      verdict(ratio, goal),
    ]
    return `| ${cells.join(' | ')} |`
  })
  const header = '| work | rival | ours | theirs | ratio | goal: at most | |'
  return [header, '| --- | --- | ---: | ---: | ---: | ---: | --- |', ...lines].join('\n')
}

function verdict(ratio: number, goal: number | undefined): string {
  if (goal === undefined) return ''
  return ratio <= goal ? 'met' : 'missed'
}
