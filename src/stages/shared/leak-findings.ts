import type { View } from '../../core/view'
import type { Shuffled } from './leak-fits'
import type { Straddling } from './leak-rows'
import { NEAR_PERFECT } from './leak-columns'

/** What one check of the audit found, in words. */
export interface Finding {
  readonly check: string
  readonly problem: boolean
  readonly found: string
  readonly cure?: string
  /** The rows, columns or nodes concerned. */
  readonly where: string
}

const MOST = 20

/** Row numbers as people count them. */
export function rowList(ids: readonly number[]): string {
  const shown = ids.slice(0, MOST).map((id) => id + 1)
  const rest = ids.length > MOST ? ` and ${(ids.length - MOST).toLocaleString('en-US')} more` : ''
  return shown.length === 0 ? '' : `Rows ${shown.join(', ')}${rest}`
}

const columnList = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')
const counted = (count: number, word: string): string =>
  `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`

export function heldOutFinding(rows: number, moved: readonly string[]): Finding {
  const check = 'Held-out rows changed'
  if (rows === 0)
    return { check, problem: false, found: 'Every row trains, so there is nothing to change.', where: '' }
  if (moved.length === 0) {
    const found = `Every cell of ${counted(rows, 'row')} that ${rows === 1 ? 'does' : 'do'} not train was changed, and nothing that was learned moved.`
    return { check, problem: false, found, where: '' }
  }
  return {
    check,
    problem: true,
    found: `When rows that do not train are changed, ${counted(moved.length, 'node')} ${moved.length === 1 ? 'learns' : 'learn'} something else: they look at rows that they must not see.`,
    cure: 'Report this: no stage can do so.',
    where: moved.join(', '),
  }
}

export function shuffledFinding(metric: string, { score, chance, better }: Shuffled): Finding {
  const numbers = `${metric} ${score.toFixed(3)}, and ${chance.toFixed(3)} without a look at the features`
  return better > 0.999
    ? {
        check: 'Target shuffled',
        problem: true,
        found: `With a shuffled target the graph still scores better than chance: ${numbers}.`,
        cure: 'Some stage carries the answer from held-out rows: look at those before the split.',
        where: '',
      }
    : {
        check: 'Target shuffled',
        problem: false,
        found: `With a shuffled target the whole graph falls to chance: ${numbers}.`,
        where: '',
      }
}

/** One column that tells the target by itself. */
export function predictorFinding(told: readonly { name: string; told: number }[], target: string): Finding {
  const perfect = told.filter((one) => one.told >= NEAR_PERFECT)
  const check = 'Single columns that tell the target'
  if (perfect.length === 0) {
    const found = `No column by itself tells "${target}" nearly perfectly.`
    return { check, problem: false, found, where: '' }
  }
  const names = columnList(perfect.map(({ name }) => name))
  return {
    check,
    problem: true,
    found: `${names} ${perfect.length === 1 ? 'tells' : 'each tell'} "${target}" nearly perfectly (${perfect.map(({ told: one }) => one.toFixed(3)).join(', ')} of 1).`,
    cure: 'Ask whether it is known when the model is used. If not, ignore it in Target and split.',
    where: names,
  }
}

export function idFinding(names: readonly string[]): Finding {
  const check = 'Columns that name rows'
  if (names.length === 0)
    return { check, problem: false, found: 'No column that the model uses names rows.', where: '' }
  return {
    check,
    problem: true,
    found: `${columnList(names)} ${names.length === 1 ? 'has' : 'have'} another value in nearly every row, as an identifier has: it tells nothing of new rows.`,
    cure: 'Ignore it in Target and split.',
    where: columnList(names),
  }
}

/**
 * @param ids of the held-out rows that stand among the training rows too
 * @param held how many are held out @param expected how many would by chance
 */
export function repeatedFinding(ids: readonly number[], held: number, expected: number): Finding {
  const check = 'Duplicates across the split'
  if (ids.length === 0)
    return { check, problem: false, found: 'No held-out row stands among the training rows.', where: '' }
  const found = `${counted(ids.length, 'held-out row')} of ${held.toLocaleString('en-US')} ${ids.length === 1 ? 'is' : 'are'} the same as a training row in every column that the model uses`
  if (ids.length <= 2 * expected + 1) {
    const chance = Math.round(expected).toLocaleString('en-US')
    const why = `which is no more than chance, about ${chance}, where columns have few values`
    return { check, problem: false, found: `${found}, ${why}.`, where: '' }
  }
  return {
    check,
    problem: true,
    found: `${found}.`,
    cure: 'Drop duplicates before the split, or keep them together as a group.',
    where: rowList(ids),
  }
}

/** @param ids of the straddling rows */
export function groupFinding({ column, groups, straddling }: Straddling, ids: readonly number[]): Finding {
  const check = `Groups of "${column}"`
  if (straddling === 0)
    return {
      check,
      problem: false,
      found: `No group of "${column}" stands on both sides of the split.`,
      where: '',
    }
  return {
    check,
    problem: true,
    found: `${straddling.toLocaleString('en-US')} of ${counted(groups, 'group')} of "${column}" ${straddling === 1 ? 'has' : 'have'} rows both in training and held out.`,
    cure: 'If rows of a group are alike, split by a column that keeps groups together, and cross-validate by group.',
    where: rowList(ids),
  }
}

/** @param ids of the training rows that are later than the first held-out row */
export function timeFinding(column: string, ids: readonly number[], train: number): Finding {
  const check = `Order in time by "${column}"`
  if (ids.length === 0)
    return { check, problem: false, found: `All training rows are earlier than those held out.`, where: '' }
  return {
    check,
    problem: false,
    found: `${ids.length.toLocaleString('en-US')} of ${counted(train, 'training row')} are later than the first held-out row. If the model is to foretell, split by time, so that it does not learn from the future.`,
    where: rowList(ids),
  }
}

export function auditViews(
  findings: readonly Finding[],
  told: readonly { readonly name: string; readonly told: number }[],
): Record<string, View> {
  const problems = findings.filter(({ problem }) => problem).length
  return {
    audit: {
      kind: 'figures',
      title: problems === 0 ? 'No leak was found' : `${counted(problems, 'thing')} to look at`,
      figures: [
        { name: 'problems', title: 'To look at', value: problems },
        { name: 'checks', title: 'Checks', value: findings.length },
      ],
    },
    findings: {
      kind: 'table',
      title: 'What was checked',
      columns: ['Check', 'Verdict', 'What was found', 'Rows or columns'],
      rows: findings.map(({ check, problem, found, where }) => [
        check,
        problem ? 'Look at this' : 'Fine',
        found,
        where,
      ]),
    },
    ...(told.length > 0 && {
      told: {
        kind: 'bars',
        title: 'How much each column tells of the target by itself',
        x: 'From 0, nothing, to 1, all of it',
        bars: told.slice(0, 30).map(({ name, told: value }) => ({ label: name, value })),
        note: 'Learned on every other row and judged on those between.',
      },
    }),
  }
}
