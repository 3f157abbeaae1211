import type { Plugin } from 'vite'

const MODULES = /\/src\/stages\/modules\.ts$/

/**
 * Keeps the code of stages out of the page, which takes their descriptions only: stages that load others name every
 * file of a stage, and the bundler would make each a chunk that the page loads whole. Workers have plugins of their own.
 */
export function pagePlugin(): Plugin {
  return {
    name: 'trainyard:page',
    enforce: 'pre',
    apply: ({ build }, { command }) => command === 'build' && !build?.ssr,
    transform: {
      filter: { id: MODULES },
      handler: () => "export const loadStage = () => Promise.reject(new Error('Stages run in workers'))",
    },
  }
}
