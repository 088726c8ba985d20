import { useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { Menu } from '../../design/menu.tsx';
import { Meter } from '../../design/meter.tsx';
import { Tooltip } from '../../design/tooltip.tsx';
import { oneLine, type Bill } from '../../screen/index.ts';
import type { Controls } from '../standing/controls.ts';
import type { Steer } from '../standing/use-steering.ts';
import { costMark, costText, windowText, type ComposerFacts } from './composer-facts.ts';

export interface ComposerRowProps {
  facts: ComposerFacts;
  bill: Bill;
  controls: Controls;
  /** What was asked of the agent a moment ago. */
  asking: Steer | null;
  onSteer: (to: Steer) => void;
  /** Whether there is something to send; `waits` for what is still uploaded. */
  sendable: 'nothing' | 'waits' | 'yes';
  onSend: () => void;
  onHold: () => void;
  enterSends: boolean;
  onEnterSends: (enterSends: boolean) => void;
  onFiles: (files: File[]) => void;
  onCost: () => void;
}

/** Under what is written: what it is written to, and what can be done. */
export function ComposerRow(props: ComposerRowProps): ReactNode {
  const { controls, asking, onSteer, sendable, onSend, onHold } = props;
  return (
    <div className="flex items-center gap-1 px-1.5 pb-1.5">
      <AttachButton onFiles={props.onFiles} />
      <Facts {...props} />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {controls.pause && (
          <IconButton
            icon="pause"
            label="Pause"
            keys="P"
            disabled={asking === 'paused'}
            onClick={() => onSteer('paused')}
          />
        )}
        {controls.stop && (
          <IconButton
            icon="stop"
            label="Stop"
            keys="Escape"
            disabled={asking === 'stopped'}
            onClick={() => onSteer('stopped')}
          />
        )}
        {controls.hold && sendable === 'yes' && (
          <Tooltip text="Hold back until it rests" keys="Alt+Enter">
            <Button
              kind="quiet"
              aria-label="Hold back until it rests"
              onClick={onHold}
              className="max-sm:w-8 max-sm:px-0!"
            >
              <Icon name="clock" size={14} />
              <span className="max-sm:hidden">Hold back</span>
            </Button>
          </Tooltip>
        )}
        <SendMenu {...props} />
        <Tooltip text={sendable === 'waits' ? 'Waits for the upload' : 'Send'} keys="Mod+Enter">
          <Button
            kind="primary"
            aria-label="Send"
            aria-disabled={sendable !== 'yes' || undefined}
            onClick={onSend}
            className="w-8 px-0! aria-disabled:opacity-50"
          >
            <Icon name="send" size={14} />
          </Button>
        </Tooltip>
      </div>
    </div>
  );
}

function AttachButton({ onFiles }: Pick<ComposerRowProps, 'onFiles'>): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label="Files to attach"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <IconButton icon="attach" label="Attach files and pictures" onClick={() => input.current?.click()} />
    </>
  );
}

const FACT =
  'flex h-7 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-xs text-muted transition-colors hover:bg-hover hover:text-strong';

function Facts({ facts, bill, onCost }: Pick<ComposerRowProps, 'facts' | 'bill' | 'onCost'>): ReactNode {
  const { usd, budgetUsd, windowSize, windowTokens } = bill;
  return (
    <div className="flex min-w-0 items-center">
      {facts.model !== '' && (
        <Tooltip text="The model. Another one is chosen in the settings, for when it is next started.">
          <Link
            to="/settings/models"
            aria-label={`Model: ${facts.model}`}
            className={`${FACT} max-w-44 max-sm:hidden`}
          >
            <span className="truncate">{oneLine(facts.model, 60)}</span>
          </Link>
        </Tooltip>
      )}
      {facts.asks !== '' && (
        <Tooltip text="When you are asked before an action. It is set in the settings, for when it is next started.">
          <Link to="/settings/confirmation" className={`${FACT} shrink-0 max-sm:hidden`}>
            {facts.asks}
          </Link>
        </Tooltip>
      )}
      {windowTokens > 0 && (
        <Tooltip text={windowText(bill)}>
          <button type="button" aria-label={`Context: ${windowText(bill)}`} onClick={onCost} className={FACT}>
            {windowSize === null ? (
              windowText(bill).split(' ')[0]
            ) : (
              <Meter
                label="Context"
                value={windowTokens}
                max={windowSize}
                text={windowText(bill)}
                shape="ring"
              />
            )}
          </button>
        </Tooltip>
      )}
      {bill.steps.length > 0 && (
        <Tooltip text={costText(bill)}>
          <button type="button" aria-label={`Cost: ${costText(bill)}`} onClick={onCost} className={FACT}>
            {budgetUsd !== null && budgetUsd > 0 && (
              <Meter label="Budget" value={usd} max={budgetUsd} text={costText(bill)} className="w-8" />
            )}
            <span className="tabular-nums">{costMark(bill)}</span>
          </button>
        </Tooltip>
      )}
    </div>
  );
}

function SendMenu({ controls, sendable, onHold, enterSends, onEnterSends }: ComposerRowProps): ReactNode {
  const hold = {
    label: 'Hold back until it rests',
    icon: 'clock' as const,
    keys: 'Alt+Enter',
    disabled: sendable !== 'yes',
    onSelect: onHold,
  };
  const enter = {
    label: 'Enter sends, Shift+Enter begins a line',
    checked: enterSends,
    onSelect: () => onEnterSends(!enterSends),
  };
  return (
    <Menu align="end" side="top" groups={[...(controls.hold ? [{ items: [hold] }] : []), { items: [enter] }]}>
      <IconButton icon="down" label="Ways to send" className="w-6" />
    </Menu>
  );
}
