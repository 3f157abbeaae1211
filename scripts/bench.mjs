// Paired measurements against named rivals: prints a table of ratios, and writes it with --write.
import { join } from 'node:path'
import { headless, root } from './headless-build.mjs'

const { bench } = await headless('bench')
await bench(process.argv.slice(2), join(root, 'docs/BENCHMARKS.md'), join(root, 'public'))
