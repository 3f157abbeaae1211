import type { View } from '../../core/view'

type SurfaceView = Extract<View, { kind: 'surface' }>
export type Colour = readonly [red: number, green: number, blue: number]
export type Scheme = 'light' | 'dark'

/** After Okabe and Ito, told apart by colour-blind eyes too; darker on light ground, lighter on dark. */
const CLASSES: Readonly<Record<Scheme, readonly Colour[]>> = {
  light: [
    [0, 114, 178],
    [204, 121, 0],
    [0, 128, 94],
    [176, 82, 135],
    [92, 102, 115],
    [38, 140, 200],
    [140, 118, 0],
    [184, 62, 0],
  ],
  dark: [
    [86, 180, 233],
    [240, 170, 40],
    [50, 196, 150],
    [226, 150, 196],
    [195, 204, 214],
    [64, 140, 240],
    [226, 214, 80],
    [240, 120, 66],
  ],
}

/** Viridis: even steps of lightness, read alike by all eyes and on both grounds. */
const NUMBERS: readonly Colour[] = [
  [68, 1, 84],
  [65, 68, 135],
  [42, 120, 142],
  [34, 168, 132],
  [122, 209, 81],
  [253, 231, 37],
]

/** How many colours the points of numbers are drawn in. */
const SHADES = 12

export const classColour = (index: number, scheme: Scheme): Colour =>
  CLASSES[scheme][index % CLASSES[scheme].length]!

/** @param share 0 to 1, and taken for that beyond */
function numberColour(share: number): Colour {
  const place = Math.min(1, Math.max(0, share)) * (NUMBERS.length - 1)
  const before = NUMBERS[Math.floor(place)]!
  const after = NUMBERS[Math.ceil(place)]!
  const mix = (k: 0 | 1 | 2) => before[k] + (after[k] - before[k]) * (place % 1)
  return [mix(0), mix(1), mix(2)]
}

const shareOf = (value: number, [low, high]: SurfaceView['range']): number =>
  high > low ? (value - low) / (high - low) : 0.5

/** The colour of a cell and how much of it covers the ground; nothing where the model says nothing. */
export function cellColour(view: SurfaceView, cell: number, scheme: Scheme): readonly [Colour, number] {
  const said = view.said[cell]!
  if (Number.isNaN(said)) return [[0, 0, 0], 0]
  if (view.classes.length === 0) return [numberColour(shareOf(said, view.range)), 0.85]
  const chance = 1 / view.classes.length
  const strength = Math.min(1, Math.max(0, (view.certainty[cell]! - chance) / (1 - chance)))
  return [classColour(said, scheme), 0.08 + 0.6 * strength]
}

/** Points that look alike share a group: a class, or a shade of numbers. */
export const groupOf = ({ classes, range }: SurfaceView, truth: number): number =>
  classes.length > 0 ? truth : Math.min(SHADES - 1, Math.max(0, Math.floor(shareOf(truth, range) * SHADES)))

export const groupColour = ({ classes }: SurfaceView, group: number, scheme: Scheme): Colour =>
  classes.length > 0 ? classColour(group, scheme) : numberColour((group + 0.5) / SHADES)

export const css = ([red, green, blue]: Colour): string =>
  `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`

export const scaleOfNumbers = `linear-gradient(to right, ${NUMBERS.map(css).join(', ')})`
