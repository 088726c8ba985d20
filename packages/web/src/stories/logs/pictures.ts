const svg = (width: number, height: number, body: string): string =>
  `data:image/svg+xml;base64,${btoa(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`,
  )}`;

/** What a notebook draws: bars of the given heights, from 0 to 100. */
export function chartPicture(heights: readonly number[]): string {
  const bars = heights.map(
    (height, index) =>
      `<rect x="${20 + index * 40}" y="${120 - height}" width="28" height="${height}" fill="#4c78a8"/>`,
  );
  const axis = '<path d="M12 10v110h280" fill="none" stroke="#888"/>';
  return svg(300, 140, `<rect width="300" height="140" fill="#fff"/>${axis}${bars.join('')}`);
}

/** What a browser shows: a page with a heading, some text and a button. */
export function pagePicture(heading: string): string {
  const lines = [0, 1, 2, 3].map(
    (line) => `<rect x="40" y="${130 + line * 26}" width="${560 - line * 90}" height="10" fill="#d0d5dd"/>`,
  );
  return svg(
    800,
    500,
    `<rect width="800" height="500" fill="#fff"/><rect width="800" height="56" fill="#f2f4f7"/>` +
      `<text x="40" y="104" font-family="sans-serif" font-size="28" fill="#101828">${heading}</text>${lines.join('')}` +
      `<rect x="40" y="260" width="140" height="40" rx="6" fill="#2e6fd8"/>`,
  );
}
