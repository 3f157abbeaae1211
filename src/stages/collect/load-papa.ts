/** Papa Parse, loaded when it is needed. */
export async function loadPapa() {
  return (await import('papaparse')).default
}
