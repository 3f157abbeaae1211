// The command line: builds src/headless/main.ts when it is out of date, and runs it in this process.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const builds = join(root, 'build/headless')

/** The time of the newest file that goes into the build. */
function newest() {
  const files = ['package.json', 'vite.config.ts', 'scripts/predictor-plugin.ts'].map((file) =>
    join(root, file),
  )
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name))
  }
  return Math.max(...files.map((file) => statSync(file).mtimeMs))
}

/** Builds into a folder of its own and then renames it, so that two command lines never share half a build. */
async function build() {
  const done = join(builds, String(Math.round(newest())))
  if (existsSync(done)) return done
  const { build: viteBuild } = await import('vite')
  const draft = join(builds, `draft-${process.pid}`)
  await viteBuild({
    root,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: 'src/headless/main.ts', outDir: draft, target: 'node20', minify: false },
  })
  try {
    renameSync(draft, done)
  } catch (error) {
    if (!existsSync(done)) throw error
    rmSync(draft, { recursive: true })
  }
  for (const old of readdirSync(builds)) {
    if (/^\d+$/.test(old) && join(builds, old) !== done)
      rmSync(join(builds, old), { recursive: true, force: true })
  }
  return done
}

const { main } = await import(pathToFileURL(join(await build(), 'main.js')).href)
process.exitCode = await main(process.argv.slice(2))
