import type { StageDescription } from '../../core/stage'
import { stepOf } from '../../core/steps'
import { StepTile } from '../icons'
import styles from './palette.module.css'

/** What a stage that is dragged from the palette carries. */
export const STAGE_TYPE = 'application/x-trainyard-stage'

interface Props {
  readonly id: string
  readonly stage: StageDescription
  readonly isActive: boolean
  readonly isDraggable?: boolean
  readonly onChoose: (stage: StageDescription) => void
}

export function StageOption({ id, isActive, isDraggable = false, onChoose, stage }: Props) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-label={stage.title}
      aria-description={stage.summary}
      className={styles.option}
      draggable={isDraggable}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(STAGE_TYPE, stage.id)
        dataTransfer.effectAllowed = 'copy'
      }}
      onClick={() => onChoose(stage)}
    >
      <StepTile step={stepOf(stage.id)} size={28} />
      <span className={styles.words}>
        <span className={styles.title}>{stage.title}</span>
        <span className={styles.summary}>{stage.summary}</span>
      </span>
    </div>
  )
}
