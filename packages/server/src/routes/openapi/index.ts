export { type ApiDocument, operations, type Operation } from './api-document.ts';
export { describeApi } from './describe-api.ts';
