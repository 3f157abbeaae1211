import { UserError } from '../../core/errors'

/** What `work` gives; a refusal on the way begins with the name of the model or fold that it comes from. */
export async function toldBy<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${name}: ${error.message}`, error.cure, error.place)
  }
}
