/** A controller that is aborted when `signal` is, or sooner. */
export function abortWith(signal: AbortSignal): AbortController {
  const own = new AbortController()
  signal.addEventListener('abort', () => own.abort(signal.reason), { signal: own.signal })
  return own
}
