import { expect, test } from 'vitest'
import { localExecutor } from '../local-engine'
import { learnerJob, runJob } from './learner-job'
import { LEARNER_WORKS } from './learner-works'

test.each(LEARNER_WORKS)('$title learns from the rows that it is timed on', async ({ id }) => {
  const execute = localExecutor(new Map(), '')
  const result = await runJob(await learnerJob(id, 200, execute), execute)
  expect(result).toMatchObject({ kind: 'model' })
})
