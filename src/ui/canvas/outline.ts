import type { Node } from '@xyflow/react'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The smallest box around both. */
export function unite(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

/** The outlines of all frames and of all stages, each as one SVG path, and the box around them, if any was measured. */
export function outlineOf(nodes: readonly Node[]) {
  let [frames, stages] = ['', '']
  let bounds: Box | undefined
  for (const { measured, position, type, ...node } of nodes) {
    const width = measured?.width ?? node.width
    const height = measured?.height ?? node.height
    if (width === undefined || height === undefined) continue
    const path = `M${position.x},${position.y}h${width}v${height}h${-width}z`
    if (type === 'frame') frames += path
    else stages += path
    const box = { ...position, width, height }
    bounds = bounds ? unite(bounds, box) : box
  }
  return { bounds, frames, stages }
}
