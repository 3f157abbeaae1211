import { encodingOf, recoder, type Encoding } from '../../core/csv/encoding'
import { headOf, pieces, type ByteSource } from '../../core/csv/source'
import { NotUtf8 } from '../../core/csv/utf8-check'
import { loadPapa } from './load-papa'

/** What our own reader does not know; only a person who sees the file can tell that it is so. */
export interface OddDialect {
  /** One character or more. */
  readonly delimiter?: string
  readonly quote?: string
  /** What makes a quote part of a quoted text, such as a backslash. The quote itself when left out. */
  readonly escape?: string
  /** What opens a line that is no row, such as #. */
  readonly comment?: string
}

interface Parsed {
  readonly data: readonly (readonly string[])[]
  readonly meta: { readonly cursor: number }
}

/** The same rows with commas and double quotes in UTF-8: a source for `readCsv` with the delimiter `,`. */
export async function plainSource(source: ByteSource, dialect: OddDialect): Promise<ByteSource> {
  const head = await headOf(source, 1 << 16)
  const encoding = await trueEncoding(source, head)
  return () => plainChunks(source, head, encoding, dialect)
}

async function* plainChunks(
  source: ByteSource,
  head: Uint8Array,
  encoding: Encoding,
  { delimiter = ',', quote = '"', escape = quote, comment }: OddDialect,
): AsyncGenerator<Uint8Array> {
  const { Parser } = await loadPapa()
  const text = recoder(encoding, head)
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const newline = lineEnd(new TextDecoder(encoding).decode(head))
  const comments = comment ?? false
  const parser = new Parser({ delimiter, quoteChar: quote, escapeChar: escape, comments, newline })
  let rest = ''
  const plain = (last: boolean): Uint8Array => {
    const { data, meta }: Parsed = parser.parse(rest, 0, !last)
    rest = last ? '' : rest.slice(meta.cursor)
    return encoder.encode(data.map(plainLine).join(''))
  }
  for await (const piece of pieces(source)) {
    rest += decoder.decode(text.chunk(piece), { stream: true })
    yield plain(false)
  }
  rest += decoder.decode(text.end())
  yield plain(true)
}

/** A line of blank cells is no row of ours, but a row of one empty cell is what Papa makes of a blank line. */
function plainLine(cells: readonly string[]): string {
  if (cells.length === 1 && cells[0] === '') return ''
  return `${cells.map((cell) => (/[",\r\n\uFEFF]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}

const lineEnd = (text: string) => (text.includes('\r\n') ? '\r\n' : text.includes('\n') ? '\n' : '\r')

/** Reads all of it, since a byte far down may tell that it is not UTF-8. */
async function trueEncoding(source: ByteSource, head: Uint8Array): Promise<Encoding> {
  const encoding = encodingOf(head)
  const text = recoder(encoding, head)
  try {
    for await (const piece of pieces(source)) text.chunk(piece)
    text.end()
    return encoding
  } catch (error) {
    if (error instanceof NotUtf8) return 'windows-1252'
    throw error
  }
}
