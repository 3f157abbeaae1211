// Runs before the first paint, so that a dark page does not flash white. The key is Mantine's own.
let scheme
try {
  scheme = localStorage.getItem('mantine-color-scheme-value')
} catch {
  // Storage may be blocked: the system's scheme it is.
}
if (scheme !== 'light' && scheme !== 'dark') {
  scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
document.documentElement.dataset.mantineColorScheme = scheme
