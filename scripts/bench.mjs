// Paired measurements against named rivals: prints a table of ratios, and writes it with --write.
// `npm run bench -- devices [BACKEND...]` measures networks in a browser, on each of its devices, by name;
// `npm run bench -- browser trees` measures trees there, `npm run bench -- browser learners` every learner, and
// `npm run bench -- tree-quality` how well trees predict.
import { join } from 'node:path'
import { headless, root } from './headless-build.mjs'

const args = process.argv.slice(2)
if (args[0] === 'devices') {
  const { benchDevices } = await import('./bench-browser.mjs')
  await benchDevices(args.slice(1))
} else if (args[0] === 'browser') {
  if (args[1] === 'learners') {
    const { benchLearnersInBrowser } = await import('./bench-browser-learners.mjs')
    await benchLearnersInBrowser(args.slice(2))
  } else {
    const { benchTreesInBrowser } = await import('./bench-browser-trees.mjs')
    await benchTreesInBrowser(args.slice(2))
  }
} else if (args[0] === 'tree-quality') {
  const { treeQuality } = await headless('bench')
  await treeQuality(join(root, 'public'))
} else {
  const { bench } = await headless('bench')
  await bench(args, join(root, 'docs/BENCHMARKS.md'), join(root, 'public'))
}
