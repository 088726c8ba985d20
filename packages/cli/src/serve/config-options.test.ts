import { CONFIG_FLAGS } from '@capstan/server/config';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { configFlags, withConfigOptions } from './config-options.ts';

it('every flag of the configuration is an option, and every option a flag', () => {
  const options = withConfigOptions(new Command()).options.map(({ long }) => long);
  expect(new Set(options)).toEqual(new Set([...CONFIG_FLAGS, '--config']));
});

it('options are flags by the names that a person writes', () => {
  const command = withConfigOptions(new Command());
  command.parse(['-p', '0', '--max-budget', '2.5', '--json-logs'], { from: 'user' });
  expect(configFlags(command.opts())).toEqual({ '--port': '0', '--max-budget': '2.5', '--json-logs': true });
});
