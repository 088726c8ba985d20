import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { CHUNKS } from './build/chunks.ts';
import { earlyTheme, THEME_ENTRY } from './build/early-theme.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const server = process.env['CAPSTAN_SERVER'] ?? 'http://127.0.0.1:3000';
/** What a running `capstan serve` answers while the pages come from vite. */
const SERVED = ['/api', '/socket.io', '/login', '/server_info', '/openapi.json'];

export default defineConfig({
  root,
  publicDir: false,
  plugins: [react(), tailwind(), earlyTheme()],
  // The server puts a fresh number in this place of every page that it sends.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // Files that are inlined as data: are what the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      input: { index: fileURLToPath(new URL('index.html', import.meta.url)), theme: THEME_ENTRY },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: { groups: [...CHUNKS] },
      },
    },
  },
  // Workers load grammars when they are needed, which other formats cannot.
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      SERVED.map((path) => [
        path,
        { target: server, ws: true, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
});
