/** Rows that lie side by side are copied faster than single ones. */
const RUN = 8

/** How many rows a sample of one in `stride` has. */
export const sampleSize = (rows: number, stride: number): number => Math.floor(rows / stride)

/** Which row is at place `i` of such a sample: runs of eight rows, spread evenly over all. */
export const sampledRow = (i: number, stride: number): number => (i - (i % RUN)) * stride + (i % RUN)

/** Calls `work` with each run: its first row, where the run begins in the sample, and how many rows it has. */
export function eachRun(
  from: number,
  end: number,
  stride: number,
  work: (row: number, place: number, count: number) => void,
): void {
  for (let i = from; i < end;) {
    const count = Math.min(end - i, RUN - (i % RUN))
    work(sampledRow(i, stride), i, count)
    i += count
  }
}

export const sampledRows = (rows: number, stride: number): Uint32Array =>
  Uint32Array.from({ length: sampleSize(rows, stride) }, (_, i) => sampledRow(i, stride))
