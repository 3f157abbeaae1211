import { MantineProvider } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import type { Session } from '../state/session'
import { Canvas } from './canvas/canvas'
import { Palette } from './palette/palette'
import {
  SessionContext,
  useImports,
  useKeeping,
  usePipeline,
  useRun,
  useSelection,
  useSession,
} from './session'
import { Bars } from './shell/bars'
import { DropOverlay } from './shell/drop-overlay'
import { Header } from './shell/header'
import { RunAnnouncer } from './shell/run-announcer'
import { SidePanel } from './shell/side-panel'
import { TabTitle } from './shell/tab-title'
import { useShortcuts } from './shell/use-shortcuts'
import { theme, variables } from './theme'
import { Tips } from './tips'
import { useSettled } from './use-settled'
import styles from './shell/layout.module.css'

const parts = {
  inspector: () => import('./inspector/inspector'),
  results: () => import('./data/results'),
  start: () => import('./start/start-dialogs'),
}
const Inspector = lazy(parts.inspector)
const Results = lazy(parts.results)
const StartDialogs = lazy(parts.start)
const Dialogs = lazy(() => import('./shell/dialogs'))
const Notices = lazy(() => import('./shell/notices'))

export function App({ session }: { readonly session: Session }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <SessionContext value={session}>
        <Page />
        <Tips />
      </SessionContext>
    </MantineProvider>
  )
}

function Page() {
  const session = useSession()
  useShortcuts()
  useLeaveGuard()
  const isEmpty = usePipeline(({ pipeline }) => pipeline.nodes.length === 0)
  const isImporting = useImports(({ phase }) => phase.is !== 'idle')
  const dialog = useSelection((state) => state.dialog)
  const isSettled = useSettled()
  useEffect(() => {
    if (!isSettled) return
    Object.values(parts).forEach((load) => void load())
    session.engine.wake()
    void import('../state/tidy').then(({ tidy }) => tidy(session))
    if (import.meta.env.PROD)
      void import('./shell/offer-update')
        .then(({ offerUpdates }) => offerUpdates(session))
        .catch(() => undefined)
  }, [isSettled, session])
  const isWide = window.innerWidth >= 1200
  return (
    <div className={styles.app}>
      <Header />
      <Bars />
      <div className={styles.body}>
        <SidePanel title="Stages" side="left" startsOpen={isWide}>
          <Palette />
        </SidePanel>
        <main className={styles.middle} data-empty={isEmpty || undefined}>
          <Canvas />
          <Suspense>{!isEmpty && <Results />}</Suspense>
        </main>
        <SidePanel title="Inspector" side="right" startsOpen>
          {isEmpty ? (
            <p className={styles.quiet}>Nothing is on the canvas yet.</p>
          ) : (
            <Suspense>
              <Inspector />
            </Suspense>
          )}
        </SidePanel>
      </div>
      <DropOverlay />
      <RunAnnouncer />
      <TabTitle />
      <Suspense>
        {isSettled && <Notices />}
        {isImporting && <StartDialogs />}
        {dialog && <Dialogs />}
      </Suspense>
    </div>
  )
}

/** The browser asks before a tab is closed whose work is not safe yet, or that is still at work. */
function useLeaveGuard() {
  const isUnsafe = useKeeping(({ phase }) => phase === 'saving' || phase === 'failed')
  const running = useRun((state) => state.running)
  const isAtWork = isUnsafe || running
  useEffect(() => {
    if (!isAtWork) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isAtWork])
}
