import { UserError } from '../../core/errors'
import { bundledModel } from '../../runtime/bundled-model'
import { readArguments } from '../arguments'
import { openBundle } from '../bundle-file'
import { readBytes, writeFile } from '../files'

/** What `node predict.mjs` does in the unpacked bundle, without unpacking it. */
export function predictCommand(args: string[]): void {
  const { values, positionals } = readArguments(args, ['BUNDLE.zip', 'ROWS.csv'], { out: { type: 'string' } })
  const { lineage } = openBundle(positionals[0]!)
  const { csv, rows, warnings } = bundledModel(lineage).predictCsv(readBytes(positionals[1]!))
  if (rows === 0) throw new UserError(`${positionals[1]!} has no rows.`)
  for (const warning of warnings) console.error(`Note: ${warning}`)
  const bytes = Buffer.concat(csv)
  if (values.out === undefined) process.stdout.write(bytes)
  else writeFile(values.out, bytes)
}
