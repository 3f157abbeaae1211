import { LEARNER_WORKS, type LearnerTimes, type LearnerWork } from './learner-works'
import { WIDTH } from './learner-rows'
import { benchRow } from './row'

const ROUNDS = 5

/** Where learners are timed. */
export interface LearnerPlace {
  time(work: LearnerWork): Promise<LearnerTimes>
}

/**
 * Prints a row for every learner: how long it takes with shared memory and without, in turns, and by how much the one
 * differs from the other.
 * @returns whether what was learned was the same throughout
 */
export async function learnersBench(
  only: string | undefined,
  isolated: LearnerPlace,
  not: LearnerPlace,
): Promise<boolean> {
  console.log('| learner | rows x columns | isolated | not isolated | ratio: not over isolated |')
  console.log('| --- | ---: | ---: | ---: | ---: |')
  const different: string[] = []
  for (const work of LEARNER_WORKS.filter(({ title }) => title.includes(only ?? ''))) {
    const times = new Map([isolated, not].map((place) => [place, [] as number[]]))
    const digests = new Set<string>()
    for (let round = 0; round < ROUNDS; round++) {
      for (const place of round % 2 === 0 ? [isolated, not] : [not, isolated]) {
        const { digest, milliseconds } = await place.time(work)
        times.get(place)!.push(milliseconds)
        digests.add(digest)
      }
    }
    if (digests.size > 1) different.push(work.title)
    const { ours, ratio, theirs } = benchRow(work.title, times.get(not)!, 'isolated', times.get(isolated)!)
    const size = `${work.rows.toLocaleString('en-US')} x ${WIDTH}`
    const cells = [work.title, size, `${theirs.toFixed(0)} ms`, `${ours.toFixed(0)} ms`, ratio.toFixed(2)]
    console.log(`| ${cells.join(' | ')} |`)
  }
  console.log(
    different.length === 0
      ? '\nEvery learner learned and predicted the same to the bit, isolated and not.'
      : `\nNot the same, isolated and not: ${different.join(', ')}.`,
  )
  return different.length === 0
}
