import type { ParamValues } from './params'
import type { SearchValues } from './search'
import type { Select } from './select'

/** A result as plain data that a chart draws. A stage makes them; only a new kind touches the charts. */
export type View = Drawing & {
  /** Of a result about several models: the name of the one that this view is of. The page shows one at a time. */
  readonly of?: string
}

/** A model that no node makes: that of the node `beside`, with `stage` in place of its learner. */
export interface ModelBeside {
  readonly stage: string
  readonly beside: string
}

type Drawing =
  | {
      readonly kind: 'figures'
      readonly title: string
      readonly figures: readonly Figure[]
      readonly note?: string
    }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly columns: readonly string[]
      readonly rows: readonly (readonly (string | number | null)[])[]
      /** Where rows are about models: the node that the model of each comes out of, null for one that comes of none. */
      readonly models?: readonly (string | ModelBeside | null)[]
      /** The rows that each row of the table is about. */
      readonly select?: Select
    }
  | {
      readonly kind: 'confusion'
      readonly title: string
      readonly classes: readonly string[]
      /** counts[truth][predicted] */
      readonly counts: readonly (readonly number[])[]
      readonly select?: Select
    }
  | {
      readonly kind: 'curve'
      readonly title: string
      readonly x: string
      readonly y: string
      readonly series: readonly Series[]
      readonly reference?: 'diagonal' | number
      /** Where the marks of `select` lie. */
      readonly marks?: readonly (readonly [number, number])[]
      readonly select?: Select
    }
  | {
      readonly kind: 'scatter'
      readonly title: string
      readonly x: string
      readonly y: string
      readonly points: readonly (readonly [number, number])[]
      /** Points of a kind share a colour: a label for each kind, and the kind of every point. */
      readonly groups?: { readonly labels: readonly string[]; readonly of: readonly number[] }
      /** The marks of `select` are single rows, and x may be any of their raw columns instead. */
      readonly across?: true
      /** A line to compare with: where both are alike, or a height. */
      readonly reference?: 'diagonal' | number
      readonly note?: string
      readonly select?: Select
    }
  | {
      readonly kind: 'bars'
      readonly title: string
      readonly x: string
      readonly bars: readonly BarOf[]
      readonly note?: string
      readonly select?: Select
    }
  | {
      /** What every threshold between two classes would give. */
      readonly kind: 'threshold'
      readonly title: string
      readonly positive: string
      readonly negative: string
      /** Rows of each class. */
      readonly positives: number
      readonly negatives: number
      /** The stop that the model itself decides by. */
      readonly start: number
      /** The threshold that the model was given, or that each fold has its own; without it the larger probability decides. */
      readonly own?: number | 'each'
      /** From the highest threshold down: how many rows of each class are at or above it. */
      readonly stops: readonly { readonly threshold: number; readonly tp: number; readonly fp: number }[]
      /** Where every stop lies on other views, by their id. */
      readonly curves: Readonly<Record<string, readonly (readonly [number, number])[]>>
      /** The rows that it looks at, by the name that the task gave them, and the code of the positive class. */
      readonly select?: { readonly rows: string; readonly positive: number }
    }
  | {
      /** What a model says for every pair of values of two columns, and some rows as they are. */
      readonly kind: 'surface'
      readonly title: string
      readonly x: SurfaceAxis
      readonly y: SurfaceAxis
      /** The column that is predicted. */
      readonly target: string
      /** Labels, for a target with classes; empty for numbers. */
      readonly classes: readonly string[]
      /** cells of y x cells of x, row-major: the class decided on, or the number. NaN where nothing is said. */
      readonly said: Float64Array
      /** For classes: the probability of each `said`. */
      readonly certainty: Float64Array
      /** For numbers: what the ends of the scale of colours stand for. */
      readonly range: readonly [number, number]
      readonly points: readonly SurfacePoint[]
      readonly note: string
    }
  | {
      /** Points of many dimensions, a line for each. */
      readonly kind: 'parallel'
      readonly title: string
      /** The last one is what the others lead to. */
      readonly axes: readonly ParallelAxis[]
      /** A number per axis; of an axis with levels, the place of one. */
      readonly lines: readonly { readonly label: string; readonly values: readonly number[] }[]
      /** The line that stands out. */
      readonly best?: number
      readonly note?: string
    }
  | {
      /** What a search would write to the nodes, by one act. */
      readonly kind: 'proposal'
      readonly title: string
      readonly values: SearchValues
      /** A stage that takes the place of a node's own. What proposed it is then bypassed: it has done its work. */
      readonly stage?: { readonly node: string; readonly stage: string; readonly params: ParamValues }
    }
  | {
      /** Trees as they ask. Large ones are cut, and of many only some are there; `note` says so. */
      readonly kind: 'tree'
      readonly title: string
      /** What the values of a node are of: one name, or classes. */
      readonly labels: readonly string[]
      /** How impurity is measured; nothing where nodes have none. */
      readonly impurity?: string
      readonly features: readonly string[]
      readonly trees: readonly DrawnTree[]
      readonly rows: readonly TracedRow[]
      readonly note?: string
    }
  | {
      readonly kind: 'file'
      readonly title: string
      readonly name: string
      readonly type: string
      readonly bytes: Uint8Array
    }

export type ViewKind = View['kind']

export interface DrawnTree {
  readonly title: string
  /** The root first. */
  readonly nodes: readonly DrawnNode[]
}

export interface DrawnNode {
  readonly rows: number
  /** One for each label; none where a node says nothing. */
  readonly values: readonly number[]
  readonly impurity?: number
  /** What is true of rows that go left, and the feature that is asked for; nothing for a leaf. */
  readonly question?: string
  readonly feature?: number
  /** The left child's place among the nodes, the right one's is the next; nothing where the tree is cut. */
  readonly left?: number
}

/** A row whose way can be followed. */
export interface TracedRow {
  readonly label: string
  /** By feature. */
  readonly cells: readonly string[]
  /** The last node on its way, for each tree. */
  readonly ends: readonly number[]
}

/** One number with its name in the field; `value` is NaN where it is not defined, `note` says why. */
export interface Figure {
  readonly name: string
  readonly title: string
  readonly value: number
  readonly note?: string
  /** 95%, from and to. */
  readonly interval?: readonly [number, number]
}

export interface ParallelAxis {
  readonly title: string
  /** The node whose parameter it is, and what to call that where nobody has given it another name. */
  readonly of?: { readonly node: string; readonly title: string }
  readonly log?: boolean
  readonly levels?: readonly string[]
  readonly lessIsBetter?: boolean
}

export interface Series {
  readonly label: string
  /** Points by themselves, without a line through them. */
  readonly dots?: boolean
  /** A thin line, beside others that count more. */
  readonly thin?: boolean
  readonly points: readonly (readonly [number, number])[]
  /** How far the line may be off at an x: an area behind it, in its colour. */
  readonly band?: readonly Band[]
  readonly note?: string
}

export interface BarOf {
  readonly label: string
  readonly value: number
  /** How far the value may be off to both sides; drawn as an error bar. */
  readonly off?: number
}

export type Band = readonly [x: number, low: number, high: number]

/** Numbers from `low` to `high`, cut into `steps` cells of the same width; or a cell for every level. */
export type SurfaceAxis =
  | {
      readonly kind: 'number'
      readonly column: string
      readonly low: number
      readonly high: number
      readonly steps: number
    }
  | { readonly kind: 'level'; readonly column: string; readonly levels: readonly string[] }

/** A row on a surface: places are numbers, or indices of levels; `truth` is an index into the classes, or a number. */
export interface SurfacePoint {
  readonly x: number
  readonly y: number
  readonly truth: number
  readonly role: 'train' | 'test'
}
