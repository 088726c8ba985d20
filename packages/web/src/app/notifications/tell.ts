import { alone } from '../../live/sending/alone.ts';
import { oneLine } from '../../screen/index.ts';
import { stored } from '../stored.ts';
import { showToast } from '../toasts/toasts.ts';
import { attentionText, type Attention } from './attention.ts';
import { playChime } from './chime.ts';
import { useNotifications } from './notifications.ts';
import { parseTold, toldAfter } from './told.ts';

const told = stored('told', parseTold);

/**
 * Tells a person that a conversation needs them: in the page if it is looked at, else by the system. Of several pages
 * of the browser one does. `open` shows the conversation.
 */
export async function tell(attention: Attention, open: () => void): Promise<void> {
  const { conversationId, title, condition } = attention;
  let isMine = false;
  await alone('telling', () => {
    const next = toldAfter(told.read(), attention, Date.now());
    isMine = next !== null;
    if (next !== null) told.write(next);
    return Promise.resolve();
  });
  if (!isMine) return;
  const { system, sound } = useNotifications.getState();
  if (sound && condition !== 'done') playChime();
  const text = `“${oneLine(title)}” ${attentionText(condition)}`;
  if (document.visibilityState !== 'visible' && system && noted(text, conversationId, open)) return;
  const tone = condition === 'needs-you' ? 'warning' : condition === 'done' ? 'success' : 'failure';
  showToast({ tone, title: text, action: { label: 'Open', run: open } });
}

/** Whether the system tells it. Phones let no page do so. */
function noted(text: string, tag: string, open: () => void): boolean {
  try {
    new Notification(text, { tag }).addEventListener('click', open);
    return true;
  } catch {
    return false;
  }
}
