/** Which editor made an edit. */
export const FILE_EDIT_SOURCES = ['llm_based_edit', 'oh_aci'] as const;
/** Which reader read a file: `oh_aci` numbers the lines, `default` gives the text as it is. */
export const FILE_READ_SOURCES = ['oh_aci', 'default'] as const;

export type FileEditSource = (typeof FILE_EDIT_SOURCES)[number];
export type FileReadSource = (typeof FILE_READ_SOURCES)[number];
