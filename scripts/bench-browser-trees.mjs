// Times trees in Node and in a Chromium worker, with shared memory and without: `npm run bench -- browser trees [--only=WORDS]`.
import { join } from 'node:path'
import { withPlaces } from './browser-places.mjs'
import { headless, root } from './headless-build.mjs'

/** Prints a row for each work and place. @param {string[]} args */
export async function benchTreesInBrowser(args) {
  const { printTrees } = await headless('bench')
  await withPlaces(async (...places) => {
    await printTrees(args, join(root, 'public'), places.map(treesIn))
  })
}

/** @param {import('./browser-places.mjs').Place} place */
const treesIn = ({ ask, isolated, name }) => ({
  name,
  /**
   * Boosting has helpers on shared memory only.
   * @param {{ readonly work: string, readonly threads: number }} one
   */
  run: async ({ work, threads }) =>
    isolated || threads === 1 ? ask({ kind: 'tree times', work }) : undefined,
})
