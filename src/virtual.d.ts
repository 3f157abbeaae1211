declare module 'virtual:predictor' {
  /** The predictor as the text of one ES module for Node. Import it dynamically: it is large. */
  const source: string
  export default source
}

declare module 'virtual:kernel/mlp' {
  /** `src/ml/kernels/mlp`, compiled to wasm. Import it dynamically. */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:kernel/clusters' {
  /** `src/ml/kernels/clusters`, compiled to wasm. Import it dynamically. */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:kernel/linear' {
  /** `src/ml/kernels/linear`, compiled to wasm: small enough to be loaded with what fits. */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:kernel/neighbours' {
  /** `src/ml/kernels/neighbours`, compiled to wasm: small enough to be loaded with what predicts. */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:kernel/trees' {
  /** `src/ml/kernels/trees`, compiled to wasm. Import it dynamically. */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:kernel/trees?shared' {
  /** `src/ml/kernels/trees`, compiled to wasm. Import it dynamically. */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:kernel/walk' {
  /** `src/ml/kernels/walk`, compiled to wasm. Small: bundles carry it. */
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

declare module 'virtual:tree-helper' {
  /** `src/ml/trees/helper.ts` as the text of an ES module. */
  const source: string
  export default source
}
