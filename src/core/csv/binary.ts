import { UserError } from '../errors'
import { encodingOf } from './encoding'

/** Files that are taken for a CSV by their name only: how they begin, and what they are. */
const MAGIC: readonly (readonly [string, string, string])[] = [
  ['PK\x03\x04', 'an Excel workbook or another zip file', 'Save the sheet as CSV, or unpack the zip.'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook', 'Open it in a spreadsheet and save the sheet as CSV.'],
  ['PAR1', 'a Parquet file', 'Read it with the Parquet stage, or save it as CSV.'],
  ['ARROW1', 'an Arrow file', 'Save it as CSV.'],
  ['\x1f\x8b', 'a gzip file', 'Unpack it first.'],
  ['BZh', 'a bzip2 file', 'Unpack it first.'],
  ['\xfd7zXZ', 'an xz file', 'Unpack it first.'],
  ['7z\xbc\xaf', 'a 7-Zip file', 'Unpack it first.'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard file', 'Unpack it first.'],
  ['SQLite format 3', 'a SQLite database', 'Read it with the SQLite stage, or save the table as CSV.'],
  ['\x89HDF', 'an HDF5 file', 'Save it as CSV.'],
  ['%PDF', 'a PDF document', 'Save the table in it as CSV.'],
  ['\x89PNG', 'a picture', 'Choose a text file of rows and columns.'],
  ['\xff\xd8\xff', 'a picture', 'Choose a text file of rows and columns.'],
]

/** @throws UserError when the file is no text */
export function refuseBinary(head: Uint8Array): void {
  const start = String.fromCharCode(...head.subarray(0, 4096))
  const known = MAGIC.find(([magic]) => start.startsWith(magic))
  if (known) {
    const excel = known[0].startsWith('PK') && /xl\/|\[Content_Types\]/.test(start)
    if (excel) throw new UserError('This looks like an Excel workbook.', 'Save the sheet as CSV.')
    throw new UserError(`This looks like ${known[1]}.`, known[2])
  }
  if (/^\s*<(!doctype\s+html|html)\b/i.test(start)) {
    throw new UserError(
      'This looks like a web page.',
      'Download the data itself rather than the page about it.',
    )
  }
  if (encodingOf(head) === 'utf-8' && head.includes(0)) {
    throw new UserError('This is not a text file.', 'Choose a text file of rows and columns, such as a CSV.')
  }
}
