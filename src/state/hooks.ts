export { useStore } from 'zustand'
export { useShallow } from 'zustand/react/shallow'
export type * from '../engine/client'
