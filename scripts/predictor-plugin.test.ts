import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { predictorPlugin } from './predictor-plugin'

const sources = {
  'main.ts': `import('virtual:predictor').then(({ default: source }) => process.stdout.write(source))`,
  'src/stages/a/double.ts': `export const apply = (x: number) => 2 * x\nexport const fit = () => import('./train')`,
  'src/stages/a/train.ts': `console.log('fitting')`,
  'src/runtime/cli.ts': `
    import { argv } from 'node:process'
    const applies = import.meta.glob('../stages/*/double.ts', { import: 'apply', eager: true })
    for (const [path, apply] of Object.entries(applies)) console.log(path, apply(Number(argv[2])))
  `,
}

test('the predictor is one module for Node, free of what only fitting needs and of where it was built', async () => {
  const root = mkdtempSync(join(tmpdir(), 'predictor-'))
  try {
    for (const [file, code] of Object.entries(sources)) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), code)
    }
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [predictorPlugin()],
      build: { ssr: 'main.ts', rolldownOptions: { output: { entryFileNames: '[name].mjs' } } },
    })
    const source = execFileSync(process.execPath, [join(root, 'dist/main.mjs')], { encoding: 'utf8' })
    expect(source).not.toContain(root)
    expect(source).not.toContain('fitting')

    writeFileSync(join(root, 'predict.mjs'), source)
    const said = execFileSync(process.execPath, [join(root, 'predict.mjs'), '21'], { encoding: 'utf8' })
    expect(said).toBe('../stages/a/double.ts 42\n')
  } finally {
    rmSync(root, { recursive: true })
  }
})
