import { conversationCondition } from '../../api/condition.ts';
import type { Conversation } from '../../api/conversations.ts';
import type { Condition } from '../../screen/index.ts';
import { AGE_GROUPS, ageGroup } from '../age-text.ts';

export interface RailGroup {
  name: string;
  conversations: readonly Conversation[];
}

const WORKS: ReadonlySet<Condition> = new Set(['starting', 'working', 'waiting']);
/** What has waited longer than this is not urgent any more: it stands among the others of its day. */
const URGENT_MILLISECONDS = 3 * 24 * 3_600_000;

/** What needs the person, then what is at work, then the rest by the days on which it began; empty groups are left out. */
export function railGroups(conversations: readonly Conversation[], now: number): RailGroup[] {
  const groups = Map.groupBy(conversations, (conversation) => groupOf(conversation, now));
  return ['Needs you', 'Working', ...AGE_GROUPS].flatMap((name) => {
    const rows = groups.get(name) ?? [];
    return rows.length === 0 ? [] : [{ name, conversations: rows }];
  });
}

function groupOf(conversation: Conversation, now: number): string {
  const { last_updated_at: last, created_at: created } = conversation;
  const condition = conversationCondition(conversation);
  if (WORKS.has(condition)) return 'Working';
  const isUrgent = now - Date.parse(last ?? created) < URGENT_MILLISECONDS;
  return condition === 'needs-you' && isUrgent ? 'Needs you' : ageGroup(created, now);
}
