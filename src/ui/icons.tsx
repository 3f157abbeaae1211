import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconDatabase,
  IconFilter,
  IconGridDots,
  IconHash,
  IconHistory,
  IconHourglass,
  IconLetterCase,
  IconLoader2,
  IconMathFunction,
  IconPackageExport,
  IconReportAnalytics,
  IconSchool,
  IconShieldCheck,
  IconTag,
  IconTargetArrow,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ColumnKind } from '../core/column'
import type { StepName } from '../core/steps'
import type { NodeState } from '../state/hooks'
import styles from './icons.module.css'

const STEP_ICONS: Record<StepName, TablerIcon> = {
  collect: IconDatabase,
  preprocess: IconAdjustmentsHorizontal,
  engineer: IconMathFunction,
  select: IconFilter,
  train: IconSchool,
  evaluate: IconReportAnalytics,
  tune: IconTargetArrow,
  validate: IconShieldCheck,
  deploy: IconPackageExport,
  monitor: IconActivity,
}

const KIND_ICONS: Record<ColumnKind, TablerIcon> = {
  number: IconHash,
  category: IconTag,
  time: IconClock,
  text: IconLetterCase,
  vector: IconGridDots,
}

const STATE_ICONS: Record<NodeState, TablerIcon> = {
  new: IconCircleDashed,
  stale: IconHistory,
  queued: IconHourglass,
  running: IconLoader2,
  done: IconCircleCheck,
  warning: IconAlertTriangle,
  error: IconCircleX,
}

/** A step's picture on a tile in the step's colour. */
export function StepTile({
  size = 32,
  step,
}: {
  readonly step: StepName | undefined
  readonly size?: number
}) {
  const Icon = step ? STEP_ICONS[step] : IconCircleDashed
  return (
    <span className={styles.tile} data-step={step} style={{ width: size, height: size }} aria-hidden>
      <Icon size={size * 0.5625} stroke={1.75} />
    </span>
  )
}

export function KindIcon({ kind, size = 14 }: { readonly kind: ColumnKind; readonly size?: number }) {
  const Icon = KIND_ICONS[kind]
  return <Icon size={size} stroke={1.75} className={styles.kind} aria-hidden />
}

export function StateIcon({ state, size = 16 }: { readonly state: NodeState; readonly size?: number }) {
  const Icon = STATE_ICONS[state]
  return <Icon size={size} stroke={2} className={styles.state} data-state={state} aria-hidden />
}
