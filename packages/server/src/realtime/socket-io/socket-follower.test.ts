import { EventStream } from '@capstan/events';
import { thinkAction } from '@capstan/protocol';
import { MemoryStorage } from '@capstan/storage';
import { expect, test } from 'vitest';
import { LiveFeed } from '../../conversation/live-feed.ts';
import { EventTexts } from '../event-texts.ts';
import { Outlet } from '../outlet.ts';
import { SocketFollower } from './socket-follower.ts';

test('what is said while somebody connects is told when it is connected, and nothing is before', async () => {
  const storage = new MemoryStorage();
  const stream = await EventStream.open(await storage.open('c1', { create: true }));
  const feed = new LiveFeed({
    openStore: () => storage.open('c1', { create: true }),
    pollMilliseconds: 1_000,
    onUnused: () => undefined,
    onFailure: (error) => expect.fail(String(error)),
  });
  feed.attach(stream);
  const told: string[] = [];
  const all = Promise.withResolvers<void>();
  const follower = new SocketFollower({
    feed,
    after: -1,
    historyEnd: -1,
    texts: new EventTexts(),
    outlet: new Outlet({
      send: (text) => {
        told.push(text);
        if (told.length === 3) all.resolve();
      },
      onStall: () => undefined,
      stallSeconds: 30,
    }),
    onEnd: () => undefined,
  });
  feed.notify({ status_update: true, type: 'info', id: 'STATUS$READY', message: 'early' });
  await stream.append(thinkAction('early'), 'agent').durable;
  expect(told).toEqual([]);
  follower.open();
  await stream.append(thinkAction('late'), 'agent').durable;
  await all.promise;
  expect(told.map((text) => /early|late/.exec(text)?.[0])).toEqual(['early', 'early', 'late']);
  expect(told[0]).toBe(
    '2["oh_event",{"status_update":true,"type":"info","id":"STATUS$READY","message":"early"}]',
  );
  follower.close();
  feed.notify({ error: true, message: 'Nobody hears it' });
  expect(told).toHaveLength(3);
  await stream.close();
});
