import type { ResolvedSetting } from '@capstan/server/config';
import { expect, it } from 'vitest';
import { settingLines } from './setting-lines.ts';

it('settings stand in columns: name, value, origin', () => {
  const setting = (name: string, value: unknown, origin: ResolvedSetting['origin']): ResolvedSetting => ({
    name,
    value,
    origin,
    help: '',
  });
  expect(
    settingLines([
      setting('server.port', 3_000, { source: 'file', place: '/h/config.toml:2' }),
      setting('llm.api_key', 'set', { source: 'environment', variables: ['LLM_API_KEY'] }),
      setting('llm.base_url', null, { source: 'default' }),
      setting('server.allowed_hosts', [], { source: 'default' }),
      setting('sandbox.network', ['a.example', 'b.example'], { source: 'flag', flag: '--network' }),
      setting('sandbox.variables', { A: 'set' }, { source: 'default' }),
    ]),
  ).toEqual([
    'server.port           3000                  /h/config.toml:2',
    'llm.api_key           set                   $LLM_API_KEY',
    'llm.base_url          none                  default',
    'server.allowed_hosts  (empty)               default',
    'sandbox.network       a.example, b.example  --network',
    'sandbox.variables     A=set                 default',
  ]);
});
