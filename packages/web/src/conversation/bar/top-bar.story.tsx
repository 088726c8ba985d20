import { useState, type ReactNode } from 'react';
import { story } from '../../stories/story.ts';
import { barMenu } from './bar-menu.ts';
import { TopBarView, type TopBarViewProps } from './top-bar-view.tsx';

function Bar(props: Partial<TopBarViewProps>): ReactNode {
  const [editing, setEditing] = useState(props.editing ?? false);
  const [title, setTitle] = useState(props.title === undefined ? 'Mend the basket of the shop' : props.title);
  const nothing = (): void => undefined;
  return (
    <div className="w-190 max-w-full">
      <TopBarView
        condition="working"
        runtime="Sandbox runs"
        cost="$1.20"
        costDetail="$1.20 of $5.00"
        reconnecting={false}
        onCost={nothing}
        inspector={{ open: true, onToggle: nothing }}
        menu={barMenu({
          running: true,
          cost: '',
          vscodeUrl: 'https://localhost',
          onCost: nothing,
          onRename: () => setEditing(true),
          onCopyLink: nothing,
          onSaveLog: nothing,
          onSaveWorkspace: nothing,
          onVscode: nothing,
          onShutDown: nothing,
          onDelete: nothing,
        })}
        {...props}
        title={title}
        onRename={setTitle}
        editing={editing}
        onEditing={setEditing}
      />
    </div>
  );
}

export const topBar = story(
  'Top bar',
  {
    working: () => <Bar />,
    'needs you': () => <Bar condition="needs-you" />,
    'cut off for a moment': () => <Bar reconnecting />,
    'a long title': () => (
      <Bar title={'Mend the basket of the shop, and look at all the others. '.repeat(4)} />
    ),
    renaming: () => <Bar editing />,
    'on its way': () => <Bar title={null} cost="" runtime="" menu={[]} />,
    recorded: () => <Bar title="Recorded conversation" condition="done" runtime="" menu={[]} />,
  },
  { layout: 'wide' },
);
