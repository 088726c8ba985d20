import { turn } from '@capstan/llm/scripted';
import { expect, it } from 'vitest';
import { ManagerRig } from '../../test/support/running-manager.ts';
import { createConversation } from './create-conversation.ts';

it('a conversation that cannot begin leaves nothing behind', async () => {
  await using rig = await ManagerRig.start({ turns: [turn.text('Hi.')] });
  // Its folder cannot be made.
  Object.assign(rig.context.config.runtime, { workspaceBase: '/dev/null' });
  const created = createConversation(rig.serverContext, {
    userId: null,
    conversationId: 'c1',
    trigger: 'gui',
  });
  await expect(created).rejects.toMatchObject({ code: 'workspace_not_writable' });
  expect(await rig.storage.conversations.get('c1')).toBeUndefined();
  expect(await rig.context.documents.load('c1')).toMatchObject({ instructions: null });
});

it('an id that is taken is left to the one who has it', async () => {
  await using rig = await ManagerRig.start({ turns: [turn.text('Hi.')] });
  await rig.begin('c1', 'Hello');
  const created = createConversation(rig.serverContext, {
    userId: null,
    conversationId: 'c1',
    trigger: 'gui',
  });
  await expect(created).rejects.toMatchObject({ code: 'conversation_busy' });
  await rig.untilState('c1', 'awaiting_user_input');
});
