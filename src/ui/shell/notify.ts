import type { ReactNode } from 'react'

export interface Notice {
  /** A notice with the id of one that is shown takes its place. */
  readonly id?: string
  readonly title?: string
  readonly message: ReactNode
  readonly tone?: 'info' | 'good' | 'bad'
  /** Stays until the person closes it. */
  readonly stays?: boolean
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Says something to the person. What draws it is loaded with the first notice. */
export async function notify(notice: Notice): Promise<void> {
  const { show } = await import('./notices')
  show(notice)
}
