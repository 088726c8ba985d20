import * as z from 'zod';

const bytes = () => z.int().min(0);
const percent = () => z.number().min(0);

/** How the process of the server is doing; where the machine does not tell, 0. */
export const serverInfoSchema = z
  .object({
    /** Seconds since the start. */
    uptime: z.number(),
    /** Seconds since the last request, this one and probes left out. */
    idle_time: z.number(),
    resources: z.object({
      /** Of one core, since the last time somebody asked. */
      cpu_percent: percent(),
      memory: z.object({ rss: bytes(), vms: bytes(), percent: percent() }),
      /** The disk with the home folder. */
      disk: z.object({ total: bytes(), used: bytes(), free: bytes(), percent: percent() }),
      io: z.object({ read_bytes: bytes(), write_bytes: bytes() }),
    }),
  })
  .meta({ id: 'ServerInfo' });

export type ServerInfo = z.output<typeof serverInfoSchema>;
