/**
 * A loss that is a convex function of linear scores (rows × outputs, row-major), with its derivatives by the
 * scores at the point where `evaluate` was last called.
 */
export interface ScoreLoss {
  readonly outputs: number
  /** Whether the second derivative jumps, as where a row begins to count: then small steps do not foretell smaller ones. */
  readonly kinked?: boolean
  /** The sum over rows. */
  evaluate(scores: Float64Array): number
  /** First derivatives, rows × outputs. */
  gradient(): Float64Array
  /** Per row, the second derivative by outputs k and l. */
  curvature(k: number, l: number): Float64Array
  /** For one output: a u by which the second derivative is `curvature` less `u uᵀ`, where rows depend on each other. */
  dent?(): Float64Array
  /** The second derivative times `v` (rows × outputs), row by row. */
  curve(v: Float64Array): Float64Array
  /**
   * For one output, where it is faster: all of a point at once, from coefficients and intercept, without the penalty.
   * What it leaves to `curvature` and `curve` are the derivatives there, as `evaluate` does.
   */
  sweep?(
    unknown: Float64Array,
    intercept: boolean,
  ): { readonly scores: Float64Array; readonly loss: number; readonly gradient: Float64Array }
}
