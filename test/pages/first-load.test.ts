import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';

const chromium = requires('chromium');

describe.skipIf(!chromium.available)('the first load', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start();
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('shows the home page after the login link, without an error or a foreign request', async () => {
    await using opened = await rig.open('/');
    await expectPage(opened.page.getByRole('main')).toBeVisible();
    expect(opened.problems).toEqual([]);
  });
});
