import { beforeEach, expect, it } from 'vitest';
import { ApiFailure } from '../../api/api-failure.ts';
import { uploadProgress, useUploads } from './uploads.ts';

const files = ['a', 'b', 'c'].map((name) => new File([name.repeat(10)], name));
const states = (): string[] => useUploads.getState().list.map(({ name, state }) => `${name} ${state}`);

beforeEach(() => useUploads.setState({ list: [] }));

it('goes on after one that is refused, and keeps why', async () => {
  await useUploads.getState().send('c1', files, async (_id, { name }) => {
    if (name === 'b') throw new ApiFailure('Only text is taken', { status: 200 });
  });
  expect(states()).toEqual(['a done', 'b failed', 'c done']);
  expect(useUploads.getState().list[1]?.reason).toBe('Only text is taken');
  expect(uploadProgress(useUploads.getState().list)).toEqual({
    done: 3,
    all: 3,
    failed: 1,
    bytes: 30,
    ofBytes: 30,
  });
});

it('sends two at once, and forgets only what is over', async () => {
  const answers = new Map(files.map(({ name }) => [name, Promise.withResolvers<void>()]));
  const sent = useUploads.getState().send('c1', files, async (_id, { name }) => answers.get(name)?.promise);
  expect(states()).toEqual(['a sending', 'b sending', 'c waiting']);
  useUploads.getState().clear('c1');
  expect(states()).toHaveLength(3);
  for (const { resolve } of answers.values()) resolve();
  await sent;
  useUploads.getState().clear('other');
  expect(states()).toHaveLength(3);
  useUploads.getState().clear('c1');
  expect(states()).toEqual([]);
});
