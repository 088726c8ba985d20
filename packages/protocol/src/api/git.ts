import * as z from 'zod';

/** Who hosts repositories. `enterprise_sso` is part of the wire and has no service behind it here. */
export const GIT_PROVIDERS = [
  'github',
  'gitlab',
  'bitbucket',
  'azure_devops',
  'forgejo',
  'enterprise_sso',
] as const;

export const gitProviderNameSchema = z.enum(GIT_PROVIDERS).meta({ id: 'GitProviderName' });

export const repositorySchema = z
  .object({
    id: z.string(),
    /** `owner/name`; with the groups between on GitLab, `organization/project/name` on Azure DevOps. */
    full_name: z.string(),
    git_provider: gitProviderNameSchema,
    is_public: z.boolean(),
    stargazers_count: z.number().nullable(),
    /** `Link` header of the page it stands on; clients look for `rel="next"` in that of the first repository. */
    link_header: z.string().nullable(),
    pushed_at: z.string().nullable(),
    owner_type: z.enum(['user', 'organization']).nullable(),
    main_branch: z.string().nullable(),
  })
  .meta({ id: 'Repository' });

export const branchSchema = z
  .object({
    name: z.string(),
    commit_sha: z.string(),
    protected: z.boolean(),
    last_push_date: z.string().nullable(),
  })
  .meta({ id: 'Branch' });

export const branchPageSchema = z
  .object({
    branches: z.array(branchSchema),
    has_next_page: z.boolean(),
    current_page: z.int(),
    per_page: z.int(),
    /** Null where the provider does not count. */
    total_count: z.int().nullable(),
  })
  .meta({ id: 'BranchPage' });

export const gitUserSchema = z
  .object({
    id: z.string(),
    login: z.string(),
    avatar_url: z.string(),
    company: z.string().nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
  })
  .meta({ id: 'GitUser' });

export const SUGGESTED_TASK_TYPES = [
  'MERGE_CONFLICTS',
  'FAILING_CHECKS',
  'UNRESOLVED_COMMENTS',
  'OPEN_ISSUE',
  'OPEN_PR',
  'CREATE_MICROAGENT',
] as const;

/** Something of a person's that an agent could do next. */
export const suggestedTaskSchema = z
  .object({
    git_provider: gitProviderNameSchema,
    task_type: z.enum(SUGGESTED_TASK_TYPES),
    repo: z.string(),
    /** Number of the issue or of the pull request. */
    issue_number: z.int(),
    title: z.string(),
  })
  .meta({ id: 'SuggestedTask' });

/** A file with knowledge for agents that a repository holds. */
export const microagentSchema = z
  .object({
    name: z.string(),
    path: z.string(),
    /** When it was listed: providers do not tell more without a call for each file. */
    created_at: z.string(),
  })
  .meta({ id: 'Microagent' });

export const microagentContentSchema = z
  .object({
    /** Without the front matter. */
    content: z.string(),
    path: z.string(),
    triggers: z.array(z.string()),
    git_provider: gitProviderNameSchema.nullable(),
  })
  .meta({ id: 'MicroagentContent' });

export type GitProviderName = z.output<typeof gitProviderNameSchema>;
export type Repository = z.output<typeof repositorySchema>;
export type Branch = z.output<typeof branchSchema>;
export type BranchPage = z.output<typeof branchPageSchema>;
export type GitUser = z.output<typeof gitUserSchema>;
export type SuggestedTaskType = (typeof SUGGESTED_TASK_TYPES)[number];
export type SuggestedTask = z.output<typeof suggestedTaskSchema>;
export type Microagent = z.output<typeof microagentSchema>;
export type MicroagentContent = z.output<typeof microagentContentSchema>;
