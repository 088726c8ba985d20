import { expect, it } from 'vitest';
import { changes, inverseOf, NO_SETTINGS, patched, type Settings } from './settings-patch.ts';

const BEFORE: Settings = {
  ...NO_SETTINGS,
  llm_model: 'openai/gpt-5',
  max_iterations: 50,
  mcp_config: {
    sse_servers: [],
    stdio_servers: [],
    shttp_servers: [{ url: 'https://tools.example/mcp' }],
  },
};

it('a patch and its inverse leave everything as it was', () => {
  for (const patch of [
    { llm_model: null, max_iterations: 7 },
    { enable_default_condenser: false },
    { mcp_config: { shttp_servers: [], sse_servers: [{ url: 'https://a.example' }] } },
    { mcp_config: null },
    { confirmation_mode: true, security_analyzer: 'llm' },
  ]) {
    const after = patched(BEFORE, patch);
    expect(after).not.toEqual(BEFORE);
    expect(patched(after, inverseOf(BEFORE, patch) ?? {})).toEqual(BEFORE);
  }
});

it('a key is never kept in what is shown, only that it is set', () => {
  const after = patched(BEFORE, { llm_api_key: 'sk-secret' });
  expect(JSON.stringify(after)).not.toContain('sk-secret');
  expect(after.llm_api_key_set).toBe(true);
  expect(patched(after, { llm_api_key: null }).llm_api_key_set).toBe(false);
});

it('there is no way back to a key that nobody knows', () => {
  expect(inverseOf(BEFORE, { llm_api_key: 'sk-secret' })).toBeNull();
  expect(inverseOf(BEFORE, { llm_api_key: 'sk-secret', llm_model: 'a/b' })).toEqual({
    llm_model: 'openai/gpt-5',
  });
});

it('null is the default of the server, for what is on or off as well', () => {
  const off = patched(BEFORE, { enable_default_condenser: false });
  expect(patched(off, { enable_default_condenser: null }).enable_default_condenser).toBe(true);
});

it('what changes nothing is not worth a request, but a key always is', () => {
  expect(changes(BEFORE, { llm_model: 'openai/gpt-5' })).toBe(false);
  expect(changes(BEFORE, { llm_model: null })).toBe(true);
  expect(changes({ ...BEFORE, llm_api_key_set: true }, { llm_api_key: 'other' })).toBe(true);
});
