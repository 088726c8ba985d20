import * as z from 'zod';

export const workspaceFoldersQuerySchema = z.object({
  /** Absolute; without it, where a person most likely begins. */
  path: z.string().max(4_000).optional(),
});

/** `GET /api/workspace-folders`. */
export const workspaceFoldersSchema = z
  .object({
    /** Of the folder that was looked into: absolute, without symbolic links. */
    path: z.string(),
    /** Null where it may not be looked into. */
    parent: z.string().nullable(),
    folders: z.array(
      z.object({
        name: z.string(),
        path: z.string(),
        /** Whether it is the top of a git repository. */
        is_git: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'WorkspaceFolders' });

export type WorkspaceFolders = z.output<typeof workspaceFoldersSchema>;
