/** User and password of every URL in a text are nobody's business. */
export const withoutCredentials = (text: string): string => text.replaceAll(/(?<=:\/\/)[^\s/@]+@/g, '…@');
