import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Problem } from './search-problems'

/**
 * The best losses so far of Optuna's TPE, one list per seed. It asks in a process of its own, and is told what the
 * very function here says.
 * @param multivariate how its sampler is set; everything else is its default
 */
export async function optunaBests(
  python: string,
  problem: Problem,
  seeds: number,
  trials: number,
  multivariate: boolean,
): Promise<number[][]> {
  const space = problem.space.map(({ name, range }) => ({ name, ...range }))
  const given = [JSON.stringify(space), String(seeds), String(trials), multivariate ? '1' : '']
  const child = spawn(python, ['-c', OPTUNA, ...given], { stdio: ['pipe', 'pipe', 'inherit'] })
  const bests: number[][] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const point = JSON.parse(line) as (number | string | boolean)[]
    if (bests.length === 0 || bests.at(-1)!.length === trials) bests.push([])
    const loss = problem.loss(point)
    bests.at(-1)!.push(Math.min(loss, bests.at(-1)!.at(-1) ?? Infinity))
    child.stdin.write(`${loss}\n`)
  }
  return bests
}

const OPTUNA = `
import json, sys, warnings
warnings.filterwarnings('ignore')
import optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
space, seeds, trials, multivariate = json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), bool(sys.argv[4])
def value(trial, d):
    if d['kind'] == 'choice':
        return trial.suggest_categorical(d['name'], d['options'])
    suggest = trial.suggest_int if d['kind'] == 'int' else trial.suggest_float
    return suggest(d['name'], d['min'], d['max'], log=d.get('log', False))
def loss(trial):
    print(json.dumps([value(trial, d) for d in space]), flush=True)
    return float(sys.stdin.readline())
for seed in range(seeds):
    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=multivariate)
    optuna.create_study(sampler=sampler).optimize(loss, n_trials=trials)`
