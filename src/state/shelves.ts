import type { DBSchema, IDBPTransaction } from 'idb'
import type { Entry, History } from './history'
import type { Card, Looks, Version } from './shelf'

/** A pipeline with its history, as it was kept in one piece. */
export interface Whole extends History {
  /** The version of the pipelines' format. */
  readonly version: number
}

/** The same with every entry beside it, so that an act writes its own entry and not two hundred. */
interface Parts {
  readonly version: number
  readonly at: number
  /** The keys of the entries. */
  readonly steps: readonly string[]
}

type Work = Whole | Parts

/** By pipeline and key. */
export const stepsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []])

export interface Shelves extends DBSchema {
  work: { key: string; value: Work }
  /** The entries of histories. */
  steps: { key: [of: string, key: string]; value: Entry }
  cards: { key: string; value: Card }
  versions: { key: [of: string, id: string]; value: Version }
  looks: { key: string; value: Looks }
}

export const NAMES = ['work', 'steps', 'cards', 'versions', 'looks'] as const
export type ShelfNames = (typeof NAMES)[number][]

export type Reading = IDBPTransaction<Shelves, ShelfNames, 'readonly' | 'readwrite'>
export type Writing = IDBPTransaction<Shelves, ShelfNames, 'readwrite'>
