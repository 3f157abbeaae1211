import { createContext } from 'react'

/** A point on a curve of the same result, by the curve's view. */
export type Marks = Readonly<Record<string, readonly [number, number]>>

/** Lets one view point at others. */
export const MarksContext = createContext<{ readonly marks: Marks; readonly mark: (marks: Marks) => void }>({
  marks: {},
  mark: () => {},
})

/** The node whose result is shown. */
export const ResultContext = createContext('')
