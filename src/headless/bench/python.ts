import { execFileSync } from 'node:child_process'

/** A Python that can import `module`, or undefined. */
export function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find((python) => {
    try {
      execFileSync(python, ['-c', `import ${module}`], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

/** Runs `code` and gives the number that it prints. */
export function pythonNumber(python: string, code: string, args: readonly string[]): number {
  return Number(execFileSync(python, ['-c', code, ...args], { encoding: 'utf8' }))
}
