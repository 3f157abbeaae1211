import type { BoostingOptions } from '../boost'

/** scikit-learn's defaults, every row and feature for every tree, and no early stopping. */
export const BOOSTING_DEFAULTS: BoostingOptions = {
  max_iter: 100,
  max_bins: 255,
  subsample: 1,
  max_features: 1,
  validation: new Uint32Array(0),
  n_iter_no_change: 10,
  tol: 1e-7,
  learning_rate: 0.1,
  max_leaf_nodes: 31,
  max_depth: 0,
  min_samples_leaf: 20,
  min_child_weight: 1e-3,
  l2_regularization: 0,
}
