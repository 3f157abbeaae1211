import { choice, column, flag, integer } from '../../core/declare-params'
import type { ValuesOf } from '../../core/params'

const ANY = ['number', 'category', 'time', 'text'] as const

/** How training rows are parted again and again, for every stage that does so. */
export const foldParams = {
  method: choice('Folds', ['stratified', 'random', 'group', 'time', 'column', 'leave_one_out', 'bootstrap'], {
    titles: {
      stratified: 'At random, classes alike',
      random: 'At random',
      group: 'Groups kept together',
      time: 'By time',
      column: 'By a column',
      leave_one_out: 'Leave one out',
      bootstrap: 'Bootstrap .632',
    },
    help: 'How the training rows are parted: each part is held out once while all before the model is fitted again on the others. Classes alike is the same as at random where the target is a number.',
  }),
  n_splits: integer('How many folds', 5, {
    min: 2,
    max: 100,
    help: 'More folds train on more rows each, and take longer.',
    when: { param: 'method', is: ['stratified', 'random', 'group', 'time'] },
  }),
  n_repeats: integer('Repeats', 1, {
    min: 1,
    max: 100,
    help: 'The folds are drawn so many times anew, which steadies the mean.',
    when: { param: 'method', is: ['stratified', 'random'] },
  }),
  shuffle: flag('Shuffle', true, {
    help: 'Off: folds are made of neighbouring rows, as they stand.',
    when: { param: 'method', is: ['stratified', 'random', 'group'] },
  }),
  group_column: column('Group column', {
    kinds: ANY,
    help: 'Rows with the same value are never on both sides: visits of one patient, photos of one scene.',
    when: { param: 'method', is: ['group'] },
  }),
  time_column: column('Time column', {
    kinds: ['time', 'number'],
    help: 'Every fold trains on what came before the rows that it holds out. Empty: rows are in the order of time.',
    when: { param: 'method', is: ['time'] },
  }),
  window: choice('Window', ['expanding', 'sliding'], {
    titles: { expanding: 'All of the past', sliding: 'The latest past' },
    help: 'The latest past: as many training rows as are held out.',
    when: { param: 'method', is: ['time'] },
  }),
  gap: integer('Gap', 0, {
    min: 0,
    max: 1000000,
    help: 'So many rows between past and future are left out, where the latest past is not known in time.',
    when: { param: 'method', is: ['time'] },
  }),
  fold_column: column('Fold column', {
    kinds: ANY,
    help: 'Rows with the same value are held out together. Rows without a value always train.',
    when: { param: 'method', is: ['column'] },
  }),
  n_bootstraps: integer('Draws', 30, {
    min: 2,
    max: 1000,
    help: 'So many times as many rows as there are get drawn with replacement; those that were not drawn are held out.',
    when: { param: 'method', is: ['bootstrap'] },
  }),
}

const { n_bootstraps, ...scored } = foldParams

/** The folds that have a score each, and train on every row at most once. */
export const scoredFoldParams = {
  ...scored,
  method: choice('Folds', ['stratified', 'random', 'group', 'time', 'column'], {
    titles: foldParams.method.titles ?? {},
    help: foldParams.method.help ?? '',
  }),
}

/** Draws do not matter to folds that are not drawn. */
export const DRAWS = { n_bootstraps: n_bootstraps.default }

export type FoldValues = ValuesOf<typeof foldParams>
