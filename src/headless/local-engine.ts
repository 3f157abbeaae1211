import { readFile } from 'node:fs/promises'
import { UserError } from '../core/errors'
import type { Helpers } from '../core/helper'
import { ByteCache } from '../engine/byte-cache'
import { Coordinator } from '../engine/coordinator'
import { execute, type Surroundings } from '../engine/execute'
import { Logs } from '../engine/logs'
import type { Executor } from '../engine/job'
import { lookupStage } from '../stages/descriptions'
import { productStages } from '../engine/stages'
import type { NodeResult } from '../engine/result'

/** Hash to the bytes of files that were named on the command line. */
export type OpenFiles = ReadonlyMap<string, Blob>

/**
 * Runs jobs in this thread, with files from the disk and the product's own files from `assets`.
 * @param helpers threads that fits may have beside it
 */
export function localExecutor(files: OpenFiles, assets: string, helpers?: Helpers): Executor {
  const around: Surroundings = {
    stages: productStages,
    file: (hash) => {
      const blob = files.get(hash)
      return blob
        ? Promise.resolve(blob)
        : Promise.reject(
            new UserError('The file of this source was not given.', 'Name it with --data NODE=FILE.'),
          )
    },
    asset: async (path) => new Blob([await readFile(`${assets}/${path}`)]),
    predictorSource: async () => (await import('virtual:predictor')).default,
    ...(helpers && { helpers }),
  }
  return (job, signal, progress) => execute(job, signal, progress, around)
}

/** The same engine as in the page, in one thread of Node and its helpers. */
export function localEngine(
  files: OpenFiles,
  assets: string,
  logs = new Logs(),
  helpers?: Helpers,
): Coordinator {
  return new Coordinator({
    lookup: lookupStage,
    cache: new ByteCache<NodeResult>(),
    execute: localExecutor(files, assets, helpers),
    slots: 1,
    logs,
  })
}
