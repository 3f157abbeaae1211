import { useEffect, useMemo, useReducer, useState } from 'react'
import type { RowWindow } from '../../state/hooks'
import { createWindows, type Windows } from './windows'

interface Shown {
  readonly result: string
  readonly windows: Windows
}

export type LoadRows = (offset: number, count: number) => Promise<RowWindow>

/** The rows that `load` gives for a result. What is shown changes when the first rows of a new result are there. */
export function useWindows(result: string, load: LoadRows): Windows {
  const [shown, setShown] = useState<Shown | null>(null)
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  const fresh: Shown = useMemo(() => {
    const windows: Windows = createWindows(load, () => {
      setShown({ result, windows })
      redraw()
    })
    return { result, windows }
  }, [load, result])
  useEffect(() => fresh.windows.want(0, 0), [fresh])
  return (shown ?? fresh).windows
}
