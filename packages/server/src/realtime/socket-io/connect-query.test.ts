import { describe, expect, it, test } from 'vitest';
import { connectQuery, gitProviders } from './connect-query.ts';

describe('the query of a connection', () => {
  it('is read as the web client of OpenHands writes it', () => {
    expect(
      connectQuery({
        conversation_id: 'c1',
        latest_event_id: '7',
        providers_set: 'github,gitlab',
        session_api_key: 'key',
      }),
    ).toEqual({
      conversationId: 'c1',
      latestEventId: 7,
      sessionApiKey: 'key',
      providers: ['github', 'gitlab'],
    });
  });

  it('takes the words for nothing as nothing', () => {
    expect(
      connectQuery({ conversation_id: 'c1', session_api_key: 'null', providers_set: 'undefined' }),
    ).toEqual({ conversationId: 'c1', latestEventId: -1, sessionApiKey: undefined, providers: [] });
  });

  it('takes the first of repeated values, and all providers', () => {
    expect(
      connectQuery({ conversation_id: ['a', 'b'], providers_set: ['github', ' gitlab,bitbucket'] }),
    ).toEqual(expect.objectContaining({ conversationId: 'a', providers: ['github', 'gitlab', 'bitbucket'] }));
  });

  test.each([
    ['', -1],
    ['abc', -1],
    ['5x', -1],
    ['-9', -1],
    [' 5 ', 5],
    ['1e3', -1],
    ['99999999999999999999', -1],
  ])('latest_event_id %j means %j', (latest_event_id, expected) => {
    expect(connectQuery({ latest_event_id }).latestEventId).toBe(expected);
  });
});

test('an unknown git provider is named', () => {
  expect(() => gitProviders(['github', 'sourcehut'])).toThrow(/sourcehut/);
  expect(gitProviders(['forgejo'])).toEqual(['forgejo']);
});
