import { build, type Plugin } from 'vite'
import { kernelPlugin } from './kernel-plugin.ts'

const name = 'virtual:predictor'
const entry = 'src/runtime/cli.ts'

interface Bundle {
  code: string
  files: string[]
}

/** Bundles the predictor into one readable ES module that needs nothing but Node. */
async function bundle(root: string): Promise<Bundle> {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    plugins: [kernelPlugin()],
    build: {
      ssr: entry,
      write: false,
      target: 'es2022',
      minify: false,
      // Comments name modules by their path from here: the text is the same on every machine.
      rolldownOptions: {
        cwd: root,
        // Only a `fit` loads these, or any other stage, and that is dropped: they need not even be read.
        external: /^(virtual:kernel\/(?!(neighbours|walk)$)|@tensorflow\/)|\/stages\/modules\.ts$/,
        treeshake: { moduleSideEffects: 'no-external' },
        output: { format: 'es', codeSplitting: false, comments: { legal: false } },
      },
    },
  })
  const chunks = [output].flat().flatMap((one) => ('output' in one ? one.output : []))
  const chunk = chunks[0]
  if (chunk?.type !== 'chunk' || chunks.length !== 1) {
    throw new Error(`${entry} gave ${chunks.length} files. A predictor is one file: keep assets out of it.`)
  }
  return { code: chunk.code, files: chunk.moduleIds.filter((id) => !id.startsWith('\0')) }
}

/**
 * `import('virtual:predictor')` gives the source text of the predictor that every model bundle ships, built
 * from the same files that the engine runs. It is built when first asked for.
 * @param from where the product's files are, if not at the root of the build
 */
export function predictorPlugin(from?: string): Plugin {
  let root = ''
  let latest: Promise<Bundle> | undefined
  return {
    name: 'trainyard:predictor',
    configResolved(config) {
      root = from ?? config.root
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined
      latest ??= bundle(root)
      const { code, files } = await latest
      for (const file of files) this.addWatchFile(file)
      return `export default ${JSON.stringify(code)}`
    },
    watchChange() {
      latest = undefined
    },
  }
}
