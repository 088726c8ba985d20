import type { ReactNode } from 'react';
import { story } from '../../stories/story.ts';
import { AppsView, type AppsViewProps } from './apps-view.tsx';

const HOSTS = [
  { url: 'http://localhost:50001', port: 50_001 },
  { url: 'https://sandbox-0f8fad5bd9cb469fa16570867728950e.apps.example.com:50002/', port: 50_002 },
];

function Shown({ width = 520, ...rest }: Partial<AppsViewProps> & { width?: number }): ReactNode {
  return (
    <div
      style={{ width, height: 260 }}
      className="flex max-w-full flex-col border border-hairline bg-surface"
    >
      <AppsView
        hosts={HOSTS}
        vscodeUrl={null}
        failure={null}
        isPast={false}
        isHere
        onRetry={() => undefined}
        onAsk={() => undefined}
        {...rest}
      />
    </div>
  );
}

export const apps = story('Apps', {
  ports: () => <Shown />,
  'with VS Code': () => <Shown vscodeUrl="http://localhost:40001/?folder=/workspace" />,
  past: () => <Shown isPast />,
  narrow: () => <Shown width={340} vscodeUrl="http://localhost:40001/" />,
  'an address that is none': () => <Shown hosts={[{ url: 'javascript:alert(1)', port: 1 }]} />,
  empty: () => <Shown hosts={[]} />,
  'empty, from another machine': () => <Shown hosts={[]} isHere={false} />,
  'empty, nobody to ask': () => <Shown hosts={[]} onAsk={undefined} />,
  loading: () => <Shown hosts={undefined} />,
  failed: () => <Shown hosts={undefined} failure={new Error('The server cannot be reached')} />,
});
