import { describe, expect, test } from 'vitest'
import { UserError } from '../errors'
import { parsePipeline, pipelineText } from './file'
import { emptyPipeline } from './pipeline'

const node = { id: 'a', stage: 'x/a', version: 1, params: {}, position: { x: 0, y: 0 } }
const file = (more: object) => JSON.stringify({ ...emptyPipeline(), ...more })

describe('a pipeline file', () => {
  test('keeps what this version does not know', () => {
    const text = file({
      future: { a: [1] },
      nodes: [{ ...node, stage: 'new/stage', colour: 'red', params: { odd: { b: 2 } } }],
    })
    expect(JSON.parse(pipelineText(parsePipeline(text, () => undefined)))).toEqual(JSON.parse(text))
  })

  test.each([
    ['no JSON', 'hello', /not JSON/],
    ['an empty file', '', /not JSON/],
    ['another JSON', '{"a":1}', /not a pipeline file/],
    ['a list', '[]', /not a pipeline file/],
    ['a newer format', file({ version: 7 }), /newer version of Trainyard \(format 7\)/],
    ['a hostile property', '{"format":"trainyard/pipeline","__proto__":{"polluted":1}}', /"__proto__"/],
    ['a constructor', file({ nodes: [{ ...node, params: { constructor: 1 } }] }), /"constructor"/],
    ['a node without an id', file({ nodes: [{ ...node, id: undefined }] }), /nodes\.0\.id/],
    [
      'a position that is no number',
      file({ nodes: [{ ...node, position: { x: 'a', y: 0 } }] }),
      /position\.x/,
    ],
    ['two nodes of one id', file({ nodes: [node, node] }), /two nodes have the id "a"/],
    [
      'a wire into nothing',
      file({ nodes: [node], wires: [{ from: { node: 'a', port: 'p' }, to: { node: 'b', port: 'p' } }] }),
      /"b"/,
    ],
    ['a negative seed', file({ seed: -1 }), /seed/],
  ])('is refused with its fault: %s', (_, text, message) => {
    expect(() => parsePipeline(text, () => undefined)).toThrow(UserError)
    expect(() => parsePipeline(text, () => undefined)).toThrow(message)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
