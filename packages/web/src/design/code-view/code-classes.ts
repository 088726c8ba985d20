import { tagHighlighter, tags } from '@lezer/highlight';

/** What is told apart in code, as classes of `code-colours.css`: the same in the editor and in diffs. */
export const CODE_CLASSES = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.self], class: 'code-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.character], class: 'code-string' },
  { tag: [tags.regexp, tags.escape, tags.url], class: 'code-special' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit], class: 'code-value' },
  { tag: tags.comment, class: 'code-comment' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'code-function' },
  { tag: [tags.definition(tags.function(tags.variableName)), tags.macroName], class: 'code-function' },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.tagName], class: 'code-type' },
  { tag: [tags.propertyName, tags.attributeName, tags.labelName], class: 'code-property' },
  { tag: [tags.meta, tags.annotation, tags.processingInstruction], class: 'code-meta' },
  { tag: tags.heading, class: 'code-heading' },
  { tag: tags.strong, class: 'code-strong' },
  { tag: tags.emphasis, class: 'code-emphasis' },
  { tag: tags.link, class: 'code-special' },
  { tag: tags.invalid, class: 'code-invalid' },
]);
