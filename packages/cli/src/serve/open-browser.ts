import { spawn } from 'node:child_process';

/** Where a browser could be shown, and with which program. */
export interface Desktop {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether a person sees what is printed. */
  isTerminal: boolean;
}

/** The program that opens an address in the person's browser; undefined where nobody sits at a screen. */
export function browserOpener({ platform, env, isTerminal }: Desktop): string | undefined {
  const isRemote = env['SSH_CONNECTION'] !== undefined;
  if (!isTerminal || isRemote || env['CI'] !== undefined) return undefined;
  if (platform === 'darwin') return 'open';
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? 'xdg-open' : undefined;
}

/** Opens an address in the person's browser, if there is one. Whatever comes of it, the link is printed as well. */
export function openBrowser(address: string, desktop: Desktop): void {
  const opener = browserOpener(desktop);
  if (opener === undefined) return;
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true });
  // The program may not be there: the printed link is the remedy.
  child.on('error', () => undefined);
  child.unref();
}
