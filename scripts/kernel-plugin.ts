import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformWithOxc, type Plugin } from 'vite'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const prefix = 'virtual:kernel/'
const options = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--disableWarning', '112']
/** For a memory that several workers share; the code keeps nothing on a stack in memory. */
const shared = ['--enable', 'threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536']
const SHARED = '?shared'
const helper = 'virtual:tree-helper'
const compiler = String(createRequire(import.meta.url)('assemblyscript/package.json').version)

/** One compilation for all plugins of this process, by the file it ends in. */
const running = new Map<string, Promise<Uint8Array>>()

/**
 * Compiles `index.ts` of a folder to wasm, unless the same sources were compiled before.
 * @param files all that it may import
 */
function compile(
  folder: string,
  flags: readonly string[],
  files: readonly string[],
  cache: string,
): Promise<Uint8Array> {
  const hash = createHash('sha256').update([compiler, ...flags, folder].join(' '))
  for (const file of files) hash.update(file).update(readFileSync(file))
  const done = join(cache, `${hash.digest('hex').slice(0, 32)}.wasm`)
  const known = running.get(done)
  if (known) return known
  const started = existsSync(done)
    ? Promise.resolve(readFileSync(done))
    : compileTo(done, folder, flags, cache)
  running.set(done, started)
  return started
}

async function compileTo(
  done: string,
  folder: string,
  flags: readonly string[],
  cache: string,
): Promise<Uint8Array> {
  const asc = await import('assemblyscript/asc')
  let wasm: Uint8Array | undefined
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...flags], {
    readFile: (name, base) => {
      const path = join(base === '.' ? folder : base, name)
      return existsSync(path) ? readFileSync(path, 'utf8') : null
    },
    writeFile: (_, contents) => {
      wasm = typeof contents === 'string' ? Buffer.from(contents) : contents
    },
    listFiles: () => [],
  })
  if (error || !wasm) throw new Error(`${folder} did not compile.\n${stderr.toString()}`)
  mkdirSync(cache, { recursive: true })
  const draft = `${done}.${process.pid}`
  writeFileSync(draft, wasm)
  renameSync(draft, done)
  return wasm
}

/**
 * `import('virtual:kernel/NAME')` gives the bytes of `src/ml/kernels/NAME`, compiled from AssemblyScript, which may
 * import from the folders beside it. They are inlined as text, so that they load alike in a page, a worker and Node,
 * under any address. With `?shared` behind NAME the kernel takes its memory, a shared one, as `env.memory`.
 * `import('virtual:tree-helper')` gives what runs in helpers of a fit, `src/ml/trees/helper.ts`, as text for Node.
 */
export function kernelPlugin(): Plugin {
  return {
    name: 'trainyard:kernel',
    resolveId: (id) => (id.startsWith(prefix) || id === helper ? `\0${id}` : undefined),
    async load(id) {
      if (id === `\0${helper}`) {
        const file = join(root, 'src/ml/trees/helper.ts')
        this.addWatchFile(file)
        const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file)
        return `export default ${JSON.stringify(code)}`
      }
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const kernels = join(root, 'src/ml/kernels')
      const asked = id.slice(prefix.length + 1)
      const isShared = asked.endsWith(SHARED)
      const folder = join(kernels, isShared ? asked.slice(0, -SHARED.length) : asked)
      const flags = isShared ? [...options, ...shared] : options
      const files = readdirSync(kernels, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .sort()
        .map((file) => join(kernels, file))
      for (const file of files) this.addWatchFile(file)
      const wasm = await compile(folder, flags, files, join(root, 'node_modules/.cache/kernels'))
      const text = Buffer.from(wasm).toString('base64')
      return `export default /*@__PURE__*/ Uint8Array.from(atob('${text}'), (one) => one.charCodeAt(0))`
    },
  }
}
