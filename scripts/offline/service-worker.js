// The page without a network. The build writes in what there is: { version, files: { path: SRI hash } }.
/** @type {{ version: string, files: Record<string, string> }} */
const { files, version } = BUILD
const PREFIX = 'trainyard-'
const CACHE = PREFIX + version
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const { scope } = worker.registration

/** The page itself stands at the scope. @param {string} path */
const urlOf = (path) => new URL(path === 'index.html' ? './' : path, scope).href

/** So many files are fetched at once: all of them at once took both cores of a small machine while the first page was used. */
const AT_ONCE = 2

/** Everything is there, or this version is not installed. What an older version has under the same hashed name is taken. */
async function fill() {
  const cache = await caches.open(CACHE)
  const left = Object.entries(files)
  const fetchRest = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [path, integrity] = next
      const url = urlOf(path)
      const old = path.startsWith('assets/') ? await caches.match(url, { ignoreVary: true }) : undefined
      const response = old ?? (await fetch(url, { cache: 'no-cache', integrity }))
      if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`)
      await cache.put(url, response)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fetchRest))
}

/** The version before stays: tabs that were opened with it may still load from it. */
async function dropOld() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
  const others = names.filter((name) => name !== CACHE)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}

/** @param {Request} request */
async function answer(request) {
  const wanted = request.mode === 'navigate' ? scope : request.url
  const cache = await caches.open(CACHE)
  const found =
    (await cache.match(wanted, { ignoreVary: true })) ?? (await caches.match(wanted, { ignoreVary: true }))
  return found ?? fetch(request)
}

worker.addEventListener('install', (event) => event.waitUntil(fill()))
worker.addEventListener('activate', (event) => event.waitUntil(dropOld().then(() => worker.clients.claim())))
worker.addEventListener('message', ({ data }) => {
  if (data === 'take over') void worker.skipWaiting()
})
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const isOurs = request.method === 'GET' && request.url.startsWith(scope)
  if (isOurs) event.respondWith(answer(request))
})
