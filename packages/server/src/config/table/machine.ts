import * as z from 'zod';
import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

const host = z.string().regex(/^[^\s/]+$/);

export const machineSettings = {
  localFolders: setting({
    name: 'server.local_folders',
    kind: kind.orNone(kind.paths),
    default: [],
    help: 'folders in which conversations may work; empty: any where there is one user, else none',
  }),
  privateHosts: setting({
    name: 'server.private_hosts',
    kind: kind.list(host, 'hosts such as 10.0.0.7 or models.internal:8080'),
    default: [],
    help: 'hosts of the own network that users of a server with several may name for models and MCP servers',
  }),
  ollamaUrl: setting({
    name: 'llm.ollama_url',
    kind: kind.orNone(kind.url),
    default: 'http://127.0.0.1:11434',
    help: 'where Ollama is looked for; none: nowhere',
  }),
  lmstudioUrl: setting({
    name: 'llm.lmstudio_url',
    kind: kind.orNone(kind.url),
    default: 'http://127.0.0.1:1234',
    help: 'where LM Studio is looked for; none: nowhere',
  }),
};
