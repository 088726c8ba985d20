import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { Condition } from '../../screen/index.ts';
import { newAttention, type Standing } from './attention.ts';
import { tell } from './tell.ts';

/** Tells when the conversation that is open here needs its person and nobody sees it, as soon as the log says so. */
export function useOpenConversationWatch({ conversationId, title, condition }: Standing): void {
  const before = useRef<Condition | null>(null);
  const navigate = useNavigate();
  const notice = useEffectEvent((last: Condition) => {
    const [attention] = newAttention(new Map([[conversationId, last]]), [
      { conversationId, title, condition },
    ]);
    if (attention === undefined || document.visibilityState === 'visible') return;
    void tell(attention, () => {
      window.focus();
      void navigate(`/conversations/${conversationId}`);
    });
  });
  useEffect(() => {
    if (before.current !== null) notice(before.current);
    before.current = condition;
  }, [condition]);
}
