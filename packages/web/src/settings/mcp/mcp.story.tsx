import { KEYS } from '../../api/keys.ts';
import { Answered } from '../../stories/answered.tsx';
import { story } from '../../stories/story.ts';
import { SET, UNREACHABLE } from '../settings-story-data.ts';
import { McpSection } from './mcp-section.tsx';
import { configOf, MASK, type McpServer } from './mcp-server.ts';
import { McpTestOutcome } from './mcp-test-outcome.tsx';

const SERVERS: readonly McpServer[] = [
  { kind: 'shttp', url: 'https://docs.example/mcp', apiKey: MASK, timeout: 30 },
  { kind: 'sse', url: 'https://a-very-long-name-of-a-host.internal.example/tools/sse', apiKey: null },
  {
    kind: 'stdio',
    name: 'files',
    command: 'npx',
    args: ['-y', '@modelcontextprotocol/server-filesystem', '/workspace'],
    env: { TOKEN: MASK },
  },
];

export const mcp = story('Settings: MCP servers', {
  none: () => (
    <Answered answers={[[KEYS.settings, SET]]}>
      <McpSection />
    </Answered>
  ),
  some: () => (
    <Answered answers={[[KEYS.settings, { ...SET, mcp_config: configOf(SERVERS) }]]}>
      <McpSection />
    </Answered>
  ),
  loading: () => (
    <Answered>
      <McpSection />
    </Answered>
  ),
});

const RESULT = { ok: true as const, server: { name: 'docs', version: '1.2.0' }, latency_ms: 340 };
const TOOLS = [
  { name: 'search', description: 'Finds pages by words.' },
  { name: '<b>hostile</b>\u202Egnp', description: '[link](javascript:alert(1)) '.repeat(20) },
];

export const mcpTest = story('Settings: test of an MCP server', {
  running: () => <McpTestOutcome result={undefined} failure={null} isPending />,
  answered: () => <McpTestOutcome result={{ ...RESULT, tools: TOOLS }} failure={null} isPending={false} />,
  'no tools': () => <McpTestOutcome result={{ ...RESULT, tools: [] }} failure={null} isPending={false} />,
  refused: () => (
    <McpTestOutcome
      result={{
        ok: false,
        code: 'mcp_unreachable',
        message: 'The MCP server did not answer in 15 seconds',
        remedy: 'Check the address or the command of the MCP server, and that it runs.',
      }}
      failure={null}
      isPending={false}
    />
  ),
  'not made': () => <McpTestOutcome result={undefined} failure={UNREACHABLE} isPending={false} />,
});
