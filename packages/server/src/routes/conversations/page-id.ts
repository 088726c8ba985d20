import { CapstanError } from '@capstan/protocol';
import type { ListPosition } from '@capstan/storage';
import * as z from 'zod';

const pageSchema = z.object({ v0: z.string().nullable(), v1: z.string().nullable() });
const positionSchema = z.object({ createdAt: z.iso.datetime(), conversationId: z.string() });

/** Where the next page of a list begins, as clients hand it back. */
export function pageIdOf(position: ListPosition | undefined): string | null {
  if (position === undefined) return null;
  return encode({ v0: encode(position), v1: null });
}

/** Throws `request_invalid` for what this server has not given. */
export function positionOf(pageId: string | undefined): ListPosition | undefined {
  if (pageId === undefined || pageId === '') return undefined;
  const page = pageSchema.safeParse(decode(pageId));
  const position = positionSchema.safeParse(decode((page.success ? page.data.v0 : null) ?? ''));
  if (position.success) return position.data;
  throw new CapstanError('request_invalid', 'This page_id was not given by this server', {
    remedy: 'Leave it out for the first page, and then hand back next_page_id as it is.',
  });
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // The schema says what is wrong with it.
    return undefined;
  }
}
