/** The page's address names the pipeline that it shows, so that a reload and a bookmark find it again. */
export interface Address {
  read(): string | null
  /** `replace` leaves no way back. */
  write(id: string, replace: boolean): void
  /** Back, Forward, or a changed address. */
  listen(heard: () => void): void
}

const NAME = 'pipeline'

export const browserAddress: Address = {
  read: () => new URLSearchParams(location.hash.slice(1)).get(NAME),
  write(id, replace) {
    const hash = `#${new URLSearchParams({ [NAME]: id })}`
    if (replace) history.replaceState(null, '', hash)
    else history.pushState(null, '', hash)
  },
  listen: (heard) => window.addEventListener('popstate', heard),
}
