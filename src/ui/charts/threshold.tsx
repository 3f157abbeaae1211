import { Slider } from '@mantine/core'
import { use, useEffect, useState } from 'react'
import { figure } from '../words'
import { ConfusionView } from './confusion'
import { FiguresView } from './figures'
import { MarksContext } from './marks'
import { confusionAt, figuresAt } from './threshold-figures'
import { ownWords } from './threshold-words'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

/** A look at what another threshold would give: counts, figures, and its place on the curves beside. */
export default function ThresholdView({ view }: ViewOf<'threshold'>) {
  const [at, setAt] = useState(view.start)
  const { mark } = use(MarksContext)
  const { curves, positive, stops } = view
  const last = stops.length - 1
  const index = Math.min(at, last)
  useEffect(() => {
    mark(Object.fromEntries(Object.entries(curves).map(([id, points]) => [id, points[index]!])))
    return () => mark({})
  }, [curves, index, mark])
  const stop = stops[index]!
  const words = figure(stop.threshold)
  return (
    <>
      <div className={styles.slide}>
        <p>
          “{positive}” from a probability of <strong className="numbers">{words}</strong>
        </p>
        <Slider
          min={0}
          max={last}
          inverted
          label={null}
          value={last - index}
          thumbProps={{ 'aria-valuetext': words }}
          thumbLabel="Threshold"
          onChange={(value) => setAt(last - value)}
        />
      </div>
      <div className={styles.at}>
        <FiguresView view={{ kind: 'figures', title: view.title, figures: figuresAt(view, stop) }} />
        <ConfusionView view={confusionAt(view, stop)} />
      </div>
      <p className={styles.note}>This only looks. {ownWords(view.own)}</p>
    </>
  )
}
