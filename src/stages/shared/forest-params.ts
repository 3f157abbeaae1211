import { choice, flag, integer } from '../../core/declare-params'

/** Parameters that all trees share that are not boosted, named as scikit-learn names them. */

/*@__NO_SIDE_EFFECTS__*/
export const treeParams = (maxFeatures: 'auto' | 'all') => ({
  max_depth: integer('Most levels', 0, {
    min: 0,
    atZero: 'no limit',
    max: 1000,
    help: 'How many questions a tree may ask one after the other; 0 is no limit.',
    tune: { kind: 'int', min: 2, max: 20 },
  }),
  min_samples_leaf: integer('Rows of a leaf', 1, {
    min: 1,
    help: 'At least. More rows make smoother predictions.',
    tune: { kind: 'int', min: 1, max: 50, log: true },
  }),
  min_samples_split: integer('Rows to split', 2, {
    min: 2,
    help: 'A node with fewer rows stays a leaf.',
    advanced: true,
  }),
  max_features: choice('Features per split', ['auto', 'sqrt', 'log2', 'all'], {
    default: maxFeatures,
    titles: {
      auto: 'Square root for classes, all for numbers',
      sqrt: 'Square root of their number',
      log2: 'Logarithm of their number',
      all: 'All',
    },
    help: 'How many features, drawn at random, each split looks at. Fewer make trees that differ more.',
    tune: { kind: 'choice', options: ['sqrt', 'log2', 'all'] },
  }),
  criterion: choice('Criterion for classes', ['gini', 'entropy'], {
    titles: { gini: 'Gini impurity', entropy: 'Entropy' },
    help: 'What a split makes small. Numbers are always split by squared error.',
    advanced: true,
  }),
  class_weight: choice('Class weights', ['none', 'balanced'], {
    titles: { none: 'Every row counts the same', balanced: 'Balanced' },
    help: 'Balanced lets every class count the same however few rows it has. Numbers are not touched by it.',
  }),
})

/*@__NO_SIDE_EFFECTS__*/
export const treesParam = () =>
  integer('Trees', 100, {
    min: 1,
    max: 10000,
    help: 'More trees predict better, up to a point, and take longer.',
    rounds: true,
  })

/*@__NO_SIDE_EFFECTS__*/
export const bootstrapParam = (value: boolean) =>
  flag('Draw rows', value, {
    help: 'Each tree learns from as many rows as there are, drawn with repeats, instead of from all rows.',
    advanced: true,
  })
