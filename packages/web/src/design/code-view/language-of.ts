import { LanguageDescription, type LanguageSupport } from '@codemirror/language';
import { languages } from '@codemirror/language-data';

/** The language of a file by its name, loaded when it is first asked for; null where it is none that is known. */
export async function languageOf(fileName: string): Promise<LanguageSupport | null> {
  const name = fileName.split('/').at(-1) ?? '';
  const found = LanguageDescription.matchFilename(languages, name);
  return found === null ? null : found.load();
}
