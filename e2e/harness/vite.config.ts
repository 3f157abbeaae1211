import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { kernelPlugin } from '../../scripts/kernel-plugin.ts'
import { predictorPlugin } from '../../scripts/predictor-plugin.ts'

const root = resolve(fileURLToPath(import.meta.url), '../../..')

export default defineConfig({
  base: './',
  plugins: [kernelPlugin()],
  worker: { format: 'es', plugins: () => [kernelPlugin(), predictorPlugin(root)] },
  build: { outDir: '../../build/harness', emptyOutDir: true, target: 'es2023' },
})
