import { faultLine, toFault } from '../core/errors'
import { predictCommand } from './commands/predict'
import { runCommand } from './commands/run'
import { stagesCommand } from './commands/stages'
import { starterCommand } from './commands/starter'
import { verifyCommand } from './commands/verify'

const USAGE = `Usage: npm run -s trainyard -- COMMAND

  starter DATA.csv --target COL|--no-target [--split-column COL] [--ignore COL,...] [--model ID] --out PIPELINE.json
  run PIPELINE.json|ARCHIVE.zip [--data NODE=FILE]... [--json REPORT.json] [--report REPORT.html] [--bundle OUT.zip]
  predict BUNDLE.zip ROWS.csv [--out PREDICTIONS.csv]
  verify BUNDLE.zip
  stages [--json]`

const commands: Readonly<Record<string, (args: string[], assets: string) => Promise<void> | void>> = {
  starter: starterCommand,
  run: runCommand,
  predict: predictCommand,
  verify: verifyCommand,
  stages: stagesCommand,
}

/**
 * @param assets the folder that holds the product's own files (`samples/iris.csv`)
 * @returns the exit code: 0, or 2 with one clear line on standard error
 */
export async function main(argv: readonly string[], assets: string): Promise<number> {
  const [name, ...args] = argv
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(USAGE)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    console.error(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.`)
    return 2
  }
  try {
    await command(args, assets)
    return 0
  } catch (error) {
    console.error(faultLine(toFault(error)).replaceAll('\n', ' '))
    return 2
  }
}
