import { closeSync, openSync, writeSync } from 'node:fs'

const CITIES = ['Berlin', 'Lagos', 'Lima', 'Oslo', 'Quito', 'Seoul', 'São Paulo', 'Turin']
const PLANS = ['basic', 'plus', 'premium']
const NOTES = [
  'asked for a refund',
  'moved, then came back',
  'said "call later"',
  'no answer',
  'two lines\nof text',
]

/** Writes a CSV as people have them: integers, decimals, categories, dates, quoted text, missing cells. */
export function mixedCsv(path: string, rows: number, repeats = 1): void {
  const file = openSync(path, 'w')
  const next = generator()
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!
  const names = 'id,age,income,score,ratio,city,plan,signup,active,note,balance'.split(',')
  const header = Array.from({ length: repeats }, (_, i) => names.map((name) => (i ? `${name}${i}` : name)))
  writeSync(file, `${header.flat().join(',')}\n`)
  let lines: string[] = []
  for (let row = 0; row < rows; row++) {
    const cells: (string | number)[] = []
    for (let i = 0; i < repeats; i++) {
      const day = new Date(1.5e12 + Math.floor(next() * 2e11)).toISOString().slice(0, 10)
      const note = next() < 0.5 ? `${pick(NOTES)} ${Math.floor(next() * 1e6)}` : ''
      cells.push(
        row + 1,
        next() < 0.05 ? '' : 18 + Math.floor(next() * 70),
        (next() * 100_000).toFixed(2),
        (next() * 10 - 5).toFixed(6),
        next() < 0.02 ? '' : next().toFixed(9),
        pick(CITIES),
        pick(PLANS),
        day,
        next() < 0.5 ? 'true' : 'false',
        /[",\n]/.test(note) ? `"${note.replaceAll('"', '""')}"` : note,
        (next() * 2e4 - 1e4).toFixed(3),
      )
    }
    lines.push(cells.join(','))
    if (lines.length < 10_000 && row < rows - 1) continue
    writeSync(file, `${lines.join('\n')}\n`)
    lines = []
  }
  closeSync(file)
}

/** The same numbers from 0 to 1 every time (mulberry32). */
function generator(): () => number {
  let state = 7
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
