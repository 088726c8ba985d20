import { conversationScope } from '@capstan/storage';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  bytesOnDisk,
  openSealedStorage,
  removeHome,
  temporaryHome,
  type SealedStorage,
} from '../../test/sealed-storage.ts';
import { ConversationDocuments } from './conversation-documents.ts';

let sealed: SealedStorage;
let conversations: ConversationDocuments;

beforeEach(async () => {
  sealed = await openSealedStorage(await temporaryHome());
  conversations = new ConversationDocuments(sealed.documents);
});

afterEach(async () => {
  await sealed.close();
  await removeHome(sealed.home);
});

const nothing = { instructions: null, mcpConfig: null, replayJson: null, experiment: null };

it('keeps what a conversation was created with, unreadable on disk', async () => {
  expect(await conversations.load('one')).toEqual(nothing);
  const mcpConfig = {
    sse_servers: [{ url: 'https://mcp.example/sse', api_key: 'hunter22-key' }],
    stdio_servers: [],
    shttp_servers: [],
  };
  await conversations.save('one', {
    instructions: 'Mind the hunter22-gap',
    mcpConfig,
    experiment: { a: [1] },
  });
  expect(await conversations.load('one')).toEqual({
    ...nothing,
    instructions: 'Mind the hunter22-gap',
    mcpConfig,
    experiment: { a: [1] },
  });
  expect(await conversations.load('two')).toEqual(nothing);
  expect(await bytesOnDisk(sealed.home)).not.toContain('hunter22');
});

it('goes with the conversation', async () => {
  await sealed.storage.conversations.create({ conversationId: 'one' });
  await conversations.save('one', { instructions: 'x' });
  await sealed.storage.conversations.delete('one');
  expect(await sealed.storage.documents.list(conversationScope('one'))).toEqual([]);
  expect(await conversations.load('one')).toEqual(nothing);
});

it('refuses what is not of its shape', async () => {
  const place = { scope: conversationScope('one'), name: 'creation' };
  await sealed.documents.save(place, { instructions: 7 });
  await expect(conversations.load('one')).rejects.toMatchObject({ code: 'storage_corrupt' });
});
