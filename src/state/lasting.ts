/** Asks the browser not to delete what it keeps for this site when its disk is full. It may say no. */
export async function askToLast(): Promise<void> {
  if (!(await isKeptForGood())) await navigator.storage.persist()
}

export const isKeptForGood = (): Promise<boolean> => navigator.storage.persisted()
