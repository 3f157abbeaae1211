import { defineConfig } from 'vite'
import { kernelPlugin } from '../../scripts/kernel-plugin.ts'

export default defineConfig({
  base: './',
  plugins: [kernelPlugin()],
  worker: { format: 'es', plugins: () => [kernelPlugin()] },
  build: { outDir: '../../build/harness', emptyOutDir: true, target: 'es2023' },
})
