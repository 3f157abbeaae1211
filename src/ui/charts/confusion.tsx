import { use, type ReactNode } from 'react'
import type { Cut } from '../../core/select'
import { count } from '../words'
import { RowsBehindContext } from './show-rows'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import marks from './marks.module.css'

/** Truth down, prediction across: counts and their share of the true class, shaded by that share. */
export function ConfusionView({ view }: ViewOf<'confusion'>) {
  const { classes, counts, select } = view
  const { show } = use(RowsBehindContext)
  return (
    <div className={styles.confusion} role="group" tabIndex={0} aria-label={view.title}>
      <table>
        <thead>
          <tr>
            <td />
            <th colSpan={classes.length} scope="colgroup">
              Predicted
            </th>
          </tr>
          <tr>
            <th scope="col">True</th>
            {classes.map((name) => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, truth) => {
            const all = row.reduce((sum, value) => sum + value, 0)
            return (
              <tr key={classes[truth]}>
                <th scope="row" title={classes[truth]}>
                  {classes[truth]}
                </th>
                {row.map((value, predicted) => {
                  const share = all === 0 ? 0 : value / all
                  return (
                    <td
                      key={classes[predicted]}
                      style={{ background: shade(truth === predicted ? 'accent' : 'model', share) }}
                    >
                      <Cell
                        cut={select?.cuts[truth * classes.length + predicted]}
                        onShow={(cut) => select && show({ rows: select.rows, cut })}
                      >
                        <strong>{count(value)}</strong>
                        <span>{Math.round(share * 100)}%</span>
                      </Cell>
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  /** What it is made of; without it nothing can be shown. */
  readonly cut: Cut | undefined
  readonly onShow: (cut: Cut) => void
  readonly children: ReactNode
}

function Cell({ children, cut, onShow }: CellProps) {
  if (!cut) return children
  return (
    <button
      type="button"
      className={marks.cell}
      title={`Show these rows: ${cut.title}`}
      onClick={() => onShow(cut)}
    >
      {children}
    </button>
  )
}

const shade = (colour: 'accent' | 'model', share: number): string =>
  `color-mix(in srgb, var(--${colour}) ${Math.round(share * 45)}%, var(--sunken))`
