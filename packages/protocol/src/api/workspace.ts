import * as z from 'zod';

export const runtimeConfigSchema = z
  .object({ runtime_id: z.string().nullable(), session_id: z.string() })
  .meta({ id: 'RuntimeConfig' });

export const vscodeUrlSchema = z.object({ vscode_url: z.string().nullable() }).meta({ id: 'VscodeUrl' });

/** URL of what the agent serves → port. */
export const webHostsSchema = z.object({ hosts: z.record(z.string(), z.int()) }).meta({ id: 'WebHosts' });

const path = z.string().max(4_096);

export const listFilesQuerySchema = z.object({ path: path.optional() });
/** Names of folders end with `/`. */
export const fileListSchema = z.array(z.string()).meta({ id: 'FileList' });

export const selectFileQuerySchema = z.object({ file: path.min(1) });
export const fileTextSchema = z.object({ code: z.string() }).meta({ id: 'FileText' });

export const pathQuerySchema = z.object({ path: path.min(1) });

export const gitChangesSchema = z
  .array(z.object({ status: z.enum(['M', 'A', 'D', 'U']), path: z.string() }))
  .meta({ id: 'GitChanges' });

export const gitDiffSchema = z.object({ modified: z.string(), original: z.string() }).meta({ id: 'GitDiff' });

export const uploadedSchema = z
  .object({
    /** Absolute paths in the workspace. */
    uploaded_files: z.array(z.string()),
    skipped_files: z.array(z.object({ name: z.string(), reason: z.string() })),
  })
  .meta({ id: 'Uploaded' });

export const workspaceMicroagentsSchema = z
  .object({
    microagents: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['repo', 'knowledge']),
        content: z.string(),
        triggers: z.array(z.string()),
        inputs: z.array(z.object({ name: z.string(), description: z.string() })),
        tools: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'WorkspaceMicroagents' });

export const feedbackSchema = z
  .object({
    email: z.string().max(500).default(''),
    version: z.string().max(100).default(''),
    permissions: z.enum(['private', 'public']).default('private'),
    polarity: z.enum(['positive', 'negative']),
    feedback: z.string().max(100_000).optional(),
  })
  .meta({ id: 'Feedback' });

/** The shape that clients of OpenHands read. Feedback stays on this server, so there is no password to it. */
export const feedbackAnswerSchema = z
  .object({
    statusCode: z.int(),
    body: z.object({ message: z.string(), feedback_id: z.string(), password: z.string() }),
  })
  .meta({ id: 'FeedbackAnswer' });
