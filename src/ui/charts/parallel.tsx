import { Button, RangeSlider } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { Choice } from '../choice'
import { ParallelAxes } from './parallel-axes'
import { findNode, nodeTitle } from '../../core/pipeline/pipeline'
import { lookupStage } from '../../state/stages'
import { useGraph } from '../session'
import { parallelWords, ranks, scaleName, scalesOf, within, type Brush } from './parallel-lines'
import type { ViewOf } from './view-card'
import styles from './parallel.module.css'

const HEIGHT = 280
const TOP = 24
const BOTTOM = 56
const SIDE = 56

/** A line for every trial over all axes; a stretch of an axis that is brushed keeps the lines that run through it. */
export default function ParallelView({ view }: ViewOf<'parallel'>) {
  const { axes, best, lines, note } = view
  const { ref, width } = useElementSize()
  const [brushes, setBrushes] = useState<ReadonlyMap<number, Brush>>(new Map())
  const pipeline = useGraph()
  const scales = useMemo(() => {
    const nameOf = (id: string) => {
      const node = findNode(pipeline, id)
      return node && nodeTitle(node, lookupStage)
    }
    return scalesOf(view, nameOf)
  }, [pipeline, view])
  const places = useMemo(
    () => lines.map(({ values }) => values.map((value, d) => scales[d]!.place(value))),
    [lines, scales],
  )
  const sign = axes.at(-1)?.lessIsBetter ? -1 : 1
  const colours = useMemo(() => ranks(lines.map(({ values }) => sign * values.at(-1)!)), [lines, sign])
  const shown = within(places, brushes)
  const step = (width - 2 * SIDE) / Math.max(1, scales.length - 1)
  const x = (axis: number) => SIDE + axis * step
  const y = (place: number) => TOP + (1 - place) * (HEIGHT - TOP - BOTTOM)
  const path = (line: readonly number[]) => `M${line.map((place, d) => `${x(d)},${y(place)}`).join('L')}`
  const brush = (axis: number, next: Brush | null) => {
    const others = [...brushes].filter(([one]) => one !== axis)
    setBrushes(new Map(next ? [...others, [axis, next]] : others))
  }
  const order = [...lines.keys()].sort((a, b) => Number(a === best) - Number(b === best) || a - b)
  return (
    <>
      <div ref={ref} className={styles.plot} style={{ height: HEIGHT }}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={parallelWords(view, scales)}>
            {order.map((i) => (
              <path
                key={lines[i]!.label}
                className={styles.line}
                d={path(places[i]!)}
                data-best={i === best || undefined}
                data-out={!shown[i] || undefined}
                style={shown[i] && i !== best ? { stroke: shade(colours[i]!) } : undefined}
              />
            ))}
            <ParallelAxes scales={scales} brushes={brushes} x={x} y={y} step={step} onBrush={brush} />
          </svg>
        )}
      </div>
      <BrushControls
        titles={scales.map(scaleName)}
        words={(axis, place) => scales[axis]!.words(place)}
        brushes={brushes}
        onBrush={brush}
        onClear={() => setBrushes(new Map())}
      />
      <p className={styles.note} role="status">
        {shown.filter(Boolean).length} of {lines.length} trials{brushes.size > 0 && ' within what is brushed'}
        .{note && ` ${note}`}
      </p>
    </>
  )
}

/** The better it ends, the stronger. */
const shade = (rank: number): string =>
  `color-mix(in oklab, var(--accent) ${Math.round(rank * 100)}%, var(--line-strong))`

interface ControlsProps {
  readonly titles: readonly string[]
  readonly words: (axis: number, place: number) => string
  readonly brushes: ReadonlyMap<number, Brush>
  readonly onBrush: (axis: number, brush: Brush | null) => void
  readonly onClear: () => void
}

/** The same brushes by keys. */
function BrushControls({ brushes, onBrush, onClear, titles, words }: ControlsProps) {
  const [axis, setAxis] = useState(titles.length - 1)
  const at = Math.min(axis, titles.length - 1)
  const [low, high] = brushes.get(at) ?? [0, 1]
  return (
    <div className={styles.controls}>
      <Choice
        size="xs"
        aria-label="Axis to brush"
        allowDeselect={false}
        data={titles.map((label, value) => ({ value: String(value), label }))}
        value={String(at)}
        onChange={(next) => setAxis(Number(next))}
      />
      <RangeSlider
        className={styles.slider ?? ''}
        size="sm"
        min={0}
        max={1}
        step={0.01}
        minRange={0}
        label={(place) => words(at, place)}
        thumbFromLabel={`Least ${titles[at]}`}
        thumbToLabel={`Most ${titles[at]}`}
        value={[low, high]}
        onChange={([from, to]) => onBrush(at, from > 0 || to < 1 ? [from, to] : null)}
      />
      <Button size="compact-xs" variant="default" disabled={brushes.size === 0} onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}
