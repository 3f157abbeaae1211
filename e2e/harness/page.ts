import type { Answer, Question } from './worker'

declare global {
  interface Window {
    /** Asks a fresh worker; tests and measurements call it. */
    ask(question: Question): Promise<Answer>
  }
}

window.ask = (question) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<{ answer?: Answer; fault?: string }>) => {
      worker.terminate()
      if (data.answer) resolve(data.answer)
      else reject(new Error(data.fault))
    })
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'The worker did not load')))
    worker.postMessage(question)
  })
