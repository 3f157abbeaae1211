import type { BeforeAfter } from '../../state/hooks'
import { count } from '../words'

/** Rows and columns in and out, in words. */
export function changeWords({
  columns,
  ends,
  excluded,
  rows,
  width,
}: BeforeAfter): { title: string; words: string }[] {
  if (ends)
    return [
      { title: 'Rows in', words: count(rows[0]) },
      { title: 'Columns in', words: count(width[0]) },
      { title: 'Out', words: 'No rows: it looks at them and leaves them as they are' },
    ]
  const number = (change: string) => columns.filter((one) => one.change === change).length
  const parts = ['changed', 'made', 'lost'].map((change) => `${count(number(change))} ${change}`)
  const kept = width[1] - number('changed') - number('made')
  const put = excluded[1] - excluded[0]
  return [
    {
      title: 'Rows',
      words: `${arrow(rows)}${rows[1] < rows[0] ? `, ${count(rows[0] - rows[1])} lost` : ''}`,
    },
    ...(put > 0 ? [{ title: 'Left out of training', words: count(put) }] : []),
    { title: 'Columns', words: `${arrow(width)}: ${parts.join(', ')}, ${count(kept)} as before` },
  ]
}

const arrow = ([before, after]: readonly [number, number]): string =>
  before === after ? count(after) : `${count(before)} → ${count(after)}`
