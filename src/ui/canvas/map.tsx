import { Panel, useReactFlow, useStore, type ReactFlowState } from '@xyflow/react'
import { useEffect, useMemo, useRef, type PointerEvent } from 'react'
import { outlineOf, unite, type Box } from './outline'

const nodesIn = (state: ReactFlowState) => state.nodes
const transformIn = (state: ReactFlowState) => state.transform
const widthIn = (state: ReactFlowState) => state.width
const heightIn = (state: ReactFlowState) => state.height
/** On a small canvas it would be in the way. */
const hasRoom = ({ height, width }: ReactFlowState) => width > 640 && height > 520

const frameOf = ({ height, width, x, y }: Box): string => `M${x},${y}h${width}v${height}h${-width}z`

/** How far a wheel's turn zooms, as in React Flow. */
const WHEEL = 0.002

/**
 * The whole canvas in a corner; a click or a drag goes there, the wheel zooms. All nodes are one path: React Flow's own
 * map has an element and a subscription for every node, which is felt with hundreds of nodes.
 */
export function CanvasMap() {
  return useStore(hasRoom) && <Overview />
}

function Overview() {
  const svg = useRef<SVGSVGElement>(null)
  const nodes = useStore(nodesIn)
  const [left, top, zoom] = useStore(transformIn)
  const [width, height] = [useStore(widthIn), useStore(heightIn)]
  const { getZoom, setCenter, zoomTo } = useReactFlow()
  const { bounds, frames, stages } = useMemo(() => outlineOf(nodes), [nodes])
  const view = { x: -left / zoom, y: -top / zoom, width: width / zoom, height: height / zoom }
  const all = bounds ? unite(bounds, view) : view
  const space = Math.max(all.width / 40, all.height / 24)
  const drawn = {
    x: all.x - space,
    y: all.y - space,
    width: all.width + 2 * space,
    height: all.height + 2 * space,
  }
  // The view may take the map's edge along: a drag goes by the map as it was when it began.
  const held = useRef<DOMMatrix | null>(null)
  const goTo = ({ clientX, clientY }: PointerEvent) => {
    if (!held.current) return
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(held.current)
    void setCenter(x, y, { zoom: getZoom() })
  }
  useEffect(() => {
    const at = svg.current
    const turn = (event: WheelEvent) => {
      event.preventDefault()
      void zoomTo(getZoom() * 2 ** (-event.deltaY * WHEEL))
    }
    at?.addEventListener('wheel', turn, { passive: false })
    return () => at?.removeEventListener('wheel', turn)
  }, [getZoom, zoomTo])
  return (
    <Panel position="bottom-right" className="map">
      <svg
        ref={svg}
        role="img"
        aria-label="Map of the canvas"
        viewBox={`${drawn.x} ${drawn.y} ${drawn.width} ${drawn.height}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          held.current = event.currentTarget.getScreenCTM()?.inverse() ?? null
          goTo(event)
        }}
        onPointerMove={goTo}
        onPointerUp={() => (held.current = null)}
        onPointerCancel={() => (held.current = null)}
      >
        <path className="map-frames" d={frames} />
        <path className="map-stages" d={stages} />
        <path
          className="map-mask"
          fillRule="evenodd"
          d={`M${drawn.x - drawn.width},${drawn.y - drawn.height}h${3 * drawn.width}v${3 * drawn.height}h${-3 * drawn.width}z${frameOf(view)}`}
        />
      </svg>
    </Panel>
  )
}
