import { describe, expect, it } from 'vitest';
import { builtinRuntimes, createRuntime } from './runtime-registry.ts';

const options = { conversationId: 'c', workspace: '/tmp', stateDir: '/tmp' };

describe('the registry of runtimes', () => {
  it('makes runtimes by the name of their driver', () => {
    expect(createRuntime('local', options).driver).toBe('local');
    expect(createRuntime('cli', options).driver).toBe('cli');
  });

  it('names the ones there are when asked for another', () => {
    expect(() => createRuntime('docker', options)).toThrow(
      expect.objectContaining({ code: 'runtime_unknown', remedy: 'Choose one of: local, cli.' }),
    );
  });

  it('takes further drivers', () => {
    const registry = builtinRuntimes().register('other', (given) => createRuntime('cli', given));
    expect(registry.create('other', options).driver).toBe('cli');
    expect(registry.names).toEqual(['local', 'cli', 'other']);
  });
});
