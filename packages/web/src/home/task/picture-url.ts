/** Of a picture in a request, in characters: several fit into one of 4 MB. */
const MOST_CHARACTERS = 1_000_000;
/** Models see no more than this of the longer side, in pixels. */
const LONGEST_SIDE = 1_568;
const QUALITY = 0.85;

/** A picture as a `data:` URL: as it is where it is small, else as large as models look at it. */
export async function pictureUrl(file: File): Promise<string> {
  const plain = await dataUrl(file);
  if (plain.length <= MOST_CHARACTERS) return plain;
  const picture = await createImageBitmap(file);
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const surface = canvas.getContext('2d');
    if (surface === null) return plain;
    // JPEG knows no transparency: what shines through is white, as on paper.
    surface.fillStyle = 'white';
    surface.fillRect(0, 0, canvas.width, canvas.height);
    surface.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', QUALITY);
  } finally {
    picture.close();
  }
}

function dataUrl(file: File): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
  reader.addEventListener('error', () => reject(new Error(`${file.name} cannot be read`)));
  reader.readAsDataURL(file);
  return promise;
}
