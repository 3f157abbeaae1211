import { parsePipeline } from '../core/pipeline/file'
import { lookupStage } from '../stages/descriptions'
import { unpackArchive, type Unpacked } from '../engine/archive/unpack'
import { readBytes } from './files'

export type Opened = Pick<Unpacked, 'pipeline' | 'bytes'>

/** A pipeline from its file, or from an archive that holds its data too. @throws UserError in words */
export async function readPipeline(path: string): Promise<Opened> {
  const bytes = readBytes(path)
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip) return unpackArchive(bytes)
  return { pipeline: parsePipeline(new TextDecoder().decode(bytes), lookupStage), bytes: () => undefined }
}
