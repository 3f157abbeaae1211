import { Button, Group } from '@mantine/core'
import { IconFileTypeCsv, IconFolderOpen, IconTable, IconUpload } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { SAMPLE_SOURCE } from '../../state/import-store'
import { lookupStage } from '../../state/stages'
import { chooseFile } from '../files'
import { useImports, useKeeping } from '../session'
import { useCommands } from '../shell/use-commands'
import styles from './canvas.module.css'

const Gallery = lazy(() => import('../examples/gallery'))
const Recent = lazy(() => import('../pipelines/recent'))

/** An empty canvas: the ways to begin. */
export function Welcome() {
  const commands = useCommands()
  const readSample = useImports((state) => state.readSample)
  const isRestoring = useKeeping(({ phase }) => phase === 'restoring')
  if (isRestoring) return null
  return (
    <div className={styles.welcome}>
      <div className={styles.sheet}>
        <div className={styles.drop}>
          <IconFileTypeCsv size={40} stroke={1.25} className={styles.icon} aria-hidden />
          <h2>Drop a CSV here</h2>
          <p>
            You get a pipeline that cleans the data, trains a model, and tells how good it is. The data stays
            on this machine.
          </p>
          <Group gap="sm" justify="center">
            <Button
              leftSection={<IconUpload size={16} stroke={1.75} />}
              onClick={() =>
                void chooseFile('.csv,.tsv,.txt,text/csv').then((file) => file && commands.openFile(file))
              }
            >
              Choose a file
            </Button>
            <Button
              variant="default"
              leftSection={<IconFolderOpen size={16} stroke={1.75} />}
              onClick={() =>
                void chooseFile('.json,.zip,application/json,application/zip').then(
                  (file) => file && commands.openFile(file),
                )
              }
            >
              Open a pipeline
            </Button>
          </Group>
        </div>
        <Suspense>
          <Recent />
        </Suspense>
        {samples.length > 0 && (
          <>
            <h3 className={styles.or}>Or begin with sample data</h3>
            <div className={styles.samples}>
              {samples.map(({ about, name, title }) => (
                <button
                  key={name}
                  type="button"
                  className={styles.sample}
                  onClick={() => void readSample(name, title)}
                >
                  <IconTable size={18} stroke={1.5} aria-hidden />
                  <div>
                    <strong>{title}</strong>
                    {about && <span>{about}</span>}
                  </div>
                </button>
              ))}
            </div>
          </>
        )}
        <h3 className={styles.or}>Or open an example</h3>
        <Suspense fallback={<div className={styles.room} />}>
          <Gallery />
        </Suspense>
        <p className={styles.foot}>Or double-click the canvas to add a single stage.</p>
      </div>
    </div>
  )
}

const samples = samplesOf()

/** The samples that the sample stage knows, no list of our own. What follows a colon says more. */
function samplesOf(): { name: string; title: string; about: string }[] {
  const param = lookupStage(SAMPLE_SOURCE)?.params['name']
  if (param?.kind !== 'choice') return []
  return param.options.map((name) => {
    const [title = name, ...about] = (param.titles?.[name] ?? name).split(': ')
    return { name, title, about: sentence(about.join(': ')) }
  })
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
