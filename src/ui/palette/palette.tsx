import { stagesByStep, stages as all } from '../../state/stages'
import type { StageDescription } from '../../core/stage'
import { usePipeline, useSession } from '../session'
import { useCommands } from '../shell/use-commands'
import { STEP_TITLES } from '../words'
import { StageOption } from './stage-option'
import { StageSearch } from './stage-search'
import { groupId, StepRail } from './step-rail'
import { Suggestions } from './suggestions'
import styles from './palette.module.css'

/** All stages by step. A click puts one behind the selected node, a drag puts it anywhere. */
export function Palette() {
  const session = useSession()
  const commands = useCommands()
  const readOnly = usePipeline((state) => state.readOnly)
  const add = (stage: StageDescription) => {
    const { nodes } = session.selection.getState()
    const after = nodes.at(-1)
    commands.add(stage, after === undefined ? {} : { after, also: nodes.slice(0, -1) })
  }
  return (
    <>
      <StepRail />
      <Suggestions />
      <StageSearch
        stages={all}
        label="Search stages"
        placeholder="Search stages"
        className={styles.search}
        onChoose={add}
      >
        {({ active, isSearching, optionId, stages }) => {
          const option = (stage: StageDescription) => (
            <StageOption
              key={stage.id}
              id={optionId(stage)}
              stage={stage}
              isActive={stage.id === active}
              isDraggable={!readOnly}
              onChoose={add}
            />
          )
          if (stages.length === 0) return <p className={styles.none}>No stage fits that. Try another word.</p>
          if (isSearching) return <div className={styles.list}>{stages.map(option)}</div>
          return (
            <div className={styles.list}>
              {stagesByStep.map((group) => (
                <div
                  key={group.step}
                  id={groupId(group.step)}
                  role="group"
                  aria-label={STEP_TITLES[group.step]}
                >
                  <div className={styles.step} aria-hidden>
                    {STEP_TITLES[group.step]}
                  </div>
                  {group.stages.map(option)}
                </div>
              ))}
            </div>
          )
        }}
      </StageSearch>
    </>
  )
}
