import { flag, integer, number } from '../../core/declare-params'

/** Parameters that linear learners share, named as scikit-learn names them. */

/** @param without what is so without an intercept */
/*@__NO_SIDE_EFFECTS__*/
export const fitIntercept = (without: string) =>
  flag('Fit an intercept', true, { help: `Without it ${without}.`, advanced: true })

/** @param enough how many are seldom too few */
/*@__NO_SIDE_EFFECTS__*/
export const newtonSteps = (enough: number) =>
  integer('Most iterations', 100, {
    min: 1,
    max: 100000,
    help: `Newton steps, after which it stops wherever it is. It seldom needs more than ${enough}.`,
    advanced: true,
  })

/** How strongly the lasso and the elastic net leave features out. */
export const sparseAlpha = number('Alpha', 1, {
  min: 1e-9,
  help: 'The strength of the penalty: larger values leave more features out.',
})

/** What else the lasso and the elastic net share. */
export const sweepParams = {
  positive: flag('No negative coefficients', false, {
    help: 'Where more of a feature can only mean more of the target.',
    advanced: true,
  }),
  fit_intercept: fitIntercept('the prediction for a row of zeros is zero'),
  max_iter: integer('Most sweeps', 1000, {
    min: 1,
    max: 1000000,
    help: 'Over all coefficients, after which it stops wherever it is.',
    advanced: true,
  }),
  tol: number('Tolerance', 0.0001, {
    min: 1e-14,
    max: 1,
    help: 'It ends when the duality gap is at most this share of the squared target: smaller is more exact.',
    advanced: true,
  }),
}
