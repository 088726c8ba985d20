import { readFile, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import type { ServerInfo } from '@capstan/protocol/api';

/** What this process takes of the machine. Nothing waits: the share of the processor is that since the last look. */
export class ProcessResources {
  readonly #folder: string;
  #looked = { at: 0, cpu: process.cpuUsage({ user: 0, system: 0 }) };

  /** `folder` says which disk is meant. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async look(): Promise<ServerInfo['resources']> {
    const cpuPercent = this.#cpuPercent();
    const [memory, disk, io] = await Promise.all([memoryUse(), diskUse(this.#folder), inputOutput()]);
    return { cpu_percent: cpuPercent, memory, disk, io };
  }

  #cpuPercent(): number {
    const at = process.uptime();
    const cpu = process.cpuUsage();
    const seconds = at - this.#looked.at;
    const used = (cpu.user + cpu.system - this.#looked.cpu.user - this.#looked.cpu.system) / 1e6;
    this.#looked = { at, cpu };
    return rounded(seconds > 0 ? (100 * used) / seconds : 0);
  }
}

async function memoryUse(): Promise<ServerInfo['resources']['memory']> {
  const rss = process.memoryUsage.rss();
  const vms = numberIn(await readIfThere('/proc/self/status'), /^VmSize:\s+(\d+) kB/m) * 1024;
  return { rss, vms, percent: rounded((100 * rss) / totalmem()) };
}

async function diskUse(folder: string): Promise<ServerInfo['resources']['disk']> {
  const { bsize, blocks, bfree, bavail } = await statfs(folder).catch(() => ({
    bsize: 0,
    blocks: 0,
    bfree: 0,
    bavail: 0,
  }));
  const used = (blocks - bfree) * bsize;
  const free = bavail * bsize;
  return { total: blocks * bsize, used, free, percent: rounded(used > 0 ? (100 * used) / (used + free) : 0) };
}

async function inputOutput(): Promise<ServerInfo['resources']['io']> {
  const io = await readIfThere('/proc/self/io');
  return {
    read_bytes: numberIn(io, /^read_bytes: (\d+)/m),
    write_bytes: numberIn(io, /^write_bytes: (\d+)/m),
  };
}

/** Not every system has these files, and not every container lets them be read. */
const readIfThere = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);

const rounded = (value: number): number => Math.round(value * 10) / 10;
