// The command line: src/headless/main.ts, in this process. Paths are taken from where the person stands.
import { join } from 'node:path'
import { headless, root } from './headless-build.mjs'

const { main } = await headless('main')
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
process.exitCode = await main(process.argv.slice(2), join(root, 'public'))
