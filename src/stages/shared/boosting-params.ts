import { choice, columns, integer, number } from '../../core/declare-params'

export const boostingParams = {
  learning_rate: number('Learning rate', 0.1, {
    min: 1e-6,
    max: 10,
    help: 'How much of each tree counts. A smaller rate needs more trees, and is often better.',
    tune: { kind: 'float', min: 0.01, max: 0.3, log: true },
  }),
  max_iter: integer('Iterations', 100, {
    min: 1,
    max: 100000,
    help: 'Trees at most; with more than two classes as many for each class.',
    rounds: true,
  }),
  max_leaf_nodes: integer('Most leaves', 31, {
    min: 0,
    atZero: 'no limit',
    max: 65536,
    help: 'Of each tree, which grows where it gains most; 0 is no limit.',
    tune: { kind: 'int', min: 4, max: 64, log: true },
  }),
  max_depth: integer('Most levels', 0, {
    min: 0,
    atZero: 'no limit',
    max: 64,
    help: 'How many questions a tree may ask one after the other; 0 is no limit.',
  }),
  min_samples_leaf: integer('Rows of a leaf', 20, {
    min: 1,
    help: 'At least. More rows make trees that generalise, and miss what is rare. With more than 50,000 rows it is told from their weight in the loss.',
    tune: { kind: 'int', min: 2, max: 100, log: true },
  }),
  l2_regularization: number('L2 penalty', 0, {
    min: 0,
    help: 'Draws the values of leaves towards 0, most of all those with few rows.',
    tune: { kind: 'float', min: 1e-3, max: 10, log: true },
  }),
  loss: choice('Loss for numbers', ['squared_error', 'absolute_error', 'quantile', 'poisson'], {
    titles: {
      squared_error: 'Squared error',
      absolute_error: 'Absolute error',
      quantile: 'Quantile',
      poisson: 'Poisson',
    },
    help: 'Squared error learns the mean, absolute error the median, Poisson a count. Classes are learned by log loss.',
  }),
  quantile: number('Quantile', 0.5, {
    min: 0,
    max: 1,
    help: 'The share of rows whose value is to lie below the prediction.',
    when: { param: 'loss', is: ['quantile'] },
  }),
  class_weight: choice('Class weights', ['none', 'balanced'], {
    titles: { none: 'Every row counts the same', balanced: 'Balanced' },
    help: 'Balanced lets every class count the same however few rows it has. Numbers are not touched by it.',
  }),
  early_stopping: choice('Stop early', ['auto', 'on', 'off'], {
    titles: { auto: 'With more than 10,000 rows', on: 'Always', off: 'Never' },
    help: 'Holds back some training rows, stops when their loss no longer falls, and keeps the best iteration.',
  }),
  validation_fraction: number('Rows held back', 0.1, {
    min: 0.01,
    max: 0.9,
    help: 'The share of the training rows that only tell when to stop.',
    when: { param: 'early_stopping', is: ['auto', 'on'] },
  }),
  n_iter_no_change: integer('Patience', 10, {
    min: 1,
    max: 100000,
    help: 'Iterations without an improvement after which it stops.',
    when: { param: 'early_stopping', is: ['auto', 'on'] },
    advanced: true,
  }),
  tol: number('Least improvement', 1e-7, {
    min: 0,
    help: 'What the loss has to fall by to count as better.',
    when: { param: 'early_stopping', is: ['auto', 'on'] },
    advanced: true,
  }),
  increasing: columns('Only rising', {
    kinds: ['number'],
    default: { only: [] },
    help: 'Predictions may not fall when these numbers rise.',
    advanced: true,
  }),
  decreasing: columns('Only falling', {
    kinds: ['number'],
    default: { only: [] },
    help: 'Predictions may not rise when these numbers rise.',
    advanced: true,
  }),
  subsample: number('Rows per tree', 1, {
    min: 0.001,
    max: 1,
    help: 'The share of the rows that each tree is drawn. Less is faster, and trees differ more.',
    advanced: true,
  }),
  max_features: number('Features per tree', 1, {
    min: 0.001,
    max: 1,
    help: 'The share of the features that each tree is drawn.',
    advanced: true,
  }),
  max_bins: integer('Bins', 255, {
    min: 2,
    max: 255,
    help: 'Into how many steps numbers are cut. Fewer are coarser.',
    advanced: true,
  }),
  min_child_weight: number('Weight of a leaf', 0.001, {
    min: 0,
    help: 'The least sum of hessians in a leaf: rows that are predicted for sure weigh little.',
    advanced: true,
  }),
}
