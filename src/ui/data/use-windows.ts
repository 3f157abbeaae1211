import { useEffect, useMemo, useReducer, useState } from 'react'
import { useSession } from '../session'
import { createWindows, type Windows } from './windows'

interface Shown {
  readonly result: string
  readonly windows: Windows
}

/** The rows of a node's output. What is shown changes when the first rows of a new result are there. */
export function useWindows(node: string, port: string, result: string): Windows {
  const { engine } = useSession()
  const [shown, setShown] = useState<Shown | null>(null)
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  const fresh: Shown = useMemo(() => {
    const windows: Windows = createWindows(
      (offset, count) => engine.rows(node, port, offset, count),
      () => {
        setShown({ result, windows })
        redraw()
      },
    )
    return { result, windows }
  }, [engine, node, port, result])
  useEffect(() => fresh.windows.want(0, 0), [fresh])
  return (shown ?? fresh).windows
}
