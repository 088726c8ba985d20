import { expect, it } from 'vitest';
import { attach } from './attachments.ts';
import { startTask, type Begun, type StartPhase, type StartRequests, type Task } from './start-task.ts';

const picture = new File(['p'], 'p.png', { type: 'image/png' });
const notes = new File(['n'], 'notes.txt');
const task = (text: string, ...files: File[]): Task => ({
  text,
  attachments: attach([], files).attachments,
  workspace: { repository: 'acme/shop' },
});

/** Notes what is asked for; `failing` fails once. */
function rig(failing?: 'create' | 'upload' | 'say') {
  const asked: unknown[] = [];
  let left = failing;
  const step = <Answer>(
    name: 'create' | 'upload' | 'say',
    said: unknown,
    answer: Answer,
  ): Promise<Answer> => {
    asked.push([name, said]);
    if (left !== name) return Promise.resolve(answer);
    left = undefined;
    return Promise.reject(new Error(name));
  };
  const requests: StartRequests = {
    create: (body) => step('create', body, 'c1'),
    upload: (_id, files) =>
      step(
        'upload',
        files.map(({ name }) => name),
        ['/w/notes.txt'],
      ),
    say: (_id, message, imageUrls) => step('say', [message, ...imageUrls], undefined),
    pictureUrl: ({ name }) => Promise.resolve(`data:${name}`),
  };
  const phases: StartPhase[] = [];
  let begun: Begun | null = null;
  const start = (given: Task): Promise<string> =>
    startTask(given, begun, requests, {
      onPhase: (phase) => phases.push(phase),
      onBegun: (so) => (begun = so),
    });
  return { asked, phases, start };
}

it('words and pictures go along with the beginning', async () => {
  const { asked, phases, start } = rig();
  expect(await start(task('Mend it', picture))).toBe('c1');
  expect(asked).toEqual([
    ['create', { repository: 'acme/shop', initial_user_msg: 'Mend it', image_urls: ['data:p.png'] }],
  ]);
  expect(phases).toEqual(['pictures', 'beginning']);
});

it('files are in the workspace before the agent reads of them', async () => {
  const { asked, start } = rig();
  await start(task('Mend it', picture, notes));
  expect(asked).toEqual([
    ['create', { repository: 'acme/shop' }],
    ['upload', ['notes.txt']],
    ['say', ['Mend it\n\nAttached files:\n- /w/notes.txt', 'data:p.png']],
  ]);
});

it.each([
  ['create', ['create', 'create', 'upload', 'say']],
  ['upload', ['create', 'upload', 'upload', 'say']],
  ['say', ['create', 'upload', 'say', 'say']],
] as const)('what failed at %s goes on from there', async (failing, expected) => {
  const { asked, start } = rig(failing);
  await expect(start(task('Mend it', notes))).rejects.toThrow(failing);
  expect(await start(task('Mend it', notes))).toBe('c1');
  expect(asked.map((each) => (Array.isArray(each) ? each[0] : each))).toEqual(expected);
});

it('after the files were taken away the task still goes to the conversation that has begun', async () => {
  const { asked, start } = rig('upload');
  await expect(start(task('Mend it', notes))).rejects.toThrow('upload');
  await start(task('Mend it'));
  expect(asked.at(-1)).toEqual(['say', ['Mend it']]);
});
