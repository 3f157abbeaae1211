/**
 * The loops that training trees spends its time in. Nothing is kept between calls: the host lays out the memory
 * and hands over addresses, so that several workers can share one memory.
 */
export { binLevels, binNumbers, sortNumbers, spanBins } from './bins'
export { growTree } from './forest'
export { quantise, writeGradients, writeNormalisers } from './gradients'
export { addHistogram, subtractHistogram, writeHistogram } from './histograms'
export { logarithm, sumLoss } from './losses'
export { addLeaves, addSplit, keepPairs, partition, partitionList } from './partition'
export { findSplit } from './search'

/** The first byte that is free. */
export function heapBase(): usize {
  return __heap_base
}
