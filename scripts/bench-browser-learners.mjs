// Times every learner in the product's own workers in Chromium, with shared memory and without:
// `npm run bench -- browser learners [--only=WORDS]`.
import { withPlaces } from './browser-places.mjs'
import { headless } from './headless-build.mjs'

/** Prints a row for each learner. @param {string[]} args */
export async function benchLearnersInBrowser(args) {
  const { printLearners } = await headless('bench')
  const isSame = await withPlaces((isolated, not) =>
    printLearners(args, learnersIn(isolated), learnersIn(not)),
  )
  if (!isSame) process.exitCode = 1
}

/** @param {import('./browser-places.mjs').Place} place */
const learnersIn = ({ ask }) => ({
  /** @param {import('../src/headless/bench/learner-works').LearnerWork} work */
  time: (work) => ask({ kind: 'learner times', work }),
})
