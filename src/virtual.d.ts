declare module 'virtual:predictor' {
  /** The predictor as the text of one ES module for Node. Import it dynamically: it is large. */
  const source: string
  export default source
}

declare module 'virtual:kernel/*' {
  /**
   * A folder of `src/ml/kernels`, compiled to wasm. Import it dynamically unless it is as small as those of `linear`,
   * `neighbours` and `walk`, which come with what fits or predicts.
   */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:tree-helper' {
  /** `src/ml/trees/helper.ts` as the text of an ES module. */
  const source: string
  export default source
}
