/**
 * An `oh_event` as the text that Socket.IO 4 sends for it: packet type EVENT in the default namespace. Written by hand so
 * that an event is turned into text once for all its readers.
 */
export const ohEvent = (json: string): string => `2["oh_event",${json}]`;
