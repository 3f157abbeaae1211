export { useStore } from 'zustand'
export type * from '../engine/client'
