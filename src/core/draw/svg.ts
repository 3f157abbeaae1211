/** Text as it may stand in XML and HTML, in elements and in quoted attributes. Control characters are not allowed in XML. */
export const escapeText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (one) => ('\t\n\r'.includes(one) ? one : '\uFFFD'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element as text. Attributes are escaped; `content` is markup, so text in it has to be escaped before. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}="${escapeText(typeof value === 'number' ? short(value) : value)}"`],
  )
  const open = [name, ...written].join(' ')
  return content === '' ? `<${open}/>` : `<${open}>${content}</${name}>`
}

/** A place to the hundredth, which is finer than a screen. */
const short = (value: number): string => String(Math.round(value * 100) / 100)

export const textAt = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escapeText(text))

export const pathOf = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}`

/** The area between the lower and the upper edge of a band. */
export const areaOf = (
  band: readonly (readonly [x: number, low: number, high: number])[],
  at: (point: readonly [number, number]) => readonly [number, number],
): string =>
  `${pathOf([...band.map(([x, , high]) => at([x, high])), ...band.toReversed().map(([x, low]) => at([x, low]))])}Z`

/** As much of a text as fits so many characters. */
export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text
