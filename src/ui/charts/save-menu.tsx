import { Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { tableCsv } from '../../core/csv/write'
import { isDrawn, viewSvg } from '../../core/draw/view-svg'
import { faultLine, toFault } from '../../core/errors'
import type { Table } from '../../core/table'
import type { View } from '../../core/view'
import { isTabled, viewTable } from '../../core/view-table'
import { download, fileName } from '../files'
import { IconButton } from '../icon-button'
import { notify } from '../shell/notify'
import { pngOf } from './png'
import styles from './marks.module.css'

/** Takes a view away: a chart as a picture, its numbers as CSV. */
export function SaveMenu({ view }: { readonly view: View }) {
  // A live view changes many times a second, so nothing is drawn before it is asked for.
  const drawn = isDrawn(view.kind)
  const tabled = isTabled(view) && view
  if (!drawn && !tabled) return null
  const svg = () => viewSvg(view) ?? ''
  const save = async (ending: string, content: () => Blob | Promise<Blob>) => {
    try {
      download(fileName(view.title, ending), await content())
    } catch (error) {
      await notify({ title: 'It was not saved', message: faultLine(toFault(error)), tone: 'bad' })
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton
          className={styles.save ?? ''}
          label={`Save “${view.title}”`}
          tip={null}
          icon={IconDownload}
          size={24}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {drawn && (
          <>
            <Menu.Item onClick={() => void save('svg', () => new Blob([svg()], { type: 'image/svg+xml' }))}>
              Save as SVG
            </Menu.Item>
            <Menu.Item onClick={() => void save('png', () => pngOf(svg()))}>Save as PNG</Menu.Item>
          </>
        )}
        {tabled && (
          <Menu.Item onClick={() => void save('csv', () => csvOf(viewTable(tabled)))}>Save as CSV</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const csvOf = (numbers: Table): Blob => new Blob(tableCsv(numbers), { type: 'text/csv' })
