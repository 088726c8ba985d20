export interface TabProps {
  conversationId: string;
}
