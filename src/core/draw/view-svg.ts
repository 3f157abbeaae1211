import type { Series, View, ViewKind } from '../view'
import { drawBars } from './bars'
import { drawConfusion } from './confusion'
import { drawCurve } from './curve'
import { LIGHT, type Palette } from './palette'
import { drawParallel } from './parallel'
import { drawScatter } from './scatter'
import { drawSurface } from './surface'

type Draw<Kind extends ViewKind> = (view: Extract<View, { kind: Kind }>, palette: Palette) => string

/** How every kind of chart is drawn as SVG; figures, tables and files are no charts. */
const DRAWN: { readonly [Kind in ViewKind]?: Draw<Kind> } = {
  curve: drawCurve,
  scatter: drawScatter,
  bars: drawBars,
  confusion: drawConfusion,
  surface: drawSurface,
  parallel: drawParallel,
  threshold: (view, palette) => drawCurve(thresholdCurve(view), palette),
}

/** Whether there is a drawing of views of this kind. */
export const isDrawn = (kind: ViewKind): boolean => DRAWN[kind] !== undefined

/** A chart as SVG that stands alone: title, axes and legend included. Undefined for what is no chart. */
export function viewSvg(view: View, palette: Palette = LIGHT): string | undefined {
  // The table says that the drawing of a kind takes the view of that kind.
  const draw = DRAWN[view.kind] as ((one: View, colours: Palette) => string) | undefined
  return draw?.(view, palette)
}

/** What every threshold gives, as curves over it. */
function thresholdCurve(view: Extract<View, { kind: 'threshold' }>): Extract<View, { kind: 'curve' }> {
  const { positive, positives, stops } = view
  const line = (label: string, height: (stop: (typeof stops)[number]) => number): Series => ({
    label,
    points: stops.map((stop) => [stop.threshold, height(stop)] as const),
  })
  return {
    kind: 'curve',
    title: view.title,
    x: `Probability from which a row is “${positive}”`,
    y: 'Score',
    series: [
      line('Precision', ({ fp, tp }) => tp / (tp + fp)),
      line('Recall', ({ tp }) => tp / positives),
      line('F1', ({ fp, tp }) => (2 * tp) / (tp + fp + positives)),
    ],
  }
}
