import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { headers } from './scripts/headers.mjs'
import { kernelPlugin } from './scripts/kernel-plugin.ts'
import { offlinePlugin } from './scripts/offline/plugin.ts'
import { pagePlugin } from './scripts/page-plugin.ts'
import { policyPlugin } from './scripts/policy-plugin.ts'
import { predictorPlugin } from './scripts/predictor-plugin.ts'

export default defineConfig({
  base: './',
  plugins: [react(), pagePlugin(), policyPlugin(), predictorPlugin(), kernelPlugin(), offlinePlugin()],
  worker: { format: 'es', plugins: () => [predictorPlugin(), kernelPlugin()] },
  build: { target: 'es2023', outDir: 'dist' },
  server: { headers: headers({ dev: true }) },
  preview: { headers: headers() },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    // A slow machine is no fault of the code: only what hangs should fail by time.
    testTimeout: 60_000,
    maxWorkers: '100%',
  },
})
