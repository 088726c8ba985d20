import * as z from 'zod';
import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

const extension = z.string().regex(/^[.](\*|[a-z0-9]+([.][a-z0-9]+)*)$/);

export const uploadsSettings = {
  maxFileBytes: setting({
    name: 'core.file_uploads_max_file_size_mb',
    kind: kind.mebibytesOrNoLimit,
    default: 100 * 1_048_576,
    variables: ['FILE_UPLOADS_MAX_FILE_SIZE_MB'],
    help: 'largest file of an upload; 0 for as much as one request may bring',
  }),
  maxRequestBytes: setting({
    name: 'core.file_uploads_max_request_size_mb',
    kind: kind.mebibytes,
    default: 200 * 1_048_576,
    variables: ['FILE_UPLOADS_MAX_REQUEST_SIZE_MB'],
    help: 'all files of one upload together',
  }),
  restrictFileTypes: setting({
    name: 'core.file_uploads_restrict_file_types',
    kind: kind.truth,
    default: false,
    variables: ['FILE_UPLOADS_RESTRICT_FILE_TYPES'],
    help: 'whether only the allowed extensions may be uploaded',
  }),
  allowedExtensions: setting({
    name: 'core.file_uploads_allowed_extensions',
    kind: kind.list(extension, 'extensions such as .txt'),
    default: ['.*'],
    variables: ['FILE_UPLOADS_ALLOWED_EXTENSIONS'],
    help: 'extensions that may be uploaded, where types are restricted',
  }),
};
