import type { Plugin } from 'vite'
import { policy } from './headers.mjs'

/** Writes the content security policy into the built page. The dev server sends a wider one as a header only. */
export const policyPlugin = (): Plugin => ({
  name: 'trainyard:policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy() },
      injectTo: 'head-prepend',
    },
  ],
})
