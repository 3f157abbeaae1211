/** The option that is called as `text` says, else the first that holds it. Case and outer spaces do not count. */
export function firstFound(options: readonly string[], text: string): string | undefined {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return undefined
  return (
    options.find((name) => name.toLowerCase() === wanted) ??
    options.find((name) => name.toLowerCase().includes(wanted))
  )
}
