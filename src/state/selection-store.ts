import { createStore } from 'zustand/vanilla'

export type Dialog = 'help' | 'commands' | 'examples' | 'pipelines' | 'versions'

export interface Look {
  readonly at: 'everything' | 'life-size'
}

/** What the person looks at. Looking is no act: undo does not know of it. */
export interface SelectionState {
  readonly nodes: readonly string[]
  /** Keys of wires, as `wireKey` makes them. */
  readonly wires: readonly string[]
  readonly frames: readonly string[]
  /** Whether nodes are being dragged, or one that was not chosen before is pressed and may be. */
  readonly held: 'pressed' | 'dragged' | null
  /** The node whose name is being typed on the canvas. */
  readonly renaming: string | null
  /** The tab that the person chose in the results, by node. */
  readonly tabs: Readonly<Record<string, string>>
  /** How the canvas was asked to show itself; a new object for every request. */
  readonly looked: Look
  /** The dialog that is open. */
  readonly dialog: Dialog | null
  select(nodes: readonly string[], wires?: readonly string[], frames?: readonly string[]): void
  look(at: Look['at']): void
  open(dialog: Dialog | null): void
  rename(node: string | null): void
  hold(how: SelectionState['held']): void
  chooseTab(node: string, tab: string): void
}

export const createSelectionStore = () =>
  createStore<SelectionState>()((set) => ({
    nodes: [],
    wires: [],
    frames: [],
    held: null,
    renaming: null,
    tabs: {},
    looked: { at: 'everything' },
    dialog: null,
    select: (nodes, wires = [], frames = []) =>
      set((before) => ({
        nodes: kept(before.nodes, nodes),
        wires: kept(before.wires, wires),
        frames: kept(before.frames, frames),
      })),
    look: (at) => set({ looked: { at } }),
    open: (dialog) => set({ dialog }),
    hold: (held) => set({ held }),
    rename: (renaming) => set({ renaming }),
    chooseTab: (node, tab) => set(({ tabs }) => ({ tabs: { ...tabs, [node]: tab } })),
  }))

/** The list that is there where the new one says the same, so that nobody draws it again. */
const kept = (before: readonly string[], now: readonly string[]): readonly string[] =>
  before.length === now.length && before.every((id, i) => id === now[i]) ? before : now

export type SelectionStore = ReturnType<typeof createSelectionStore>
