/** What the zip of a pipeline and its data ends with. */
export const ARCHIVE_ENDING = 'trainyard.zip'
