// Everything that must hold, in order. One failure does not stop the rest. The last line is the sum.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {{ passed: number, failed: number, names?: string[] }} Count */

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const reports = join(root, 'reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports)

/** @type {(Count & { name: string, seconds: number })[]} */
const steps = []

/**
 * Runs a tool of this project. Without a report the step counts as one test; a tool that fails though its report
 * names no failed test counts as one more.
 * @param {string} name @param {string[]} command @param {() => Count} [report]
 */
function step(name, [tool = '', ...args], report) {
  console.log(`\n== ${name}`)
  const start = performance.now()
  const bin = join(root, 'node_modules/.bin', process.platform === 'win32' ? `${tool}.cmd` : tool)
  const shell = process.platform === 'win32'
  const ok = spawnSync(shell ? `"${bin}"` : bin, args, { cwd: root, stdio: 'inherit', shell }).status === 0
  const count = report?.() ?? { passed: ok ? 1 : 0, failed: 0 }
  if (!ok && count.failed === 0) count.failed = 1
  steps.push({ name, ...count, seconds: (performance.now() - start) / 1000 })
}

/** @param {string} file */
function read(file) {
  const path = join(reports, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** @typedef {{ name: string, assertionResults: { status: string, fullName: string }[] }} UnitFile */
/** @typedef {{ title: string, file: string, ok: boolean, tests: { status: string }[] }} Spec */
/** @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite */

const unit = () => {
  const report = read('unit.json')
  const files = /** @type {UnitFile[]} */ (report?.testResults ?? [])
  const names = files.flatMap(({ assertionResults, name }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  )
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0, names }
}

const browser = () => {
  const report = read('browser.json')
  const { expected = 0, flaky = 0, unexpected = 0 } = report?.stats ?? {}
  const names = specsOf({ suites: report?.suites })
    .filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
    .map(({ file, title }) => `${file}: ${title}`)
  return { passed: expected, failed: unexpected + flaky, names }
}

/** @param {Suite} suite @returns {Spec[]} */
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]

step('types', ['tsc'])
step('types without the page', ['tsc', '-p', 'tsconfig.pure.json'])
step('lint', ['oxlint'])
step('format', ['oxfmt', '--check'])
step('unused code', ['knip'])
step(
  'unit tests',
  ['vitest', 'run', '--reporter=default', '--reporter=json', '--outputFile.json=reports/unit.json'],
  unit,
)
step('build', ['vite', 'build', '--logLevel', 'warn'])

const e2e = join(root, 'e2e')
const specs = existsSync(e2e) ? readdirSync(e2e, { recursive: true }).map(String) : []
if (specs.some((file) => /\.(spec|test)\.ts$/.test(file)))
  step('browser tests', ['playwright', 'test'], browser)
else console.log('\n== browser tests\nThere are none yet in e2e/.')

console.log()
for (const { name, names = [] } of steps) for (const failed of names) console.log(`FAIL ${name}: ${failed}`)
for (const { name, passed, failed, seconds } of steps) {
  console.log(
    `${failed ? 'FAIL' : 'ok  '} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed`,
  )
}
const sum = steps.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
  passed: 0,
  failed: 0,
})
console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed ? 1 : 0
