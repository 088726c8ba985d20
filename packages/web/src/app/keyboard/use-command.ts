import { useEffect, useRef } from 'react';
import { commands, type CommandHandler } from './command-registry.ts';
import type { CommandId } from './key-map.ts';

/** As long as this component is there and `enabled`, it does the command, by key and from the palette. */
export function useCommand(id: CommandId, handler: CommandHandler, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => (enabled ? commands.register(id, () => latest.current()) : undefined), [id, enabled]);
}
