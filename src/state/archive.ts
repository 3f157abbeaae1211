import { UserError } from '../core/errors'
import { begin } from './beginning'
import { current } from './history'
import type { Session } from './session'

/** Pipeline and data in one file, to send to somebody. @throws UserError when data are no longer here */
export async function packOpen({ engine, pipeline }: Pick<Session, 'engine' | 'pipeline'>): Promise<Blob> {
  return engine.pack(pipeline.getState().pipeline)
}

/** The same of a kept pipeline. */
export async function packKept(
  { engine, keeping, pipeline, shelf }: Pick<Session, 'engine' | 'keeping' | 'pipeline' | 'shelf'>,
  id: string,
): Promise<Blob> {
  if (keeping.getState().id === id) return packOpen({ engine, pipeline })
  const history = await shelf.load(id)
  if (!history) throw new UserError('This pipeline is no longer in this browser.')
  return engine.pack(current(history))
}

export interface OpenedArchive {
  /** The pipeline that was left, if one was. */
  readonly before: string | undefined
  /** What the person must know of its files, in words. */
  readonly notes: readonly string[]
}

/** Opens an archive: its data are kept here, and its pipeline is put on the canvas. @throws UserError in words */
export async function openArchive(session: Session, zip: Blob): Promise<OpenedArchive> {
  const { missing, pipeline, unkept } = await session.engine.unpack(zip)
  const notes = [
    ...missing.map((name) => `The archive lacks ${name}: choose it in its source node.`),
    ...unkept.map((name) => `This browser has no room for ${name}: after a reload, open the archive again.`),
  ]
  return { before: await begin(session, `Open ${pipeline.name}`, pipeline), notes }
}

export const isArchiveName = (name: string): boolean => /\.zip$/i.test(name)
