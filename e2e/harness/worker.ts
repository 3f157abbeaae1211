import { learnerTimes, type LearnerTimesAnswer, type LearnerTimesQuestion } from './learner-times'
import { losses, type LossesAnswer, type LossesQuestion } from './losses'
import { lose, type LoseAnswer, type LoseQuestion } from './lose'
import { layersTimes, times, type TimesAnswer, type TimesQuestion } from './times'
import { treeTimes, type TreeTimesAnswer, type TreeTimesQuestion } from './tree-times'
import { trees, type TreesAnswer, type TreesQuestion } from './trees'

/** The engines in a worker of a built page, as the product runs them, but without the product around them. */
export type Question =
  | LearnerTimesQuestion
  | LossesQuestion
  | LoseQuestion
  | TimesQuestion
  | TreesQuestion
  | TreeTimesQuestion
export type Answer =
  | LearnerTimesAnswer
  | LossesAnswer
  | LoseAnswer
  | TimesAnswer
  | TreesAnswer
  | TreeTimesAnswer

const reply = (question: Question): Promise<Answer> => {
  switch (question.kind) {
    case 'learner times':
      return learnerTimes(question)
    case 'losses':
      return losses(question)
    case 'lose':
      return lose(question)
    case 'trees':
      return trees(question)
    case 'tree times':
      return treeTimes(question)
    case 'times':
      return question.layers ? layersTimes(question) : times(question)
  }
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  reply(data).then(
    (answer) => postMessage({ answer }),
    (error: unknown) =>
      postMessage({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
