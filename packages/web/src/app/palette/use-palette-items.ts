import { useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import { conversationCondition } from '../../api/condition.ts';
import { useConversations, type Conversation } from '../../api/conversations.ts';
import { useSettled } from '../../home/use-settled.ts';
import { SETTINGS_SECTIONS } from '../../settings/sections.ts';
import { commands } from '../keyboard/command-registry.ts';
import { COMMANDS, type KeyGroup } from '../keyboard/key-map.ts';
import { ranked } from './rank.ts';
import type { PaletteItem } from './palette-item.ts';
import { oneLine } from '../../screen/index.ts';

const MOST_CONVERSATIONS = 8;
const SECTIONS = ['Commands', 'Conversations', 'Settings'] as const;

/** What the palette offers for what was typed, in sections. */
export function usePaletteItems(typed: string): PaletteItem[] {
  const navigate = useNavigate();
  const conversations = useFoundConversations(typed);
  const possible = useSyncExternalStore(commands.subscribe, commands.possible);
  const offered: PaletteItem[] = [
    // Those of what is open come first.
    ...COMMANDS.toSorted(byNearness)
      .filter(({ id, keyOnly = false }) => !keyOnly && possible.has(id))
      .map(({ id, title, keys, icon = 'right' }): PaletteItem => ({
        id,
        section: 'Commands',
        title,
        keys,
        icon,
        run: () => void commands.run(id),
      })),
    ...conversations.map((conversation): PaletteItem => ({
      id: conversation.conversation_id,
      section: 'Conversations',
      title: oneLine(conversation.title),
      note: conversation.selected_repository ?? '',
      condition: conversationCondition(conversation),
      run: () => void navigate(`/conversations/${conversation.conversation_id}`),
    })),
    ...SETTINGS_SECTIONS.map(({ id, title, icon }): PaletteItem => ({
      id: `settings-${id}`,
      section: 'Settings',
      title: `Settings: ${title}`,
      icon,
      run: () => void navigate(`/settings/${id}`),
    })),
  ];
  const found = ranked(offered, typed, ({ title, note = '' }) => `${title} ${note}`);
  return SECTIONS.flatMap((section) => {
    const ofSection = found.filter((item) => item.section === section);
    return section === 'Conversations' ? ofSection.slice(0, MOST_CONVERSATIONS) : ofSection;
  });
}

/** Those that the list has loaded, and those of the server that are called so. */
function useFoundConversations(typed: string): Conversation[] {
  const query = useSettled(typed.trim());
  const { data: loaded = [] } = useConversations();
  const { data: found = [] } = useConversations(query === '' ? {} : { query });
  return [...new Map([...loaded, ...found].map((one) => [one.conversation_id, one])).values()];
}

const byNearness = (a: { group: KeyGroup }, b: { group: KeyGroup }): number => nearness(a) - nearness(b);

const nearness = ({ group }: { group: KeyGroup }): number =>
  group === 'Conversation' ? 0 : group === 'Everywhere' ? 2 : 1;
