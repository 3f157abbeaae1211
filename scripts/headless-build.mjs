// Builds the entries of src/headless for Node when they are out of date.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const builds = join(root, 'build/headless')

/** The time of the newest file that goes into the build. */
function newest() {
  const files = [
    'package.json',
    'vite.config.ts',
    'scripts/predictor-plugin.ts',
    'scripts/kernel-plugin.ts',
  ].map((file) => join(root, file))
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
    build: {
      ssr: true,
      outDir: draft,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: { main: 'src/headless/main.ts', bench: 'src/headless/bench/main.ts' } },
    },
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

/**
 * @param {'main' | 'bench'} entry
 * @returns the module, built from the sources as they are now
 */
export async function headless(entry) {
  return import(pathToFileURL(join(await build(), `${entry}.js`)).href)
}
