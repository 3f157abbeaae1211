import { UserError } from '../core/errors'

/** Something on the other side of a border that may die without a word. */
export interface Mortal<Api> {
  readonly api: Api
  /** Resolves when it answers. */
  ping(): Promise<unknown>
  end(): void
}

/** Milliseconds between two looks. */
export const BEAT = 5000
/**
 * So many looks without an answer, three minutes, mean that it is dead: it may be busy for long. They are counted, so
 * that a machine that slept loses nothing.
 */
export const MISSED = 36

/**
 * Starts something when it is first needed and keeps it alive: it is asked now and then, and when it does not answer
 * any more it is started again. What was asked of the dead one rejects with words. `onLost` is told after the new one
 * is there.
 */
export function keepAlive<Api>(start: () => Mortal<Api>, onLost: () => void) {
  let lose: (error: Error) => void = () => undefined
  let lost: Promise<never>
  let mortal: Mortal<Api> | undefined
  let missed = 0

  const begin = (): Mortal<Api> => {
    mortal = start()
    missed = 0
    lost = new Promise<never>((_, reject) => (lose = reject))
    lost.catch(() => undefined)
    return mortal
  }
  const look = (asked: Mortal<Api>) => {
    missed++
    if (missed <= MISSED) return void asked.ping().then(() => asked === mortal && (missed = 0))
    asked.end()
    lose(lostStore())
    begin()
    onLost()
  }
  setInterval(() => mortal && look(mortal), BEAT)
  const living = () => (mortal ?? begin()).api
  return {
    isThere: (): boolean => mortal !== undefined,
    call: <T>(use: (api: Api) => Promise<T>): Promise<T> => Promise.race([use(living()), lost]),
    /** For what has no answer. */
    tell: (use: (api: Api) => unknown): void => void use(living()),
  }
}

const lostStore = () =>
  new UserError(
    'The worker that held the results stopped answering, most likely because memory ran out. The pipeline and its files are safe.',
    'Run it again; on fewer rows or columns if it is lost again.',
  )
