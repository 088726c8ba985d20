/** The scope whose documents are removed together with the conversation. */
export function conversationScope(conversationId: string): string {
  return `conversation/${conversationId}`;
}
