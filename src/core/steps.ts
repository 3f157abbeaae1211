/** The steps of the work, in order; the first part of a stage's id. */
export const STEPS = [
  'collect',
  'preprocess',
  'engineer',
  'select',
  'train',
  'evaluate',
  'tune',
  'validate',
  'deploy',
  'monitor',
] as const
export type StepName = (typeof STEPS)[number]

export const stepOf = (id: string): StepName | undefined => STEPS.find((step) => step === id.split('/')[0])
