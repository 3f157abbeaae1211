import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manifestOf } from './plugin'

test('every built file is named with its hash, and any change is another version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<p>')
  writeFileSync(join(folder, 'assets/a.js'), '1')
  writeFileSync(join(folder, 'assets/a.js.map'), '{}')
  writeFileSync(join(folder, 'sw.js'), 'old')
  const first = manifestOf(folder)
  expect(first.files).toEqual({
    'assets/a.js': 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=',
    'index.html': expect.stringMatching(/^sha256-/),
  })
  writeFileSync(join(folder, 'sw.js'), 'new')
  expect(manifestOf(folder)).toEqual(first)
  writeFileSync(join(folder, 'index.html'), '<b>')
  expect(manifestOf(folder).version).not.toBe(first.version)
})
