/** Whether a dialog is open, or still going. */
export const isInDialog = (): boolean => document.querySelector('[role="dialog"]') !== null
