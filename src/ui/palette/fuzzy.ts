/** How well `query` fits `text`: its letters in order, better when they are together and begin words; null when not. */
function fuzzyScore(query: string, text: string): number | null {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '')
  const there = text.toLowerCase()
  const whole = there.indexOf(query.trim().toLowerCase())
  if (whole >= 0) return 1000 - whole - there.length / 100
  let score = 0
  let at = -1
  for (const letter of wanted) {
    const next = there.indexOf(letter, at + 1)
    if (next < 0) return null
    if (next === at + 1) score += 4
    else if (next === 0 || !/[\p{L}\p{N}]/u.test(there[next - 1]!)) score += 3
    else score -= Math.min(next - at, 8) / 4
    at = next
  }
  return score - there.length / 100
}

export interface Searched {
  readonly title: string
  readonly id: string
  readonly summary: string
}

/** Those that fit, best first: by title, by id, and by the words of the summary. */
export function fuzzySearch<T extends Searched>(query: string, all: readonly T[]): T[] {
  if (query.trim() === '') return [...all]
  const scored = all.flatMap((one) => {
    const words = one.summary.toLowerCase().includes(query.trim().toLowerCase()) ? -500 : null
    const scores = [fuzzyScore(query, one.title), less(fuzzyScore(query, one.id)), words]
    const found = scores.filter((score) => score !== null)
    return found.length > 0 ? [{ one, score: Math.max(...found) }] : []
  })
  return scored.sort((a, b) => b.score - a.score).map(({ one }) => one)
}

const less = (score: number | null): number | null => (score === null ? null : score - 5)
