import '../design/design.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { styleNonce } from './style-nonce.ts';

// Where the libraries behind dialogs look for the number of the page when they stop it from scrolling.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no place for the app');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
