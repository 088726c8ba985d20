/**
 * Files that are pasted. Text that was copied with its look brings a picture of itself along: that stays text. A file of
 * a folder comes with its name, and a picture of a page with its markup: those are files.
 */
export function pastedFiles({
  files,
  types,
}: Pick<DataTransfer, 'types'> & { files: Iterable<File> }): File[] {
  return types.includes('text/plain') && types.includes('text/html') ? [] : [...files];
}
