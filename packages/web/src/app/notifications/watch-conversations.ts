import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import { conversationCondition } from '../../api/condition.ts';
import type { Conversation } from '../../api/conversations.ts';
import type { Condition } from '../../screen/index.ts';
import { showToast } from '../toasts/toasts.ts';
import { attentionText, newAttention, type Attention } from './attention.ts';
import { playChime } from './chime.ts';
import { useNotifications } from './notifications.ts';

/** Tells when one of these conversations needs its person: in the page if it is looked at, else by the system. */
export function useConversationWatch(conversations: readonly Conversation[], openId: string | null): void {
  const before = useRef<ReadonlyMap<string, Condition>>(new Map());
  const navigate = useNavigate();
  const tell = useEffectEvent((attention: Attention) => {
    const { conversationId, title, condition } = attention;
    const { system, sound } = useNotifications.getState();
    const open = (): void => {
      window.focus();
      void navigate(`/conversations/${conversationId}`);
    };
    const isSeen = document.visibilityState === 'visible';
    if (isSeen && conversationId === openId) return;
    if (sound && condition !== 'done') playChime();
    const text = `“${title}” ${attentionText(condition)}`;
    if (!isSeen && system) {
      const note = new Notification(text, { tag: conversationId });
      note.addEventListener('click', open);
    } else {
      const tone = condition === 'needs-you' ? 'warning' : condition === 'done' ? 'success' : 'failure';
      showToast({ tone, title: text, action: { label: 'Open', run: open } });
    }
  });
  useEffect(() => {
    const now = conversations.map((conversation) => ({
      conversationId: conversation.conversation_id,
      title: conversation.title,
      condition: conversationCondition(conversation),
    }));
    for (const attention of newAttention(before.current, now)) tell(attention);
    before.current = new Map(now.map(({ conversationId, condition }) => [conversationId, condition]));
  }, [conversations]);
}
