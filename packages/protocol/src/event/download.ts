import { text } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** A browse action led to a file instead of a page. */
export const downloadKind = defineObservation('download', () => ({ file_path: text() }));

export type DownloadObservation = ObservationOfKind<typeof downloadKind>;
export const downloadObservation = downloadKind.draft;
