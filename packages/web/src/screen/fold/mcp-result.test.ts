import { expect, it } from 'vitest';
import { mcpResult } from './mcp-result.ts';

it('shows what is no result as it stands', () => {
  expect(mcpResult('not JSON')).toEqual({ text: 'not JSON', imageUrls: [], isError: false });
  expect(mcpResult('[1]')).toMatchObject({ text: '[1]' });
  expect(mcpResult('{"isError":true}')).toMatchObject({ isError: true });
});

it('takes pictures by their type only', () => {
  const picture = (mimeType: string) =>
    mcpResult(JSON.stringify({ content: [{ type: 'image', mimeType, data: 'AAAA' }] })).imageUrls;
  expect(picture('image/png')).toEqual(['data:image/png;base64,AAAA']);
  expect(picture('text/html')).toEqual([]);
  expect(picture('image/png,<script>')).toEqual([]);
});

it('shows a resource as JSON', () => {
  const content = JSON.stringify({ content: [{ type: 'resource', resource: { uri: 'file:///a' } }] });
  expect(mcpResult(content).text).toBe(content);
});
