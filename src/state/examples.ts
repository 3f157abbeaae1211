import { UserError } from '../core/errors'
import { parsePipeline } from '../core/pipeline/file'
import type { Pipeline } from '../core/pipeline/pipeline'
import { lookupStage } from './stages'

/** A pipeline over sample data that comes with the product. Its title is the pipeline's name. */
export interface Example {
  readonly file: string
  readonly about: string
  readonly pipeline: Pipeline
}

/** Reads a text of the product's own, by its path under `examples/`. */
export type ReadExample = (file: string) => Promise<string>

/** Every example that the list names, in its order. @throws UserError that says which cannot be read */
export async function loadExamples(read: ReadExample): Promise<readonly Example[]> {
  const listed = JSON.parse(await read('index.json')) as readonly Omit<Example, 'pipeline'>[]
  return Promise.all(
    listed.map(async ({ about, file }) => ({
      about,
      file,
      pipeline: parsePipeline(await read(file), lookupStage),
    })),
  )
}

export const fetchExample: ReadExample = async (file) => {
  const response = await fetch(new URL(`examples/${file}`, document.baseURI))
  if (!response.ok) throw new UserError(`The example ${file} could not be loaded (${response.status}).`)
  return response.text()
}
