import { UserError } from '../errors'
import { refuseBinary } from './binary'
import { textRows } from './cells'
import { delimiterByte, detectDialect } from './dialect'
import { encodingOf, recoder, type Encoding } from './encoding'
import { joined } from './source'
import { Tokenizer } from './tokenize'
import { encodeText } from './utf8'
import { NotUtf8 } from './utf8-check'

/**
 * A small CSV as it stands: the first row, and the texts of all others. For large ones there is `readCsv`.
 * @param delimiter one character, or 'auto' to find it out
 * @throws UserError for what is empty or no text, and for a quote that is never closed
 */
export function parseCsv(
  csv: string | Uint8Array,
  delimiter = ',',
): { header: readonly string[]; rows: readonly (readonly string[])[] } {
  const bytes = typeof csv === 'string' ? encodeText(csv) : csv
  refuseBinary(bytes)
  const text = utf8(bytes)
  const byte = delimiterByte(delimiter === 'auto' ? detectDialect(text, true).delimiter : delimiter)
  const [header, ...rows] = textRows(new Tokenizer(byte).push(text, true))
  if (!header) throw new UserError('There are no rows.', 'Begin with a row of names.')
  return { header, rows }
}

/** The bytes of a file as UTF-8; windows-1252 when they are not. */
function utf8(bytes: Uint8Array): Uint8Array {
  const recode = (encoding: Encoding) => {
    const text = recoder(encoding, bytes)
    return joined([text.chunk(bytes), text.end()])
  }
  try {
    return recode(encodingOf(bytes))
  } catch (error) {
    if (error instanceof NotUtf8) return recode('windows-1252')
    throw error
  }
}
