import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import { conversationCondition } from '../../api/condition.ts';
import type { Conversation } from '../../api/conversations.ts';
import type { Condition } from '../../screen/index.ts';
import { newAttention, type Attention } from './attention.ts';
import { tell } from './tell.ts';

/** Tells when one of these conversations needs its person: in the page if it is looked at, else by the system. */
export function useConversationWatch(conversations: readonly Conversation[], openId: string | null): void {
  const before = useRef<ReadonlyMap<string, Condition>>(new Map());
  const navigate = useNavigate();
  const notice = useEffectEvent((attention: Attention) => {
    const { conversationId } = attention;
    // Who looks at it sees it; what nobody sees, the open conversation itself tells of sooner.
    if (conversationId === openId) return;
    void tell(attention, () => {
      window.focus();
      void navigate(`/conversations/${conversationId}`);
    });
  });
  useEffect(() => {
    const now = conversations.map((conversation) => ({
      conversationId: conversation.conversation_id,
      title: conversation.title,
      condition: conversationCondition(conversation),
    }));
    for (const attention of newAttention(before.current, now)) notice(attention);
    before.current = new Map(now.map(({ conversationId, condition }) => [conversationId, condition]));
  }, [conversations]);
}
