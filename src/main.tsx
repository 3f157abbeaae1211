import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import { createRoot } from 'react-dom/client'
import { createEngine } from './engine/client'
import { createSession } from './state/session'
import { App } from './ui/app'
import './ui/theme.css'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App session={createSession(createEngine())} />)
