import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { Choice } from '../choice'
import { TreeCanvas } from './tree-canvas'
import { openTo, wayTo } from './tree-layout'
import { rulesText } from './tree-text'
import type { ViewOf } from './view-card'
import styles from './tree.module.css'

/** Levels that are open at first. */
const LEVELS = 4
const ZOOMS = [0.5, 0.65, 0.8, 1, 1.25, 1.5]

/** Trees drawn, one at a time, with a row's way through it, or as text. */
export default function TreeView({ view }: ViewOf<'tree'>) {
  const [tree, setTree] = useState(0)
  const [row, setRow] = useState<number | null>(null)
  const [zoom, setZoom] = useState(3)
  const [isText, setText] = useState(false)
  const [opened, setOpened] = useState<ReadonlySet<number>>()
  const shown = Math.min(tree, view.trees.length - 1)
  const { nodes } = view.trees[shown]!
  const traced = row === null ? undefined : view.rows[row]
  const way = traced ? wayTo(nodes, traced.ends[shown]!) : []
  const open = opened ?? new Set([...openTo(nodes, LEVELS), ...way.slice(0, -1)])
  const choices = (titles: readonly string[]) => titles.map((label, k) => ({ value: String(k), label }))
  return (
    <>
      <Group gap={12} mb={12} align="end">
        {view.trees.length > 1 && (
          <Choice
            label="Tree"
            size="xs"
            w={200}
            searchable
            allowDeselect={false}
            data={choices(view.trees.map(({ title }) => title))}
            value={String(shown)}
            onChange={(value) => {
              setTree(Number(value))
              setOpened(undefined)
            }}
          />
        )}
        <Choice
          label="Follow a row"
          size="xs"
          w={200}
          searchable
          clearable
          placeholder="None"
          clearButtonProps={{ 'aria-label': 'Follow no row' }}
          data={choices(view.rows.map(({ label }) => label))}
          value={row === null ? null : String(row)}
          onChange={(value) => {
            setRow(value === null ? null : Number(value))
            setOpened(undefined)
          }}
        />
        <Button.Group>
          <Button size="xs" variant="default" onClick={() => setOpened(openTo(nodes, Infinity))}>
            Open all
          </Button>
          <Button size="xs" variant="default" onClick={() => setOpened(openTo(nodes, 2))}>
            Close all
          </Button>
        </Button.Group>
        <Button.Group>
          <Button
            size="xs"
            variant="default"
            aria-label="Smaller"
            disabled={zoom === 0}
            onClick={() => setZoom(zoom - 1)}
          >
            −
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label="Larger"
            disabled={zoom === ZOOMS.length - 1}
            onClick={() => setZoom(zoom + 1)}
          >
            +
          </Button>
        </Button.Group>
        <Button size="xs" variant="default" aria-pressed={isText} onClick={() => setText(!isText)}>
          {isText ? 'As a drawing' : 'As text'}
        </Button>
      </Group>
      {isText ? (
        <pre className={styles.text} role="group" tabIndex={0} aria-label="Rules as text">
          {rulesText(view, shown)}
        </pre>
      ) : (
        <TreeCanvas
          key={shown}
          view={view}
          tree={shown}
          open={open}
          way={way}
          cells={traced?.cells}
          zoom={ZOOMS[zoom]!}
          onOpen={setOpened}
        />
      )}
      {view.note && <p className={styles.note}>{view.note}</p>}
    </>
  )
}
