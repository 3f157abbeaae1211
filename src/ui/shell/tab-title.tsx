import { useEffect, useState } from 'react'
import { nodeTitle } from '../../core/pipeline/pipeline'
import { lookupStage } from '../../state/stages'
import { useGraph, usePipeline, useRun } from '../session'
import { timeLeft } from '../words'

/** The title of the tab: the pipeline's name, and how far a run is, for those who look at another tab meanwhile. */
export function TabTitle() {
  const name = usePipeline(({ pipeline }) => pipeline.name)
  const { nodes } = useGraph()
  const running = useRun((state) => state.running)
  const far = useRun(({ statuses }) => {
    const node = nodes.find(({ id }) => statuses[id]?.state === 'running')
    if (!node) return ''
    const { fraction, remaining } = statuses[node.id]!
    const percent = fraction === undefined ? '' : `${Math.floor(fraction * 100)}% `
    const left = remaining === undefined ? '' : `, ${timeLeft(remaining)}`
    return `${percent}${nodeTitle(node, lookupStage)}${left}`
  })
  const isUnseen = useUnseen(running)
  const state = running ? `${far || 'Running'} – ` : isUnseen ? 'Finished – ' : ''
  const title = `${state}${name} – Trainyard`
  useEffect(() => void (document.title = title), [title])
  return null
}

/** True from when a run ends in a tab that nobody looks at until somebody does. */
function useUnseen(running: boolean): boolean {
  const [isUnseen, setUnseen] = useState(false)
  const [was, setWas] = useState(running)
  if (was !== running) {
    setWas(running)
    setUnseen(!running && document.hidden)
  }
  useEffect(() => {
    const see = () => {
      if (!document.hidden) setUnseen(false)
    }
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [])
  return isUnseen
}
