/** The colours of a drawing. */
export interface Palette {
  readonly ink: string
  readonly dim: string
  readonly line: string
  readonly paper: string
  readonly sunken: string
  readonly accent: string
  readonly warm: string
  /** Told apart by most eyes. */
  readonly series: readonly string[]
}

/** The page's light scheme, for drawings that stand alone. */
export const LIGHT: Palette = {
  ink: '#1b2430',
  dim: '#5f6b79',
  line: '#dce1e8',
  paper: '#ffffff',
  sunken: '#f1f3f6',
  accent: '#2765a8',
  warm: '#ad5510',
  series: ['#2d72b8', '#ad5510', '#20744a', '#7a4fb3', '#b03a6a', '#8a6100', '#0f7b83', '#4b5fc0'],
}

const DARK: Palette = {
  ink: '#dfe5ec',
  dim: '#a1adba',
  line: '#2b343f',
  paper: '#1a2129',
  sunken: '#151b22',
  accent: '#7fb0e2',
  warm: '#e39a5a',
  series: ['#6ba6e0', '#e39a5a', '#6cc295', '#b493e3', '#e58bb0', '#d6ad4f', '#5cbcc2', '#97a6ee'],
}

const named = ({ series, ...colours }: Palette): (readonly [string, string])[] => [
  ...Object.entries(colours),
  ...series.map((colour, i) => [`series-${i}`, colour] as const),
]

const declared = (palette: Palette): string =>
  named(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')

/** Both schemes as style rules, for a page whose drawings take `VARIABLES`. Paper is always printed light. */
export const schemeRules = (): string =>
  `:root{color-scheme:light dark;${declared(LIGHT)}}` +
  `@media screen and (prefers-color-scheme:dark){:root{${declared(DARK)}}}`

/** Colours that follow the page's scheme. */
export const VARIABLES: Palette = {
  ink: 'var(--ink)',
  dim: 'var(--dim)',
  line: 'var(--line)',
  paper: 'var(--paper)',
  sunken: 'var(--sunken)',
  accent: 'var(--accent)',
  warm: 'var(--warm)',
  series: LIGHT.series.map((_, i) => `var(--series-${i})`),
}
