import { faultLine, toFault } from '../../core/errors'
import { useLibrary } from '../session'
import { notify } from '../shell/notify'

/** What can be done to kept pipelines; what cannot is said. */
export function useLibraryActs() {
  const library = useLibrary((state) => state)
  const tried = async (what: string, act: () => Promise<void>): Promise<boolean> => {
    try {
      await act()
      return true
    } catch (error) {
      await notify({
        title: `${what} did not work`,
        message: faultLine(toFault(error)),
        tone: 'bad',
        stays: true,
      })
      return false
    }
  }
  const bringBack = (id: string) => void tried('Bringing it back', () => library.bringBack(id))
  return {
    bringBack,
    rename: (id: string, name: string) => void tried('Renaming', () => library.rename(id, name)),
    duplicate: (id: string) => void tried('Duplicating', () => library.duplicate(id)),
    async remove(id: string, name: string) {
      if (!(await tried('Deleting', () => library.remove(id)))) return
      const action = { label: 'Undo', run: () => bringBack(id) }
      await notify({ id: 'deleted', message: `“${name}” is deleted.`, action })
    },
  }
}
