import { useEffect, useRef, type CSSProperties } from 'react'
import type { SurfaceAxis, View } from '../../core/view'
import { cellsOf } from './surface-axis'
import { cellColour, type Scheme } from './surface-colours'

interface Props {
  readonly view: Extract<View, { kind: 'surface' }>
  readonly scheme: Scheme
  readonly style: CSSProperties
}

/** Stretching blurs over one pixel of the image: between numbers that is wanted, between levels it is kept thin. */
const pixelsPerCell = (axis: SurfaceAxis): number => (axis.kind === 'level' ? 16 : 1)

/** What the model says, as an image with a few pixels to a cell that the browser stretches. */
export function SurfaceGround({ scheme, style, view }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const drawn = canvas.current?.getContext('2d')
    if (!drawn) return
    const [wide, high] = [cellsOf(view.x), cellsOf(view.y)]
    const [dx, dy] = [pixelsPerCell(view.x), pixelsPerCell(view.y)]
    const image = new ImageData(wide * dx, high * dy)
    for (let row = 0; row < image.height; row++) {
      const upwards = high - 1 - Math.floor(row / dy)
      for (let col = 0; col < image.width; col++) {
        const [colour, cover] = cellColour(view, upwards * wide + Math.floor(col / dx), scheme)
        image.data.set([...colour, Math.round(cover * 255)], (row * image.width + col) * 4)
      }
    }
    drawn.canvas.width = image.width
    drawn.canvas.height = image.height
    drawn.putImageData(image, 0, 0)
  }, [scheme, view])
  return <canvas ref={canvas} style={style} />
}
