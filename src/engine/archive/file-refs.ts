import type { FileRef } from '../../core/params'
import type { Pipeline } from '../../core/pipeline/pipeline'
import { isFileRef } from '../job-files'

/** Every file that a pipeline's parameters name, once each. */
export function fileRefsOf({ nodes }: Pick<Pipeline, 'nodes'>): FileRef[] {
  const refs = nodes.flatMap(({ params }) => Object.values(params).filter(isFileRef))
  return [...new Map(refs.map((ref) => [ref.hash, ref])).values()]
}
