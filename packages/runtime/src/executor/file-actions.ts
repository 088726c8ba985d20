import type { ObservationDraft } from '@capstan/protocol';
import type { EditCommand, FileEditor, PathPolicy } from '../file/index.ts';
import type { ActionRequest, EditRequest } from './action-request.ts';
import { errorDraft } from './observation-draft.ts';

type ReadRequest = Extract<ActionRequest, { kind: 'read' }>;
type WriteRequest = Extract<ActionRequest, { kind: 'write' }>;

export interface FileActionsOptions {
  workspace: string;
  /** Whether file actions are held to the workspace. */
  confine: boolean;
  /** Working directory of the shell: what relative paths are relative to. */
  cwd: () => string;
}

/** The path by which agents trained on containers call their workspace. */
export const WORKSPACE_ALIAS = '/workspace';

/** Reading, writing and editing. The code is loaded with the first of them: many commands need none. */
export class FileActions {
  readonly #options: FileActionsOptions;
  #loaded: Promise<Loaded> | undefined;

  constructor(options: FileActionsOptions) {
    this.#options = options;
  }

  async read(request: ReadRequest): Promise<ObservationDraft> {
    const { file, editor, policy } = await this.#load();
    if (request.view) {
      const view = {
        command: 'view' satisfies EditCommand,
        path: request.path,
        view_range: request.viewRange,
      };
      const { text, path } = await editor.execute(view);
      return { observation: 'read', content: text, extras: { path, impl_source: 'oh_aci' } };
    }
    const { ok, text, path } = await file.readFile(request, { cwd: this.#options.cwd(), policy });
    if (!ok) return errorDraft(text);
    return { observation: 'read', content: text, extras: { path, impl_source: 'default' } };
  }

  async write(request: WriteRequest): Promise<ObservationDraft> {
    const { file, policy } = await this.#load();
    const { ok, text, path } = await file.writeFile(request, { cwd: this.#options.cwd(), policy });
    return ok ? { observation: 'write', content: '', extras: { path } } : errorDraft(text);
  }

  async edit(request: EditRequest): Promise<ObservationDraft> {
    if (request.source !== 'oh_aci')
      return errorDraft('Edits by a draft are not supported in the current runtime.');
    const { editor } = await this.#load();
    const result = await editor.execute({
      command: request.command,
      path: request.path,
      file_text: request.fileText,
      old_str: request.oldText,
      new_str: request.newText,
      insert_line: request.insertLine,
    });
    return {
      observation: 'edit',
      content: result.text,
      extras: {
        path: result.path,
        prev_exist: result.prevExist,
        old_content: result.oldContent,
        new_content: result.newContent,
        impl_source: 'oh_aci',
        diff: result.diff,
        _diff_cache: null,
      },
    };
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= this.#prepare();
    return this.#loaded;
  }

  async #prepare(): Promise<Loaded> {
    const file = await import('../file/index.ts');
    const { workspace, confine } = this.#options;
    const policy = confine
      ? file.workspaceConfinement(workspace, { alias: WORKSPACE_ALIAS })
      : file.unconfined;
    return { file, policy, editor: new file.FileEditor({ policy, workspaceRoot: workspace }) };
  }
}

interface Loaded {
  file: typeof import('../file/index.ts');
  editor: FileEditor;
  policy: PathPolicy;
}
