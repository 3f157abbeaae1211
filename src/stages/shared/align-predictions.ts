import { UserError } from '../../core/errors'
import { decisionsOf, scoreWidth, type Predictions } from '../../core/predictions'

/**
 * Makes predictions of a fold comparable with those of the whole model: a fold may have learned fewer classes (the
 * others then have probability 0; its clusters are its own), knows the truth only within its own, and may decide by a threshold of its own.
 * @throws UserError when the fold took the target for another kind of task
 */
export function alignedTo(whole: Predictions): (part: Predictions) => Predictions {
  const truthOf = new Map(Array.from(whole.ids, (id, row) => [id, whole.truth[row]!]))
  const width = scoreWidth(whole.target)
  const { column, task, classes, positive } = whole.target
  return (part) => {
    const { target } = part
    if (task === 'clustering') return part
    if ((target.task === 'regression') !== (whole.target.task === 'regression'))
      throw otherTask(target.column)
    const truth = part.truth.map((value, row) => truthOf.get(part.ids[row]!) ?? value)
    if (target.task === 'regression') return { ...part, truth }
    const place = target.classes.map((label) => whole.target.classes.indexOf(label))
    const scores = new Float64Array(truth.length * width)
    const own = scoreWidth(target)
    truth.forEach((_, row) =>
      place.forEach((at, k) => {
        if (at >= 0) scores[row * width + at] = part.scores[row * own + k]!
      }),
    )
    const decided = decisionsOf(part)?.map((code) => place[code]!)
    return {
      ...part,
      target: { column, task, classes, positive },
      truth,
      scores,
      ...(decided && { decided }),
    }
  }
}

const otherTask = (column: string) =>
  new UserError(
    `In one fold the target "${column}" looks like another task than in all training rows.`,
    'Choose the task in Target and split.',
    { column },
  )
