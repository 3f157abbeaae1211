import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { main } from './main'

const folder = mkdtempSync(join(tmpdir(), 'trainyard-hostile-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function command(...args: string[]) {
  const out = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const err = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  try {
    const code = await main(args, 'public')
    return { code, err: err.mock.calls.join('\n'), out: out.mock.calls.join('\n') }
  } finally {
    vi.restoreAllMocks()
  }
}

/** From the file to a report, as far as it goes; what was said on the way. */
async function path(content: string | Uint8Array, target = 'y') {
  writeFileSync(at('data.csv'), content)
  const started = await command('starter', at('data.csv'), '--target', target, '--out', at('p.json'))
  if (started.code !== 0) return started
  const ran = await command('run', at('p.json'), '--json', at('r.json'), '--bundle', at('b.zip'))
  return { code: ran.code, err: [started.err, ran.err].filter((one) => one !== '').join('\n') }
}

const rows = (header: string, line: (i: number) => string, count = 80) =>
  [header, ...Array.from({ length: count }, (_, i) => line(i))].join('\n')
const good = (i: number) => `${i % 7},${i % 3 ? 'red' : 'blue'},${i % 2 ? 'no' : 'yes'}`

test.each([
  ['plain', rows('a,b,y', good), /^$/],
  ['a column named __proto__', rows('__proto__,b,y', good), /^$/],
  [
    'names that stand twice, and an empty one',
    rows('a,a,,y', (i) => `${i % 7},${i},${i % 3},${i % 2 ? 'no' : 'yes'}`),
    /"a_2"|column_3/,
  ],
  ['ragged rows', rows('a,b,y', (i) => (i === 40 ? '1,red,yes,surplus' : good(i))), /1 row|line 42/],
  [
    'an all-missing column',
    rows('a,none,y', (i) => `${i % 7},,${i % 2 ? 'no' : 'yes'}`),
    /"none" has no value/,
  ],
  ['a constant column', rows('a,b,y', (i) => `${i % 7},same,${i % 2 ? 'no' : 'yes'}`), /^$/],
  [
    '5,000 levels',
    rows('a,b,y', (i) => `${i % 7},level ${i % 5000},${i % 2 ? 'no' : 'yes'}`, 12_000),
    /levels/,
  ],
  ['missing targets', rows('a,b,y', (i) => (i < 5 ? '1,red,' : good(i))), /5 rows have no value in "y"/],
  [
    'free text and dates',
    rows('a,b,y', (i) => `2024-01-${10 + (i % 9)},note number ${i},${i % 2 ? 'no' : 'yes'}`, 400),
    /ignored: a, b/,
  ],
])('%s: the path works, and says what there is to say', async (_, content, said) => {
  const result = await path(content)
  expect(result.err).toMatch(said)
  expect(result.code === 0 || /No feature columns/.test(result.err)).toBe(true)
})

test.each([
  ['an empty file', '', /empty/],
  ['only a header', 'a,b,y\n', /"y" cannot be a target|no rows/],
  ['a workbook called .csv', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), /Excel|zip/],
  ['bytes called .csv', new Uint8Array(4096).map((_, i) => (i * 7919) % 251), /not a text file/],
  ['an unclosed quote', rows('a,b,y', (i) => (i === 3 ? '1,"red,yes' : good(i))), /quote/],
  ['a target of one class', rows('a,b,y', (i) => `${i},red,yes`), /"y" cannot be a target/],
  [
    'infinite numbers',
    rows('a,b,y', (i) => `${i % 10 === 9 ? 'inf' : i % 7},red,${i % 2 ? 'no' : 'yes'}`),
    /Column "a".*infinite/,
  ],
])('%s: is refused in one line that names the place and the cure', async (_, content, said) => {
  const { code, err } = await path(content)
  expect(code).toBe(2)
  expect(err.split('\n').at(-1)).toMatch(said)
})

test('a pipeline whose file has changed says so, and takes another by name', async () => {
  writeFileSync(at('data.csv'), rows('a,b,y', good))
  await command('starter', at('data.csv'), '--target', 'y', '--out', at('p.json'))
  const before = readFileSync(at('p.json'), 'utf8')
  writeFileSync(at('data.csv'), rows('a,b,y', good, 90))
  const { code, err } = await command('run', at('p.json'), '--json', at('r.json'))
  expect([code, err]).toEqual([2, expect.stringContaining('--data csv=FILE')])
  expect(
    await command('run', at('p.json'), '--data', `csv=${at('data.csv')}`, '--json', at('r.json')),
  ).toMatchObject({ code: 0 })
  expect(readFileSync(at('p.json'), 'utf8')).toBe(before)
})
