/** Computes once per object: for objects that never change. */
/*@__NO_SIDE_EFFECTS__*/
export function oncePer<Given extends object, T>(compute: (given: Given) => T): (given: Given) => T {
  const known = new WeakMap<Given, { readonly value: T }>()
  return (given) => {
    const found = known.get(given)
    if (found) return found.value
    const value = compute(given)
    known.set(given, { value })
    return value
  }
}
