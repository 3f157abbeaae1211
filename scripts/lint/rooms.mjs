/** @typedef {{ rooms: string[], packages: string[], lazy?: string[] }} Room */

/**
 * The room table: what each folder of src/ may import. The last key that fits wins. What is under `lazy` may be
 * loaded by import() or named by a type, but not loaded with the file. A `*` ends a prefix.
 * @type {Record<string, Room>}
 */
const rooms = {
  core: { rooms: [], packages: ['valibot', '@noble/hashes'] },
  // Those of neighbours and trees predict as well, that of linear models is used by fits that do not wait; all are small.
  ml: {
    rooms: ['core'],
    packages: ['virtual:kernel/linear', 'virtual:kernel/neighbours', 'virtual:kernel/walk'],
    lazy: ['virtual:kernel'],
  },
  neural: { rooms: ['core', 'ml'], packages: [], lazy: ['virtual:kernel', '@tensorflow/*'] },
  stages: {
    rooms: ['core', 'ml'],
    packages: [],
    lazy: ['neural', 'papaparse', 'fflate'],
  },
  runtime: { rooms: ['core', 'ml', 'stages'], packages: [] },
  'runtime/cli': { rooms: ['core', 'ml', 'stages', 'runtime'], packages: ['node:*'] },
  engine: {
    rooms: ['core', 'ml', 'stages', 'runtime'],
    packages: ['comlink'],
    lazy: ['virtual:predictor', 'fflate'],
  },
  state: { rooms: ['core', 'engine/client', 'stages/descriptions'], packages: ['zustand', 'idb'] },
  ui: {
    rooms: ['core', 'state'],
    packages: [
      'react',
      'react-dom',
      '@xyflow/react',
      'recharts',
      '@mantine/*',
      '@tabler/icons-react',
      '@tanstack/react-virtual',
    ],
  },
  reference: { rooms: ['core'], packages: ['node:*'] },
  headless: {
    rooms: ['core', 'ml', 'stages', 'runtime', 'engine'],
    packages: ['node:*', 'fflate'],
    lazy: ['virtual:predictor', 'virtual:tree-helper'],
  },
  'headless/bench': {
    rooms: ['core', 'ml', 'neural', 'stages', 'runtime', 'engine'],
    packages: ['node:*', 'papaparse'],
  },
}

/** Beyond what its room may import, a test may import these and every room below its own. */
const forTests = ['reference', 'vitest', 'fast-check', 'fake-indexeddb', 'node:*']

/** @param {string} name @param {string} path */
const within = (name, path) => path === name || path.startsWith(`${name}/`)

/** @param {string[]} names @param {string} path */
const matches = (names, path) =>
  names.some((name) => (name.endsWith('*') ? path.startsWith(name.slice(0, -1)) : within(name, path)))

/**
 * The path below src/ that a specifier means, or the specifier itself when it is a package.
 * @param {string} file @param {string} specifier
 */
function target(file, specifier) {
  if (!specifier.startsWith('.')) return specifier
  const parts = file.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..' && parts.pop() === undefined) return 'what lies outside src'
    if (part !== '..' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** @param {string} name @param {Set<string>} [seen] @returns {string[]} */
function below(name, seen = new Set()) {
  const room = rooms[name]
  for (const next of [...(room?.rooms ?? []), ...(room?.lazy ?? [])]) {
    if (!seen.has(next)) below(next, seen.add(next))
  }
  return [...seen]
}

/**
 * Why a file may not import a specifier, or undefined when it may.
 * @param {string} file its path below src/ @param {string} specifier @param {boolean} loads false for types and import()
 */
function fault(file, specifier, loads) {
  if (!file.includes('/')) return undefined
  const path = file.replace(/\.\w+$/, '')
  const name = Object.keys(rooms).findLast((key) => within(key, path))
  const room = name && rooms[name]
  if (!room) return `${path.split('/')[0]} is not in the room table of scripts/lint/rooms.mjs.`
  const wanted = target(file, specifier)
  const { lazy = [] } = room
  const legal = [path.split('/')[0] ?? '', ...room.rooms, ...room.packages]
  if (/\.test\.tsx?$/.test(file)) legal.push(...forTests, ...below(name))
  if (matches(legal, wanted)) return undefined
  if (!matches(lazy, wanted)) {
    return `${name} may not import ${wanted}. It may import ${[...legal, ...lazy].join(', ')}.`
  }
  return loads ? `${name} loads ${wanted} only when it is needed: use import().` : undefined
}

/** @type {Parameters<import('oxlint/plugins-dev').RuleTester['run']>[1]} */
const table = {
  create(context) {
    const [file] = context.filename.replaceAll('\\', '/').split('/src/').slice(1).slice(-1)
    /** @param {{ start: number, end: number, range: [number, number] }} node @param {unknown} source @param {boolean} loads */
    const check = (node, source, loads) => {
      const message = file && typeof source === 'string' && fault(file, source, loads)
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value, node.importKind !== 'type'),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind !== 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source?.value, node.exportKind !== 'type'),
      ImportExpression: (node) => check(node, 'value' in node.source && node.source.value, false),
      TSImportType: (node) => check(node, node.source.value, false),
      CallExpression(node) {
        if (!context.sourceCode.getText(node.callee).startsWith('import.meta.glob')) return
        const [globs] = node.arguments
        for (const glob of globs?.type === 'ArrayExpression' ? globs.elements : [globs]) {
          check(node, glob?.type === 'Literal' && glob.value, true)
        }
      },
    }
  },
}

export default { meta: { name: 'rooms' }, rules: { table } }
