import { count } from '../words'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

/** Truth down, prediction across: counts and their share of the true class, shaded by that share. */
export function ConfusionView({ view }: ViewOf<'confusion'>) {
  const { classes, counts } = view
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
                      <strong>{count(value)}</strong>
                      <span>{Math.round(share * 100)}%</span>
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

const shade = (colour: 'accent' | 'model', share: number): string =>
  `color-mix(in srgb, var(--${colour}) ${Math.round(share * 45)}%, var(--sunken))`
