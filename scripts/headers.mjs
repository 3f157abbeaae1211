// What the page may do, in one place: the index page carries it in a meta tag, the servers send it as headers
// (workers only obey headers, and frame-ancestors is only obeyed there).

/** @param {{ dev?: boolean }} [options] The dev server puts its client into the page as an inline script. */
export function policy({ dev = false } = {}) {
  return [
    `default-src 'self'`,
    `script-src 'self' 'wasm-unsafe-eval'${dev ? " 'unsafe-inline'" : ''}`,
    `worker-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self' blob:`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `form-action 'none'`,
  ].join('; ')
}

/** Cross-origin isolation gives shared memory; nothing requires it. @param {{ dev?: boolean }} [options] */
export function headers(options) {
  return {
    'Content-Security-Policy': `${policy(options)}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  }
}
