import type { History } from './history'
import type { Pipeline } from '../core/pipeline/pipeline'
import type { Sketch } from '../core/pipeline/sketch'

/** What is told of a kept pipeline without opening it. */
export interface Card {
  readonly id: string
  readonly name: string
  /** When it was changed last, in milliseconds since 1970. */
  readonly changed: number
  readonly sketch: Sketch
  /** When it was deleted; it can be brought back until it is purged. */
  readonly deleted?: number
}

/** A pipeline as it stood when the person gave that a name. */
export interface Version {
  readonly id: string
  /** Whose version it is. */
  readonly of: string
  readonly name: string
  readonly made: number
  readonly pipeline: Pipeline
}

/** By model's node, the results that judged it on its test rows: each is one look. */
export type Looks = Readonly<Record<string, readonly string[]>>

/** Where pipelines are kept, each with its whole history and its named versions. Promises resolve when it is safe. */
export interface Shelf {
  /** Every pipeline, deleted ones too, the newest first. */
  cards(): Promise<Card[]>
  load(id: string): Promise<History | undefined>
  /** Also brings back what was deleted. */
  save(id: string, history: History): Promise<void>
  /** Marks as deleted, or with null as not deleted. */
  mark(id: string, deleted: number | null): Promise<void>
  /** Deletes for good, with all versions. */
  purge(id: string): Promise<void>
  /** Looks at test rows, by model. */
  looks(id: string): Promise<Looks>
  saveLooks(id: string, looks: Looks): Promise<void>
  /** The newest first. */
  versions(of: string): Promise<Version[]>
  saveVersion(version: Version): Promise<void>
  dropVersion(version: Version): Promise<void>
  /** Every pipeline that any history or version holds, one at a time. */
  everything(): AsyncIterable<Pipeline>
}
