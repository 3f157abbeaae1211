declare module 'virtual:predictor' {
  /** The predictor as the text of one ES module for Node. Import it dynamically: it is large. */
  const source: string
  export default source
}
