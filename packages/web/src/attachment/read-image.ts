import { fittingSize } from './image-size.ts';

/** Kinds of pictures that models see. Others are uploaded as files. */
const KINDS = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);
/** Bytes of one picture: with what base64 adds, several fit into a request, which may have 4 MB. */
const MOST_BYTES = 750_000;
const QUALITIES = [0.9, 0.75, 0.5, 0.3];

export const isPicture = ({ type }: File): boolean => KINDS.has(type);

/** A picture as `data:` URL, smaller where it is too large. Rejects with words for a person. */
export async function readImage(file: File): Promise<string> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch (cause) {
    throw new Error('This picture cannot be read', { cause });
  }
  try {
    const size = fittingSize(picture);
    if (size.width === picture.width && file.size <= MOST_BYTES) return await dataUrl(file);
    return await dataUrl(await shrunk(picture, size, file.type));
  } finally {
    picture.close();
  }
}

/** Pictures with clear parts stay PNG as long as they are small enough. */
async function shrunk(
  picture: ImageBitmap,
  { width, height }: { width: number; height: number },
  type: string,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot make the picture smaller');
  context.drawImage(picture, 0, 0, width, height);
  const tries: (readonly [string, number?])[] = [
    ...(type === 'image/jpeg' ? [] : [['image/png'] as const]),
    ...QUALITIES.map((quality) => ['image/jpeg', quality] as const),
  ];
  for (const [kind, quality] of tries) {
    if (kind === 'image/jpeg') {
      // It knows no transparency: what shines through is white, as on paper.
      context.globalCompositeOperation = 'destination-over';
      context.fillStyle = 'white';
      context.fillRect(0, 0, width, height);
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, kind, quality));
    if (blob !== null && blob.size <= MOST_BYTES) return blob;
  }
  throw new Error('This picture is too large, also when it is made smaller');
}

function dataUrl(blob: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
  reader.addEventListener('error', () => reject(new Error('This file cannot be read')));
  reader.readAsDataURL(blob);
  return promise;
}
