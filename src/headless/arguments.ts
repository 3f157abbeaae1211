import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UserError } from '../core/errors'

/**
 * The arguments of a command: `names` are its positional ones, all of them required.
 * @throws UserError for what is missing, unknown or too much.
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  names: readonly string[],
  options: Options,
) {
  const parsed = (() => {
    try {
      return parseArgs({ args, options, allowPositionals: true, strict: true })
    } catch (error) {
      throw new UserError(error instanceof Error ? error.message : String(error))
    }
  })()
  const missing = names[parsed.positionals.length]
  if (missing) throw new UserError(`${missing} is not given.`)
  const extra = parsed.positionals[names.length]
  if (extra !== undefined) throw new UserError(`"${extra}" is one argument too many.`)
  return parsed
}

export function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new UserError(`${name} is not given.`)
  return value
}
