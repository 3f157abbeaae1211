import { UserError } from '../../core/errors'
import { bundledModel } from '../../runtime/bundled-model'
import { readArguments } from '../arguments'
import { openBundle } from '../bundle-file'

/** Checks every hash of a bundle and replays its golden rows. */
export function verifyCommand(args: string[]): void {
  const { positionals } = readArguments(args, ['BUNDLE.zip'], {})
  const { lineage, golden, files } = openBundle(positionals[0]!)
  const fault = bundledModel(lineage).verify(golden)
  if (fault) throw new UserError(fault)
  console.log(`Verified: ${files} files unchanged, ${golden.rows.length} golden rows come out as they did.`)
}
