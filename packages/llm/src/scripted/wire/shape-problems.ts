import type { z } from 'zod';

import type { Problem } from '../prompt/prompt.ts';

/** What a schema has against a body, with the place as providers write it: `messages[0].role`. */
export const shapeProblems = (error: z.ZodError): Problem[] =>
  error.issues.map(({ path, message }) => {
    const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    const param = place.replace(/^\./, '');
    return { message: `Invalid '${param}': ${message}.`, param };
  });
