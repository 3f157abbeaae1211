/** Hands bytes to the person as a download. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A name that every file system takes. */
export const fileName = (name: string, ending: string): string =>
  `${name.trim().replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-') || 'pipeline'}.${ending}`

/** Asks for one file; undefined when the person changes their mind. */
export function chooseFile(accept: string): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.addEventListener('change', () => resolve(input.files?.[0]))
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
}
